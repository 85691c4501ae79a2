"""By itself: a batch becomes values and news, a new formula is filled, nothing is told twice."""

import pytest

from motcua.foundation import jobs
from motcua.kernel.actors import SYSTEM
from motcua.modules.broadcast import queries as broadcast
from motcua.modules.broadcast import steps as telling
from motcua.modules.indicators import operations, queries, reactions
from motcua.modules.indicators.rules.periods import HOUR
from motcua.modules.observations.tests import factories as observed

from .factories import DAY, a_station, hourly, steady, the_shipped_packs

pytestmark = pytest.mark.django_db


def test_what_is_measured_after_a_batch_needs_nobody() -> None:
    the_shipped_packs()
    a_station()
    hourly(steady(30.0, 12), at=DAY + 12 * HOUR)

    jobs.run_due()

    assert [card.value for card in queries.public_newest("vn_aqi_hour", things=["hk-01"])] == [60]


def test_a_formula_that_comes_later_finds_the_past() -> None:
    a_station()
    hourly(steady(30.0, 48))
    jobs.run_due()
    assert queries.public_definitions() == []

    the_shipped_packs()
    jobs.run_due()

    days = [card.value for card in queries.public_newest("vn_aqi_day", things=["hk-01"])]
    assert days == [60]
    assert reactions.fill("vn_aqi_day", at=observed.NOON) == 0


def test_the_city_is_told_what_moved_with_all_that_belongs_to_it() -> None:
    the_shipped_packs()
    a_station()
    now = DAY + 12 * HOUR
    hourly(steady(30.0, 12), at=now)
    operations.compute_series(by=SYSTEM, at=now)
    telling.number_waiting(1000)

    told = broadcast.public_recent(["indicators"])

    assert {(change.topic, change.place) for change in told} == {
        ("indicators.vn_aqi_hour", observed.WARD)
    }
    data = next(change.data for change in told if "thing:" in change.subject)
    assert data["value"] == 60
    assert data["summary"] == {"vi": "60 điểm AQI (Trung bình)", "en": "60 AQI (Moderate)"}
    assert (data["unit"], data["formula_version"], data["is_complete"]) == ("1", 1, True)


def test_a_value_that_reads_the_same_is_not_told_again() -> None:
    the_shipped_packs()
    a_station()
    now = DAY + 12 * HOUR
    hourly(steady(30.0, 12), at=now)
    operations.compute_series(by=SYSTEM, at=now)
    hourly([29.95], start=DAY, at=now)

    ran = operations.compute_series(by=SYSTEM, at=now)

    assert ran.values > 0
    assert ran.moved == 0
