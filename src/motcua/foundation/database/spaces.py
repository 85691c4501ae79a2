"""Spaces: schemas beside the city's, with the same tables, for trying things out in.

Inside a space a thread has a connection of its own that was opened for the space and is closed at
the end. The city's connection never changes its search path, so nothing has to be set back and no
statement prepared for one of them can ever run in the other.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import load_backend
from psycopg import sql

from .bootstrap import create_schema, pin_functions

KEY = re.compile(r"[0-9a-f]{12}")
LOCK_SECONDS = 5

_current: ContextVar["Space | None"] = ContextVar("space", default=None)
_city: ContextVar[BaseDatabaseWrapper | None] = ContextVar("city", default=None)


class SpaceGone(Exception):
    """The space was taken down, or never stood."""


class AlreadyInside(Exception):
    """A space has no space inside it."""


@dataclass(frozen=True, slots=True)
class Space:
    """A space of a city. Its name is made of the city's and a key that we drew ourselves."""

    city: str
    key: str

    def __post_init__(self) -> None:
        if not KEY.fullmatch(self.key):
            raise ValueError("not a key of a space")

    @property
    def schema(self) -> str:
        return f"{self.city}_r_{self.key}"


def current() -> Space | None:
    """The space this thread is inside; None in the city itself."""
    return _current.get()


def scope() -> str:
    """Goes into the key of whatever is remembered and could differ between the city and a space."""
    space = _current.get()
    return space.key if space else ""


def space_of(key: str) -> Space:
    """The space of this key in the city whose program this is."""
    return Space(str(connections.settings[DEFAULT_DB_ALIAS]["MOTCUA_SCHEMA"]), key)


@contextmanager
def inside(space: Space) -> Iterator[None]:
    """Everything inside the block, in this thread, reads and writes the space alone.

    :raises SpaceGone: it does not stand
    """
    with _connected(space, DEFAULT_DB_ALIAS):
        with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
            cursor.execute("SELECT current_schema()")
            (there,) = cursor.fetchone()
        if there != space.schema:
            raise SpaceGone(space.key)
        yield


@contextmanager
def _connected(space: Space, route: str) -> Iterator[BaseDatabaseWrapper]:
    if _current.get() is not None:
        raise AlreadyInside
    outer = connections[DEFAULT_DB_ALIAS]
    own = _connection(connections[route], space)
    token, kept = _current.set(space), _city.set(outer)
    connections[DEFAULT_DB_ALIAS] = own
    try:
        yield own
    finally:
        connections[DEFAULT_DB_ALIAS] = outer
        _city.reset(kept)
        _current.reset(token)
        own.close()


@contextmanager
def outside() -> Iterator[None]:
    """Back in the city for a while, from inside a space: to note there how the work goes."""
    city, own = _city.get(), connections[DEFAULT_DB_ALIAS]
    if city is None:
        yield
        return
    token = _current.set(None)
    connections[DEFAULT_DB_ALIAS] = city
    try:
        yield
    finally:
        connections[DEFAULT_DB_ALIAS] = own
        _current.reset(token)


def _connection(like: BaseDatabaseWrapper, space: Space) -> BaseDatabaseWrapper:
    settings: dict[str, Any] = deepcopy(dict(like.settings_dict))
    settings["MOTCUA_SCHEMA"] = space.schema
    settings["CONN_MAX_AGE"] = 0
    settings["OPTIONS"]["options"] = f"-c search_path={space.schema},public -c timezone=UTC"
    backend = load_backend(settings["ENGINE"])
    made: BaseDatabaseWrapper = backend.DatabaseWrapper(settings, DEFAULT_DB_ALIAS)
    return made


def raise_up(space: Space, *, tell: Callable[[int, int], None] = lambda _done, _all: None) -> None:
    """Make the schema and its tables by the same migrations as the city's.

    `tell` hears how many of all steps are done.
    """
    with _connected(space, _ddl()) as connection:
        create_schema(connection)
        with connection.cursor() as cursor:
            cursor.execute(f"SET lock_timeout = '{LOCK_SECONDS}s'")
        done = 0

        def progress(action: str, *_: object) -> None:
            nonlocal done
            if action == "apply_success":
                done += 1
                tell(done, len(plan))

        executor = MigrationExecutor(connection, progress)
        targets = executor.loader.graph.leaf_nodes()
        plan = executor.migration_plan(targets)
        executor.migrate(targets, plan)
        pin_functions(connection)


def take_down(space: Space) -> None:
    """Drop the schema with all that is in it; nothing happens where there is none."""
    with connections[_ddl()].cursor() as cursor:
        cursor.execute(
            sql.SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(sql.Identifier(space.schema))
        )


def standing() -> list[Space]:
    """Every space of this city that stands in the database, whoever made it."""
    city = space_of("0" * 12).city
    with connections[_ddl()].cursor() as cursor:
        cursor.execute(
            "SELECT nspname FROM pg_namespace WHERE starts_with(nspname, %s) ORDER BY nspname",
            [f"{city}_r_"],
        )
        keys = [name.removeprefix(f"{city}_r_") for (name,) in cursor.fetchall()]
    return [Space(city, key) for key in keys if KEY.fullmatch(key)]


def copy_in(tables: dict[str, tuple[str, ...]]) -> int:
    """Copy rows of the city into the space one is inside of: table -> its columns, parents first.

    Keys stay what they are. Returns how many rows.

    :raises SpaceGone: not inside a space
    """
    space = _current.get()
    if space is None:
        raise SpaceGone("not inside one")
    copied = 0
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        for table, columns in tables.items():
            names = sql.SQL(", ").join(map(sql.Identifier, columns))
            here, there = sql.Identifier(space.schema, table), sql.Identifier(space.city, table)
            copying = sql.SQL("INSERT INTO {} ({}) OVERRIDING SYSTEM VALUE SELECT {} FROM {}")
            cursor.execute(copying.format(here, names, names, there))
            copied += cursor.rowcount
    return copied


def _ddl() -> str:
    return "ddl" if "ddl" in connections.settings else DEFAULT_DB_ALIAS
