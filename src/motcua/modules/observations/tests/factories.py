"""Sources, things and series to test with, registered through the module's own operations."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from motcua.foundation.identifiers import new_id
from motcua.kernel.actors import SYSTEM, Actor, Post, Role
from motcua.kernel.words import Text
from motcua.modules.observations import operations, policies
from motcua.modules.observations.rules import Message, Receipt, Row
from motcua.modules.observations.rules.registering import (
    SeriesSpec,
    SourceFacts,
    ThingFacts,
    full_code,
)

NOON = datetime(2026, 11, 17, 5, 0, tzinfo=UTC)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
WARD, OTHER_WARD = "00070", "00004"
AIR = "air.hanoi"

SENDER = policies.sender(AIR)
GIANG = Actor("officer:giang", frozenset({Post("H26", Role.ADMIN)}))
HAI = Actor("officer:hai", frozenset({Post("H26", Role.OPERATOR)}))
CHI = Actor("officer:chi", frozenset({Post("H26.101", Role.RECEIVER)}))


def a_source(code: str = AIR, *, at: datetime = NOON) -> str:
    facts = SourceFacts(code, Text("Mạng quan trắc không khí", "Air network"), "H26", "CC-BY-4.0")
    operations.register_source(source=facts, by=SYSTEM, at=at)
    return code


def a_thing(code: str = "hk-01", *, place: str = WARD) -> str:
    name = Text(f"Trạm {code}", f"Station {code}")
    thing = ThingFacts(code, name, place, lon=105.85, lat=21.03)
    operations.register_things(things=[thing], by=SYSTEM, at=NOON)
    return code


def a_series(
    thing: str = "hk-01",
    known: str = "pm2_5",
    *,
    source: str = AIR,
    unit: str = "ug/m3",
    cadence: int = 60,
    place: str = WARD,
    is_public: bool = True,
) -> int:
    """A series of a source and a thing that are made with it. Its code is `<thing>:<property>`."""
    a_source(source)
    a_thing(thing, place=place)
    spec = SeriesSpec(thing, known, source, unit, cadence, "CC-BY-4.0", is_public=is_public)
    return operations.register_series(series=[spec], by=SYSTEM, at=NOON)[full_code(spec)]


def a_row(
    value: float, time: datetime = NOON, *, series: str = "hk-01:pm2_5", unit: str = ""
) -> Row:
    return Row(time=time, value=value, series=series, unit=unit)


def a_message(*rows: Row) -> Message:
    return Message(rows, digest=str(new_id()))


def sent(
    *rows: Row,
    source: str = AIR,
    at: datetime = NOON,
    key: str | None = None,
    is_backfill: bool = False,
) -> Receipt:
    return operations.take_batch(
        source=source,
        message=a_message(*rows),
        key=key,
        is_backfill=is_backfill,
        by=policies.sender(source),
        at=at,
    )


def minutes(
    values: Sequence[float], *, until: datetime = NOON, series: str = "hk-01:pm2_5"
) -> list[Row]:
    """A value a minute, the last of them at `until`."""
    start = until - MINUTE * (len(values) - 1)
    return [a_row(value, start + MINUTE * n, series=series) for n, value in enumerate(values)]
