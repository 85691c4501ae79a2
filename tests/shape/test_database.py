"""The schema keeps what lets many cities live on many nodes, and migrations tell all of it."""

import io
import re
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, models
from django.db.migrations.loader import MigrationLoader

from motcua.foundation.database.bootstrap import city_schema

from .house import python_files, short, source

pytestmark = pytest.mark.django_db

#: Modules from the ground up; a foreign key points at its own line or below.
STACK = (
    {"places"}, {"organisation", "people"}, {"documents", "mandates", "registers", "access"},
    {"payments", "results", "forms"},
    {"catalogue"}, {"dossiers"}, {"messages"},
)  # fmt: skip
SCHEMA_NAMED = re.compile(r"\b(FROM|JOIN|INTO|UPDATE|TABLE|FUNCTION|ON|EXECUTE)\s+public\.", re.I)


def _rows(query: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(query, {"schema": city_schema(connection)})
        return [" ".join(map(str, row)) for row in cursor.fetchall()]


def test_models_and_migrations_agree() -> None:
    told = io.StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=told)
    except SystemExit:
        pytest.fail(told.getvalue())


def test_history_is_one_line_per_module() -> None:
    graph = MigrationLoader(connection).graph
    ours = {app.label for app in apps.get_app_configs() if app.name.startswith("motcua.")}
    leaves = [app for app, _ in graph.leaf_nodes() if app in ours]
    assert sorted(leaves) == sorted(set(leaves))


def test_every_table_has_a_primary_key() -> None:
    assert _rows("""
        SELECT c.relname FROM pg_class c WHERE c.relnamespace = %(schema)s::regnamespace
        AND c.relkind IN ('r', 'p') AND NOT EXISTS
            (SELECT FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'p')
    """) == []  # fmt: skip


def test_no_check_waits_for_the_end_of_a_transaction() -> None:
    assert _rows("""
        SELECT conrelid::regclass, conname FROM pg_constraint
        WHERE connamespace = %(schema)s::regnamespace AND condeferrable
    """) == []  # fmt: skip


def test_our_keys_never_run_out() -> None:
    assert _rows("""
        SELECT table_name, column_name FROM information_schema.columns
        WHERE table_schema = %(schema)s AND data_type IN ('integer', 'smallint')
        AND (is_identity = 'YES' OR column_default LIKE 'nextval%%')
        AND table_name NOT LIKE 'django\\_%%'
    """) == []  # fmt: skip


def test_we_make_no_types_of_our_own() -> None:
    assert _rows("""
        SELECT typname FROM pg_type t WHERE typnamespace = %(schema)s::regnamespace
        AND (typtype IN ('e', 'd', 'r') OR typtype = 'c' AND EXISTS
            (SELECT FROM pg_class c WHERE c.oid = t.typrelid AND c.relkind = 'c'))
        AND typname NOT LIKE 'procrastinate\\_%%'
    """) == []  # fmt: skip


def test_functions_do_not_lean_on_the_search_path_of_a_session() -> None:
    assert _rows("""
        SELECT proname FROM pg_proc WHERE pronamespace = %(schema)s::regnamespace
        AND prokind = 'f' AND NOT coalesce(proconfig::text LIKE '%%search_path=%%', false)
    """) == []  # fmt: skip


def test_nothing_of_a_city_lies_elsewhere() -> None:
    assert _rows("""
        SELECT nspname, relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE relkind IN ('r', 'p', 'v', 'S') AND nspname NOT LIKE 'pg\\_%%'
        AND nspname NOT IN ('information_schema', %(schema)s)
    """) == []  # fmt: skip


def test_foreign_keys_point_down() -> None:
    assert [
        f"{here}.{field} -> {there}" for here, field, there in _keys_between_modules()
        if _storey(there) >= _storey(here)
    ] == []  # fmt: skip


def test_no_schema_is_named_in_the_source() -> None:
    assert [
        f"{short(path)}:{number}"
        for path in python_files("src")
        for number, line in enumerate(source(path).splitlines(), 1)
        if SCHEMA_NAMED.search(line)
    ] == []  # fmt: skip


def _keys_between_modules() -> Iterator[tuple[str, str, str]]:
    """Label of the app, its field, label of the app it points at; across apps of ours only."""
    for model in apps.get_models():
        if not model.__module__.startswith("motcua."):
            continue
        for field in model._meta.get_fields():
            if isinstance(field, models.ForeignKey):
                here, there = model._meta.app_label, field.related_model._meta.app_label
                if here != there:
                    yield here, f"{model.__name__}.{field.name}", there


def _storey(label: str) -> int:
    """How high an app stands; sites and adapters above all modules, the foundation below."""
    if label == "foundation":
        return -1
    return next((n for n, names in enumerate(STACK) if label in names), len(STACK))
