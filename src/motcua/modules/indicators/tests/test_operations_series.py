"""From readings to values on PostgreSQL: hours, days, months, communes, corrections, news."""

from datetime import timedelta

import pytest

from motcua.foundation import journal
from motcua.kernel.actors import SYSTEM
from motcua.modules.indicators import operations, queries
from motcua.modules.indicators.rules.periods import HOUR, Grain, containing
from motcua.modules.observations.tests import factories as observed

from .factories import (
    DAY,
    LATER,
    OTHER_WARD,
    WARD,
    a_station,
    computed,
    hourly,
    steady,
    the_shipped_packs,
)

pytestmark = pytest.mark.django_db


def of(code: str, grain: str, *, thing: str = "hk-01") -> list[queries.ValueCard]:
    return queries.public_values(
        code, grain=grain, start=DAY - timedelta(days=40), end=LATER, things=[thing]
    )


def test_the_example_of_the_decision_comes_out_of_the_engine() -> None:
    """2.3: twelve hours of PM2.5 have the NowCast 20.3 and the index 41 (40.6)."""
    the_shipped_packs()
    a_station()

    hourly([26.9, 24.7, 20.5, 23.5, 19.5, 16.5, 19.0, 16.5, 20.3, 22.4, 19.6, 20.6])
    computed()

    last = of("vn_aqi_hour", "hour")[-1]
    assert last.start == DAY + 11 * HOUR
    assert (last.value, last.band, last.n_expected, last.n_received) == (41, "good", 12, 12)
    assert last.is_complete
    assert last.parts == {"pm2_5": 41, "leading": "pm2_5"}


def test_a_day_needs_three_quarters_of_its_hours() -> None:
    the_shipped_packs()
    a_station()

    hourly(steady(30.0, 17))
    computed()
    (short,) = of("pm2_5_mean", "day")
    assert (short.value, short.n_received, short.n_expected, short.is_complete) == (
        None, 17, 24, False,
    )  # fmt: skip

    hourly([30.0], start=DAY + 17 * HOUR)
    computed()
    (enough,) = of("pm2_5_mean", "day")
    assert (enough.n_received, enough.is_complete) == (18, True)
    assert enough.value == pytest.approx(30.0, abs=0.01)


def test_a_late_hour_is_felt_twelve_hours_on_and_what_was_known_stays() -> None:
    the_shipped_packs()
    a_station()
    hourly([10.0, None, *steady(10.0, 12)])
    computed(LATER)
    before = of("vn_aqi_hour", "hour")

    hourly([90.0], start=DAY + HOUR)
    computed(LATER + HOUR)

    after = of("vn_aqi_hour", "hour")
    assert [card.start for card in after] == [DAY + place * HOUR for place in range(14)]
    changed = [card.start for card in after if card.revision == 2]
    assert changed == [DAY + place * HOUR for place in range(2, 13)]
    assert (after[2].value or 0) > (before[1].value or 500)
    then = queries.public_values(
        "vn_aqi_hour", grain="hour", start=DAY, end=LATER, things=["hk-01"], as_known_at=LATER
    )
    assert [card.value for card in then] == [card.value for card in before]


def test_nothing_new_writes_nothing() -> None:
    the_shipped_packs()
    a_station()
    hourly(steady(10.0, 24))
    assert computed() > 0

    hourly(steady(10.0, 24))
    assert computed() == 0


def test_a_correction_in_the_raw_data_is_a_revision_of_the_value() -> None:
    the_shipped_packs()
    a_station()
    hourly(steady(10.0, 24))
    computed(LATER)

    hourly([33.9], start=DAY)
    computed(LATER + HOUR)

    (day,) = of("pm2_5_mean", "day")
    assert day.value == pytest.approx(11.0)
    assert day.revision == 2
    assert [card.value for card in queries.public_revisions(day)] == pytest.approx([10.0, 11.0])


