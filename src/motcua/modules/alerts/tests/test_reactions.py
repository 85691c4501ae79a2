"""From a reading to a proposal: observations, their indicator, the rule that looks at it."""

from datetime import timedelta

import pytest

from motcua.foundation.identifiers import new_id
from motcua.kernel.actors import SYSTEM
from motcua.kernel.words import Text
from motcua.modules.alerts import operations, packs, queries, reactions, sight
from motcua.modules.alerts.rules.cap import Severity
from motcua.modules.indicators import operations as indicators
from motcua.modules.indicators.events import IndicatorsMoved, Move
from motcua.modules.indicators.operations.declaring import BandSpec
from motcua.modules.indicators.tests import factories as measured
from motcua.modules.observations.tests import factories as observed

from .factories import HOUR, NOON, WARD, YEN, air_rule, in_force, the_places

pytestmark = pytest.mark.django_db
LEVELS = (("I", 9.5), ("II", 10.5), ("III", 11.5))


@pytest.fixture(autouse=True)
def _city() -> None:
    the_places()
    measured.the_shipped_packs()


def moved(indicator: str, thing: str = "", *, is_backfill: bool = False) -> IndicatorsMoved:
    move = Move(
        indicator,
        1,
        "hour",
        NOON - HOUR,
        NOON,
        WARD,
        "",
        "",
        thing,
        "",
        1.0,
        None,
        "",
        is_complete=True,
    )
    return IndicatorsMoved(new_id(), is_backfill, 1, () if is_backfill else (move,), NOON)


def a_gauge(*readings: float) -> None:
    """A reading every ten minutes up to noon, at a gauge with alarm levels of its own."""
    measured.a_station("song-01", "water_level", cadence=600)
    bands = [BandSpec(code, low, Text(code), (255, 0, 0)) for code, low in LEVELS]
    indicators.set_local_bands(
        indicator="water_level", thing="song-01", bands=bands, source=Text("Quyết định mẫu"),
        valid_from=NOON.date() - timedelta(days=1), by=SYSTEM, at=NOON,
    )  # fmt: skip
    rows = [
        observed.a_row(
            value, NOON - timedelta(minutes=10 * (len(readings) - n)), series="song-01:water_level"
        )
        for n, value in enumerate(readings)
    ]
    observed.sent(*rows, at=NOON)
    measured.computed(at=NOON)


def flood() -> None:
    in_force(next(rule for rule in packs.rules() if rule.code == "flood-level"))


def test_a_river_over_its_alarm_level_is_proposed() -> None:
    flood()
    a_gauge(9.1, 9.3, 9.4, 9.6, 9.8, 10.6)

    assert reactions.look_at(moved("water_level", "song-01"), at=NOON) == 1

    (waiting,) = queries.proposals(by=YEN)
    assert waiting.alert.severity is Severity.SEVERE
    assert waiting.alert.headline.vi == ("Trạm song-01: mực nước 10,6 m, vượt mức báo động 10,5 m")
    operations.confirm(alert_id=waiting.alert.id, by=YEN, at=NOON)
    assert [card.event for card in queries.public_active([WARD], at=NOON)] == ["flood"]


def test_below_the_level_nothing_is_proposed() -> None:
    flood()
    a_gauge(9.1, 9.2, 9.3, 9.2, 9.1, 9.4)
    reactions.look_at(moved("water_level", "song-01"), at=NOON)
    assert queries.proposals(by=YEN) == []


def test_a_run_over_the_past_is_not_looked_at() -> None:
    flood()
    a_gauge(9.9, 9.9, 9.8, 9.9, 9.8, 10.6)
    assert reactions.look_at(moved("water_level", "song-01", is_backfill=True), at=NOON) == 0


def test_a_rule_looks_at_its_own_indicator_alone() -> None:
    in_force(air_rule())
    assert reactions.look_at(moved("water_level", "song-01"), at=NOON) == 0


def test_the_past_can_be_judged_by_a_rule() -> None:
    flood()
    a_gauge(9.1, 9.3, 9.4, 9.6, 9.8, 10.6)
    rule = queries.public_rules()[0]
    assert sight.watched(rule) == [(WARD, "song-01")]

    past = sight.during(rule, WARD, "song-01", start=NOON - 24 * HOUR, end=NOON)

    signals = queries.public_replay(rule, past.values, past.bands)
    assert [(signal.what, signal.value.value) for signal in signals] == [("raise", 10.6)]


def test_an_indicator_nobody_declared_shows_nothing() -> None:
    rule = air_rule(indicator="nothing")
    assert sight.lately(rule, WARD, "", at=NOON).values == ()
    assert sight.watched(rule) == []
