"""Stations, readings and facts to measure with, through operations."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from motcua.kernel.actors import SYSTEM
from motcua.kernel.expressions import INT, TEXT, Type
from motcua.modules.indicators import operations, packs, reactions
from motcua.modules.indicators.ports import FactRow, Window
from motcua.modules.indicators.rules.periods import HOUR, midnight
from motcua.modules.observations.tests import factories as observed

DAY = midnight(observed.NOON.date())
#: Late enough that every period of these tests is over.
LATER = DAY + timedelta(days=60)
WARD, OTHER_WARD = observed.WARD, observed.OTHER_WARD


def the_shipped_packs(at: datetime = observed.NOON) -> None:
    operations.load_pack(files=packs.shipped(), by=SYSTEM, at=at)


def a_station(
    thing: str = "hk-01",
    *known: str,
    place: str = WARD,
    cadence: int = 3600,
) -> None:
    for code in known or ("pm2_5",):
        unit = {"noise": "dB", "water_level": "m"}.get(code, "ug/m3")
        observed.a_series(thing, code, unit=unit, cadence=cadence, place=place)


def hourly(
    values: Sequence[float | None],
    *,
    start: datetime = DAY,
    series: str = "hk-01:pm2_5",
    at: datetime = LATER,
) -> None:
    """A reading an hour from `start`, in one batch; None where there was none."""
    readings = [
        observed.a_row(value, start + place * HOUR, series=series)
        for place, value in enumerate(values)
        if value is not None
    ]
    observed.sent(*readings, at=at)


def steady(value: float, count: int) -> list[float]:
    """Readings around a value, for a sensor that never moves is held back as stuck."""
    return [value + (0.1 if place % 2 else -0.1) for place in range(count)]


def computed(at: datetime = LATER) -> int:
    return reactions.catch_up_series(at)


@dataclass
class Heap:
    """A source whose facts a test puts there and takes away: (moment, row)."""

    name: str = "tests.heap"
    is_living: bool = False
    rows_kept: list[tuple[datetime, FactRow]] = field(default_factory=list)
    asked: list[tuple[Window, frozenset[str] | None]] = field(default_factory=list)

    @property
    def fields(self) -> Mapping[str, Type]:
        return {"channel": TEXT, "minutes": INT}

    def rows(self, window: Window, agencies: frozenset[str] | None) -> Iterable[FactRow]:
        self.asked.append((window, agencies))
        return [
            row
            for moment, row in self.rows_kept
            if window.start <= moment < window.end and (agencies is None or row.agency in agencies)
        ]

    def put(
        self, moment: datetime, channel: str | None, minutes: int | None = None, *,
        agency: str = "H26.101", place: str = WARD, sector: str = "HT", count: int = 1,
    ) -> None:  # fmt: skip
        told = {"channel": channel, "minutes": minutes}
        facts = {name: value for name, value in told.items() if value is not None}
        row = FactRow(facts, count, place=place, agency=agency, sector=sector)
        self.rows_kept.append((moment, row))


def a_definition(
    formula: str,
    *,
    code: str = "heap_count",
    number: int = 1,
    name: str = "Số hồ sơ",
    interval: str = "none",
    grains: str = "day, month, quarter, year",
    cuts: str = "[], [agency], [place]",
    more: str = "",
) -> bytes:
    """A facts definition as a file; `formula` are its lines under `over: facts`."""
    return f"""\
format: 1
code: {code}
number: {number}
topic: services
name: {{vi: {name}, en: A count}}
explanation: {{vi: Đếm., en: Counted.}}
unit: "1"
unit_name: {{vi: hồ sơ, en: dossiers}}
decimals: 1
better: higher
formula: {{over: facts, source: tests.heap, {formula}}}
grains: [{grains}]
cuts: [{cuts}]
completeness: {{percent: 75, required: false, why: {{vi: a, en: b}}}}
interval: {{method: {interval}, why: {{vi: a, en: b}}}}
source: {{kind: test, title: {{vi: a, en: b}}}}
licence: CC0-1.0
{more}
""".encode()
