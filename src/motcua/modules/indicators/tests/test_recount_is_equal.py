"""Whatever order readings come in, late, twice or corrected: the numbers are those of a recount,
and those of the pure methods over what stands in the end."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motcua.kernel.actors import SYSTEM
from motcua.modules.indicators import operations, queries
from motcua.modules.indicators.rules.completeness import Rule
from motcua.modules.indicators.rules.definition import SeriesFormula
from motcua.modules.indicators.rules.methods import METHODS
from motcua.modules.indicators.rules.periods import HOUR, Grain, containing
from motcua.modules.indicators.rules.readings import HourMean
from motcua.modules.observations.tests import factories as observed

from .factories import DAY, LATER, a_station, computed, the_shipped_packs

CODES = ("vn_aqi_hour", "vn_aqi_day", "pm2_5_mean")
MINUTES = (0, 30)
_stations = (f"p{number:04}" for number in count())


@dataclass(frozen=True, slots=True)
class Step:
    """A batch of readings, and whether the engine runs after it."""

    readings: list[tuple[str, int, int, float]]
    runs: bool


steps = st.lists(
    st.builds(
        Step,
        st.lists(
            st.tuples(
                st.sampled_from(["pm2_5", "no2"]),
                st.integers(0, 30),
                st.sampled_from(MINUTES),
                st.integers(50, 1400).map(lambda tenths: tenths / 10),
            ),
            min_size=1,
            max_size=25,
        ),
        st.booleans(),
    ),
    min_size=1,
    max_size=6,
)


@pytest.mark.django_db
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(story=steps)
def test_any_order_gives_the_numbers_of_a_recount(story: list[Step]) -> None:
    the_shipped_packs()
    thing = next(_stations)
    a_station(thing, "pm2_5", "no2", cadence=1800)
    last: dict[tuple[str, datetime], float] = {}
    for each in story:
        rows = {}
        for code, hour, minute, value in each.readings:
            moment = DAY + hour * HOUR + timedelta(minutes=minute)
            rows[code, moment] = value
        last |= rows
        observed.sent(
            *(observed.a_row(v, t, series=f"{thing}:{c}") for (c, t), v in rows.items()),
            at=LATER,
        )  # fmt: skip
        if each.runs:
            computed()
    computed()

    for code in CODES:
        assert _told(code, thing) == _by_hand(code, last)
        done = operations.recount(
            code=code, start=DAY - 12 * HOUR, end=DAY + 60 * HOUR, by=SYSTEM, at=LATER
        )
        assert (done.added, done.corrected) == (0, 0)


def _told(code: str, thing: str) -> dict[datetime, float | None]:
    grain = queries.public_definition(code).smallest
    found = queries.public_values(code, grain=grain, start=DAY, end=LATER, things=[thing])
    return {card.start: card.value for card in found if card.value is not None}


def _by_hand(code: str, last: Mapping[tuple[str, datetime], float]) -> dict[datetime, float | None]:
    """The method over the last word on every reading."""
    definition = queries.public_definition(code).definition
    formula = definition.formula
    assert isinstance(formula, SeriesFormula)
    rule = Rule(definition.completeness.percent, definition.completeness.required)
    readings: dict[str, dict[datetime, HourMean]] = {}
    for given_input in formula.inputs:
        hours: dict[datetime, list[float]] = {}
        for (known, moment), value in last.items():
            if known == given_input.property:
                hours.setdefault(containing(Grain.HOUR, moment).start, []).append(value)
        if given_input.property in ("pm2_5", "no2"):
            readings[given_input.name] = {
                hour: HourMean(len(v), 2, round(sum(v) / len(v), 6), min(v), max(v))
                for hour, v in hours.items()
            }
    starts = {
        containing(formula.grain, hour).start for hours in readings.values() for hour in hours
    }
    compute = METHODS[formula.method].compute
    found = {
        start: compute(containing(formula.grain, start), readings, formula.tables, rule).value
        for start in starts
    }
    return {start: value for start, value in found.items() if value is not None}
