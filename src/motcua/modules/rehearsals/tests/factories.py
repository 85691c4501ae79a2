"""Rehearsals brought to a point of their story, and the city counted row by row."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import sha256
from uuid import UUID

from django.apps import apps
from django.db import connection
from psycopg import sql

from motcua.foundation import jobs
from motcua.kernel.actors import SYSTEM, Actor, Role
from motcua.kernel.words import Text
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.dossiers.tests.world import EXTRACT, TUESDAY, WARD
from motcua.modules.organisation import operations as organisation
from motcua.modules.organisation import queries as offices
from motcua.modules.organisation.rules import OfficerFacts, PostingFacts
from motcua.modules.rehearsals import errands, operations, queries

#: What a rehearsal itself writes in the city: its registry, its facts and jobs, sessions.
OWN = ("rehearsals_", "foundation_entry", "procrastinate_", "django_session")


def giang() -> Actor:
    """The designer of procedures at the city's office."""
    officer = organisation.enlist_officer(
        officer=OfficerFacts("Vũ Hương Giang", Text("Thiết kế thủ tục"), "demo", "giang"),
        by=SYSTEM, at=TUESDAY,
    )  # fmt: skip
    del officer
    card = offices.officer_by_subject("demo", "giang")
    organisation.post_officer(
        officer_id=card.id,
        posting=PostingFacts("H26", Role.PROCEDURE_ADMIN, TUESDAY.date(), legal_ref="Quyết định 1"),
        by=SYSTEM, at=TUESDAY,
    )  # fmt: skip
    return offices.actor_for_officer(card.id, TUESDAY.date())


def an_open_rehearsal(by: Actor, *, code: str = EXTRACT, agency: str = WARD) -> UUID:
    """The procedure in force, on a stage that stands."""
    made = operations.open_rehearsal(
        files=catalogue.public_package(code), origin=f"procedure:{code}", agency=agency,
        by=by, at=datetime.now(UTC),
    )  # fmt: skip
    jobs.run_due()
    card = queries.rehearsal(made, by=by)
    assert card.is_open, card.trouble
    return made


def applicants() -> Counter[str]:
    """Who filed how many dossiers, wherever one is."""
    rows = apps.get_model("dossiers", "Dossier").objects.values_list("applicant", flat=True)
    return Counter(map(str, rows))


def people_met() -> int:
    return apps.get_model("people", "Person").objects.count()


@contextmanager
def nothing_left() -> Iterator[None]:
    """Whatever a test opened is taken down after it."""
    try:
        yield
    finally:
        for key in errands.leftovers(frozenset()):
            errands.strike(key)


def digests(*, leaving_out: tuple[str, ...] = OWN) -> dict[str, str]:
    """Table -> how many rows and a digest over all of them, of the city's schema."""
    found = {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace"
            " AND relkind IN ('r', 'p') ORDER BY relname"
        )
        for (table,) in cursor.fetchall():
            if table.startswith(leaving_out):
                continue
            cursor.execute(
                sql.SQL("SELECT count(*), coalesce(string_agg(t::text, '|' ORDER BY t::text), '')"
                        " FROM {} t").format(sql.Identifier(table))
            )  # fmt: skip
            count, whole = cursor.fetchone()
            found[table] = f"{count} {sha256(whole.encode()).hexdigest()[:16]}"
    return found
