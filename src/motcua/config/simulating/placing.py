"""Puts the invented instruments into the city: their source, the things, their series, a token."""

from datetime import date, datetime
from pathlib import Path

from motcua.kernel.actors import SYSTEM
from motcua.kernel.words import Text
from motcua.modules.indicators import operations as indicators
from motcua.modules.indicators.operations.declaring import BandSpec
from motcua.modules.observations import operations as observations
from motcua.modules.observations import queries
from motcua.modules.observations.rules.registering import SeriesSpec, SourceFacts, ThingFacts

from .network import (
    CADENCE_SECONDS,
    INSTRUMENTS,
    LICENCE,
    OPERATED_BY,
    SOURCE,
    SOURCE_NAME,
    UNITS,
    every_series,
)

#: Levels at which the invented gauges alarm; real ones are decided for each river.
_LEVELS = (
    ("I", 2.2, Text("Báo động 1 (mô phỏng)", "Alarm level 1 (simulated)"), (255, 255, 0)),
    ("II", 2.9, Text("Báo động 2 (mô phỏng)", "Alarm level 2 (simulated)"), (255, 126, 0)),
    ("III", 3.6, Text("Báo động 3 (mô phỏng)", "Alarm level 3 (simulated)"), (255, 0, 0)),
)
_LEVELS_FROM = date(2026, 1, 1)
_LEVELS_SAID = Text("Mức mô phỏng, không do cơ quan nào quyết định", "Simulated; nobody's decision")


def is_placed() -> bool:
    return any(source.code == SOURCE for source in queries.public_sources())


def place(*, at: datetime) -> None:
    """Register what is missing; nothing changes if everything is there."""
    source = SourceFacts(SOURCE, SOURCE_NAME, OPERATED_BY, LICENCE)
    observations.register_source(source=source, by=SYSTEM, at=at)
    things = [
        ThingFacts(each.code, each.name, each.site.place, each.site.lon, each.site.lat)
        for each in INSTRUMENTS
    ]
    observations.register_things(things=things, by=SYSTEM, at=at)
    series = [
        SeriesSpec(instrument.code, prop, SOURCE, UNITS[prop], CADENCE_SECONDS, LICENCE)
        for instrument, prop in every_series()
    ]
    observations.register_series(series=series, by=SYSTEM, at=at)


def set_alarm_levels(*, at: datetime) -> None:
    """Give the invented gauges alarm levels, marked as invented."""
    bands = [BandSpec(code, low, name, rgb) for code, low, name, rgb in _LEVELS]
    for each in INSTRUMENTS:
        if "water_level" in each.properties:
            indicators.set_local_bands(
                indicator="water_level", thing=each.code, bands=bands, source=_LEVELS_SAID,
                valid_from=_LEVELS_FROM, by=SYSTEM, at=at,
            )  # fmt: skip


def leave_token(file: Path, *, at: datetime) -> None:
    """A token of the source for whoever wants to try the gate; written for the owner's eyes."""
    if file.exists():
        return
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    token = observations.issue_token(source=SOURCE, by=SYSTEM, at=at)
    file.touch(mode=0o600)
    file.write_text(token + "\n")
