"""Units: only of one kind, there and back again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.modules.observations.rules import conversion, converted, properties, unit
from motcua.modules.observations.rules.registering import (
    BadCadence,
    BadCode,
    SeriesSpec,
    UnknownProperty,
    WrongUnit,
    must_be_series,
)
from motcua.modules.observations.rules.units import SPELLINGS, UNITS

ALL = st.sampled_from(UNITS)


@given(ALL, ALL)
def test_only_units_of_one_kind_are_converted(one: object, other: object) -> None:
    assert isinstance(one, type(UNITS[0]))
    assert isinstance(other, type(UNITS[0]))
    assert (conversion(one.code, other.code) is not None) == (one.kind is other.kind)


@given(ALL, ALL, st.floats(-1e6, 1e6))
def test_there_and_back_is_the_same(one: object, other: object, value: float) -> None:
    assert isinstance(one, type(UNITS[0]))
    assert isinstance(other, type(UNITS[0]))
    there, back = conversion(one.code, other.code), conversion(other.code, one.code)
    if there and back:
        again = converted(converted(value, there), back)
        assert again == pytest.approx(value, rel=1e-9, abs=1e-6)


@pytest.mark.parametrize(
    ("value", "sent", "kept", "wanted"),
    [
        (0.035, "mg/m3", "ug/m3", 35.0),
        (35, "µg/m³", "ug/m3", 35.0),
        (120, "cm", "m", 1.2),
        (300.15, "K", "Cel", 27.0),
        (36, "km/h", "m/s", 10.0),
        (101325, "Pa", "hPa", 1013.25),
        (64.2, "dB(A)", "dB", 64.2),
    ],
)
def test_known_conversions(value: float, sent: str, kept: str, wanted: float) -> None:
    by = conversion(sent, kept)
    assert by is not None
    assert converted(value, by) == wanted


def test_a_mole_fraction_is_not_turned_into_a_concentration() -> None:
    assert conversion("[ppb]", "ug/m3") is None
    assert conversion("{AQI}", "ug/m3") is None


def test_every_spelling_means_a_unit() -> None:
    assert [spelt for spelt in SPELLINGS if unit(spelt) is None] == []


def test_the_declared_properties_are_sound() -> None:
    found = properties()
    assert {"pm2_5", "pm10", "no2", "so2", "co", "o3", "noise", "water_level"} <= set(found)
    assert [code for code, each in found.items() if not (each.name.vi and each.name.en)] == []
    assert [code for code, each in found.items() if each.rules.range is None] == []


@pytest.mark.parametrize(
    ("spec", "refusal"),
    [
        (SeriesSpec("a", "pm2_5", "s", "{AQI}", 60), WrongUnit),
        (SeriesSpec("a", "pm2_5", "s", "[ppb]", 60), WrongUnit),
        (SeriesSpec("a", "pm2_5", "s", "furlong", 60), WrongUnit),
        (SeriesSpec("a", "happiness", "s", "1", 60), UnknownProperty),
        (SeriesSpec("a", "pm2_5", "s", "ug/m3", 0), BadCadence),
        (SeriesSpec("a", "pm2_5", "s", "ug/m3", 60, code="two words"), BadCode),
    ],
)
def test_what_cannot_be_a_series_is_refused(spec: SeriesSpec, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        must_be_series(spec)