def test_months_are_made_of_complete_days() -> None:
    the_shipped_packs()
    a_station()
    first = containing(Grain.MONTH, DAY).start
    for place in range(24):
        hourly(steady(10.0 + place, 24), start=first + timedelta(days=place))
    computed()

    (month,) = [card for card in of("pm2_5_mean", "month") if card.value is not None]
    assert month.value == pytest.approx(21.5)
    assert (month.n_received, month.n_expected) == (24, 30)


def test_a_commune_has_the_worst_of_its_stations() -> None:
    the_shipped_packs()
    a_station("hk-01")
    a_station("hk-02")
    a_station("bd-01", place=OTHER_WARD)
    for thing, value in (("hk-01", 20.0), ("hk-02", 60.0), ("bd-01", 100.0)):
        hourly([value] * 3, series=f"{thing}:pm2_5")
    computed()

    found = queries.public_newest("vn_aqi_hour", things=[""])
    assert [(card.place, card.value) for card in found] == [(OTHER_WARD, 164), (WARD, 117)]
    assert found[1].parts == {"stations": 2}


def test_sound_levels_are_averaged_by_their_energy() -> None:
    """60 and 70 dB: 10·log10((10^6 + 10^7)/2) = 67.4 dB, not 65."""
    the_shipped_packs()
    a_station("hk-01", "noise", cadence=1800)
    for minute, value in ((0, 60.0), (30, 70.0)):
        observed.sent(
            observed.a_row(value, DAY + timedelta(minutes=minute), series="hk-01:noise"), at=LATER
        )
    computed()

    (hour,) = of("noise_level", "hour")
    assert hour.value == pytest.approx(67.4036, abs=1e-4)


def test_water_is_told_from_the_first_reading_on() -> None:
    the_shipped_packs()
    a_station("hk-01", "water_level", cadence=600)
    observed.sent(observed.a_row(3.2, DAY, series="hk-01:water_level"), at=LATER)
    computed()

    (hour,) = of("water_level", "hour")
    assert (hour.value, hour.is_complete, hour.n_received, hour.n_expected) == (3.2, False, 1, 6)


def test_the_newest_is_told_and_the_past_is_not() -> None:
    the_shipped_packs()
    a_station()
    now = DAY + 12 * HOUR
    hourly(steady(10.0, 12), at=now)

    ran = operations.compute_series(by=SYSTEM, at=now)
    assert ran.moved == 2  # the station's last hour, and the commune's

    hourly(steady(10.0, 12), start=DAY - timedelta(days=30), at=now)
    assert operations.compute_series(by=SYSTEM, at=now).moved == 0
    told = [
        entry.fact for entry in journal.timeline(("indicators", "run"))
        if entry.kind == "indicators.moved/1"
    ]  # fmt: skip
    assert [len(fact["moves"]) for fact in told] == [2, 0]
    assert told[0]["moves"][0]["band"] == "good"


def test_a_running_hour_is_replaced_and_leaves_no_revision() -> None:
    the_shipped_packs()
    a_station("hk-01", "water_level", cadence=600)
    for minute in range(0, 60, 10):
        moment = DAY + timedelta(minutes=minute)
        row = observed.a_row(3.0 + minute / 100, moment, series="hk-01:water_level")
        observed.sent(row, at=moment)
        computed(moment)

    (hour,) = of("water_level", "hour")
    assert (hour.value, hour.revision, hour.is_complete) == (3.5, 1, True)


def test_hours_read_one_by_one_and_all_at_once_say_the_same() -> None:
    """Runs take few hours, a recount of 220 days more than five thousand in one rectangle."""
    the_shipped_packs()
    a_station()
    start = DAY - timedelta(days=220)
    hourly(steady(20.0, 220 * 24), start=start)
    hourly([70.0], start=start)
    computed()

    done = operations.recount(code="pm2_5_mean", start=start, end=DAY, by=SYSTEM, at=LATER)

    assert (done.added, done.corrected) == (0, 0)
    days = queries.public_values("pm2_5_mean", grain="day", start=start, end=DAY, things=["hk-01"])
    assert len(days) == 220
    assert days[0].value == pytest.approx((70.0 + 20.1 * 12 + 19.9 * 11) / 24, abs=1e-5)
