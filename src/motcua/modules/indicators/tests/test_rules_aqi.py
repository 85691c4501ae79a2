"""VN_AQI against the Decision's own example and against numbers computed by hand."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.modules.indicators import packs
from motcua.modules.indicators.rules import aqi
from motcua.modules.indicators.rules.completeness import Rule
from motcua.modules.indicators.rules.definition import Definition, SeriesFormula
from motcua.modules.indicators.rules.periods import HOUR, Grain, containing
from motcua.modules.indicators.rules.reading import read_pack
from motcua.modules.indicators.rules.readings import HourMean
from motcua.modules.observations.tests.factories import NOON

SHIPPED = {each.definition.code: each.definition for each in read_pack(packs.shipped(), {})}
RULE = Rule(75, required=True)
DAY = containing(Grain.DAY, NOON)


def tables(code: str = "vn_aqi_day") -> dict[str, list[float | None]]:
    formula = SHIPPED[code].formula
    assert isinstance(formula, SeriesFormula)
    return formula.tables


def index(name: str, concentration: float) -> float | None:
    levels = [level for level in tables()["levels"] if level is not None]
    return aqi.sub_index(concentration, levels, tables()[name])


def mean(value: float) -> HourMean:
    return HourMean(n=1, expected=1, mean=value, low=value, high=value)


def of_day(**values: Sequence[float | None]) -> dict[str, dict[datetime, HourMean]]:
    """Hours of the day from midnight; a longer list begins on the day before."""
    return {
        name: {
            DAY.end - (len(hours) - place) * HOUR: mean(value)
            for place, value in enumerate(hours)
            if value is not None
        }
        for name, hours in values.items()
    }


def test_the_sub_indices_of_the_example() -> None:
    # 2.3 b: O3 50/160·136.1 = 42.53; NO2 50 + 50/100·18.7 = 59.35 (the Decision prints 60);
    # PM2.5 50/25·20.3 = 40.6.
    assert index("o3_1h", 136.1) == pytest.approx(42.53125)
    assert index("no2", 118.7) == pytest.approx(59.35)
    assert index("pm2_5", 20.3) == pytest.approx(40.6)
    # 2.3 c: 89.3/100·50 = 44.65; 114.6/160·50 = 35.81; 50 + 30.8/2 = 65.4;
    # 100 + 50/30·5.7 = 109.5, rounded 110.
    assert index("o3_8h", 89.3) == pytest.approx(44.65)
    assert index("o3_1h", 114.6) == pytest.approx(35.8125)
    assert index("no2", 130.8) == pytest.approx(65.4)
    assert index("pm2_5", 55.7) == pytest.approx(109.5)
    assert aqi.whole(109.5) == 110


@pytest.mark.parametrize(
    ("name", "breakpoints"),
    [
        ("o3_1h", [0, 160, 200, 300, 400, 800, 1000, 1200]),
        ("o3_8h", [0, 100, 120, 170, 210, 400]),
        ("co", [0, 10_000, 30_000, 45_000, 60_000, 90_000, 120_000, 150_000]),
        ("so2", [0, 125, 350, 550, 800, 1600, 2100, 2630]),
        ("no2", [0, 100, 200, 700, 1200, 2350, 3100, 3850]),
        ("pm10", [0, 50, 150, 250, 350, 420, 500, 600]),
        ("pm2_5", [0, 25, 50, 80, 150, 250, 350, 500]),
    ],
)
def test_table_2_gives_its_own_levels(name: str, breakpoints: list[float]) -> None:
    levels = [0, 50, 100, 150, 200, 300, 400, 500][: len(breakpoints)]
    assert [index(name, each) for each in breakpoints] == pytest.approx(levels)


def test_beyond_the_tables() -> None:
    assert index("pm2_5", 900.0) == 500
    assert index("o3_8h", 400.1) is None
    assert index("pm2_5", -1.0) is None


def test_nowcast_of_the_example() -> None:
    """2.3 a: w = 16.5/26.9 = 0.6134; the weighted mean is 20.3."""
    hours = [26.9, 24.7, 20.5, 23.5, 19.5, 16.5, 19.0, 16.5, 20.3, 22.4, 19.6, 20.6]
    assert aqi.nowcast(hours[::-1]) == pytest.approx(20.3, abs=0.05)


def test_nowcast_with_the_least_weight_is_undivided_when_nothing_is_missing() -> None:
    # c1 = 100 and eleven hours of 10: w* = 0.1, so w = 1/2.
    # 1/2·100 + 10·(1/4 + … + 1/4096) = 50 + 10·(1/2 − 1/4096) = 54.99756.
    assert aqi.nowcast([100.0, *[10.0] * 11]) == pytest.approx(54.99755859375)


def test_nowcast_with_missing_hours_is_divided_by_the_weights_there_are() -> None:
    # c1 = 40, c2 missing, c3 = 10: w = 1/2; (40 + 10/4) / (1 + 1/4) = 34.
    assert aqi.nowcast([40.0, None, 10.0]) == pytest.approx(34.0)


@pytest.mark.parametrize(
    ("latest", "is_there"),
    [
        ([1.0, 1.0, None], True),
        ([None, 1.0, 1.0], True),
        ([1.0, None, None, 1.0, 1.0], False),
        ([None, None, 1.0], False),
        ([], False),
    ],
)
def test_nowcast_needs_two_of_the_three_latest(latest: list[float | None], is_there: bool) -> None:  # noqa: FBT001
    assert (aqi.nowcast(latest) is not None) is is_there


@given(st.lists(st.one_of(st.none(), st.floats(0, 1000)), min_size=3, max_size=12))
def test_nowcast_lies_between_the_lowest_and_the_highest(hours: list[float | None]) -> None:
    found = aqi.nowcast(hours)
    there = [c for c in hours if c is not None]
    if found is not None:
        assert min(there) - 1e-9 <= found <= max(there) + 1e-9


@given(
    st.sampled_from(["o3_1h", "co", "so2", "no2", "pm10", "pm2_5"]),
    st.floats(0, 200_000),
    st.floats(0, 200_000),
)
def test_more_is_never_better(name: str, one: float, other: float) -> None:
    low, high = sorted((one, other))
    of_low, of_high = index(name, low), index(name, high)
    assert of_low is not None
    assert of_high is not None
    assert of_low <= of_high <= 500


def test_the_eight_hour_means_of_the_decision() -> None:
    """2.2.2 a prints 31 hours of ozone and their running means; the highest is 74.4."""
    ozone = [
        15.7, 14.2, 17.7, 18.9, 19.3, 15.7, 19.7,  # 18:00 … 00:00 of the day before, by their ends
        22.6, 27.1, 29.0, 31.9, 25.3, 34.7, 35.2, 41.6, 45.7, 49.2, 55.8, 69.6,
        78.3, 91.5, 97.7, 81.2, 71.8, 43.5, 34.3, 21.5, 20.5, 19.4, 20.4, 21.3,
    ]  # fmt: skip
    means = aqi._running(of_day(o3=ozone)["o3"], DAY, RULE)
    assert len(means) == 24
    assert round(means[0], 1) == 18.0
    assert round(max(means), 1) == 74.4
    # The index: by one hour 97.7/160·50 = 30.5; by eight 74.4/100·50 = 37.2.
    told = aqi.daily(DAY, of_day(o3=ozone, pm2_5=[10.0] * 24), tables(), RULE)
    assert told.parts["o3"] == 37


def test_the_day_of_the_example() -> None:
    """2.3 c: PM2.5 55.7 gives 110, NO2 130.8 gives 65; the day is 110."""
    told = aqi.daily(DAY, of_day(pm2_5=[55.7] * 24, no2=[100.0] * 23 + [130.8]), tables(), RULE)
    assert told.value == 110
    assert told.parts == {"pm2_5": 110, "no2": 65, "leading": "pm2_5"}
    assert (told.n_expected, told.n_received, told.is_complete) == (48, 48, True)


def test_without_dust_there_is_no_index() -> None:
    told = aqi.daily(DAY, of_day(no2=[130.8] * 24), tables(), RULE)
    assert (told.value, told.parts["no2"]) == (None, 65)


def test_a_pollutant_with_too_few_hours_is_left_out_and_said() -> None:
    told = aqi.daily(DAY, of_day(pm2_5=[25.0] * 24, no2=[None] * 7 + [1200.0] * 17), tables(), RULE)
    assert (told.value, told.is_complete) == (50, False)
    assert "no2" not in told.parts


def test_ozone_above_400_by_eight_hours_counts_by_one_hour_alone() -> None:
    told = aqi.daily(DAY, of_day(pm10=[0.0] * 24, o3=[420.0] * 24), tables(), RULE)
    # 200 + 100/400·20 = 205 by one hour; the eight-hour table ends at 400.
    assert told.parts["o3"] == 205


def test_a_gas_counts_by_its_hour_and_dust_by_twelve() -> None:
    hour = containing(Grain.HOUR, NOON)
    readings = {
        "pm10": {hour.start - place * HOUR: mean(50.0) for place in range(12)},
        "so2": {hour.start: mean(125.0), hour.start - HOUR: mean(2630.0)},
    }
    told = aqi.hourly(hour, readings, tables("vn_aqi_hour"), RULE)
    assert told.parts == {"pm10": 50, "so2": 50, "leading": "pm10"}
    assert (told.n_expected, told.n_received) == (13, 13)


def test_an_hour_with_few_readings_does_not_count() -> None:
    hour = containing(Grain.HOUR, NOON)
    few = HourMean(n=44, expected=60, mean=20.0, low=20.0, high=20.0)
    readings = {"pm2_5": {hour.start - timedelta(hours=place): few for place in range(12)}}
    told = aqi.hourly(hour, readings, tables("vn_aqi_hour"), RULE)
    assert (told.value, told.n_received, told.n_expected) == (None, 0, 12)


@pytest.mark.parametrize(
    ("value", "band"),
    [
        (0, "Tốt"), (50, "Tốt"), (51, "Trung bình"), (100, "Trung bình"), (101, "Kém"),
        (150, "Kém"), (151, "Xấu"), (200, "Xấu"), (201, "Rất xấu"), (300, "Rất xấu"),
        (301, "Nguy hại"), (500, "Nguy hại"),
    ],
)  # fmt: skip
def test_the_bands_of_table_1(value: float, band: str) -> None:
    definition: Definition = SHIPPED["vn_aqi_hour"]
    found = definition.band_of(value)
    assert found is not None
    assert found.name.vi == band
    assert [each.rgb for each in definition.bands] == [
        (0, 228, 0), (255, 255, 0), (255, 126, 0), (255, 0, 0), (143, 63, 151), (126, 0, 35),
    ]  # fmt: skip
