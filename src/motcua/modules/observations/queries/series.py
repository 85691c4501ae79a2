"""Which series, things, sources and properties there are."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

from motcua.foundation import rows
from motcua.kernel.actors import Actor
from motcua.kernel.errors import NotFound
from motcua.kernel.words import Text

from .. import policies
from ..rules.properties import Property, properties
from .cards import SeriesCard, SourceCard

COLUMNS = """
s.id, s.code, s.property, s.procedure, s.cadence_seconds, s.licence, s.is_public, s.is_closed,
s.thing_id, t.name_vi, t.name_en, t.place, t.lon, t.lat, s.source_id, o.name_vi, o.name_en, o.agency
"""
TABLES = """
observations_series s JOIN observations_thing t ON t.code = s.thing_id
JOIN observations_source o ON o.code = s.source_id
"""
WIDTH = 18
#: A page of series; whoever wants more asks for those after the last code.
MOST = 10_000


def card(row: Sequence[Any]) -> SeriesCard:
    """A row of `COLUMNS`."""
    known = properties()[row[2]]
    return SeriesCard(
        id=row[0],
        code=row[1],
        property=row[2],
        name=known.name,
        unit=known.unit,
        sign=known.sign,
        decimals=known.decimals,
        procedure=row[3],
        cadence_seconds=row[4],
        licence=row[5],
        is_public=row[6],
        is_closed=row[7],
        thing=row[8],
        thing_name=Text(row[9], row[10]),
        place=row[11],
        lon=row[12],
        lat=row[13],
        source=row[14],
        source_name=Text(row[15], row[16]),
        agency=row[17],
    )


def public_properties() -> Mapping[str, Property]:
    """All observed properties by code."""
    return properties()


def public_series_of(
    *,
    observed: str = "",
    place: str = "",
    thing: str = "",
    source: str = "",
    ids: Sequence[int] = (),
    after: str = "",
) -> list[SeriesCard]:
    """Open, public series, as far as they are of the property, place and so on that are named.

    In order of their codes, at most `MOST` after the code `after`.
    """
    return _series("s.is_public AND NOT s.is_closed", (observed, place, thing, source), ids, after)


def public_series(code: str) -> SeriesCard:
    """A public series by its code, also a closed one.

    :raises NotFound: none of that code, or not public
    """
    found = rows.fetch(
        f"SELECT {COLUMNS} FROM {TABLES} WHERE s.code = %s AND s.is_public",  # noqa: S608 -- ours
        [code],
    )
    if not found or found[0][2] not in properties():
        raise NotFound("no such series")
    return card(found[0])


def series(
    *,
    by: Actor,
    observed: str = "",
    place: str = "",
    thing: str = "",
    source: str = "",
    after: str = "",
) -> list[SeriesCard]:
    """As `public_series_of`, with those that are not public, and closed ones.

    :raises NotAllowed: nobody of the operations centre
    """
    policies.must_watch(by)
    return _series("true", (observed, place, thing, source), (), after)


def _series(
    condition: str,
    named: tuple[str, str, str, str],
    ids: Sequence[int],
    after: str,
) -> list[SeriesCard]:
    conditions = [condition, "s.code > %s"]
    parameters: list[object] = [after]
    columns = ("s.property", "t.place", "s.thing_id", "s.source_id")
    for column, value in zip(columns, named, strict=True):
        if value:
            conditions.append(f"{column} = %s")
            parameters.append(value)
    if ids:
        conditions.append("s.id = ANY(%b::bigint[])")
        parameters.append(list(ids))
    found = rows.fetch(
        f"SELECT {COLUMNS} FROM {TABLES} WHERE {' AND '.join(conditions)}"  # noqa: S608 -- ours
        " ORDER BY s.code LIMIT %s",
        [*parameters, MOST],
    )
    return [card(row) for row in found if row[2] in properties()]


_SOURCE = "SELECT o.code, o.name_vi, o.name_en, o.agency, o.licence, o.is_open"


def source_card(row: Sequence[Any]) -> SourceCard:
    return SourceCard(row[0], Text(row[1], row[2]), row[3], row[4], row[5])


def public_sources() -> list[SourceCard]:
    """All sources, in order of their codes."""
    found = rows.fetch(f"{_SOURCE} FROM observations_source o ORDER BY o.code")
    return [source_card(row) for row in found]


def public_source_of_token(token: str, *, at: datetime) -> SourceCard | None:
    """The open source whose token this is, as long as it holds; None for any other."""
    found = rows.fetch(
        f"{_SOURCE} FROM observations_sourcetoken k JOIN observations_source o"
        " ON o.code = k.source_id WHERE k.digest = %s AND o.is_open"
        " AND (k.ends_at IS NULL OR k.ends_at > %s)",
        [sha256(token.encode()).hexdigest(), at],
    )
    return source_card(found[0]) if found else None
