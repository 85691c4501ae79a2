"""What entities say and what observations say is the same, both ways."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motcua.foundation import jobs, rows
from motcua.foundation.identifiers import new_id
from motcua.kernel.actors import SYSTEM
from motcua.modules.entities import operations, queries
from motcua.modules.entities.rules import units
from motcua.modules.observations import operations as taking
from motcua.modules.observations import queries as observations
from motcua.modules.observations.policies import sender
from motcua.modules.observations.rules import Message, Row
from motcua.modules.observations.rules.properties import conversion_to
from motcua.modules.observations.rules.registering import SeriesSpec
from motcua.modules.observations.rules.units import converted
from motcua.modules.observations.tests import factories as observed

from .factories import CORE, payload

pytestmark = pytest.mark.django_db

AT = observed.NOON
AIR = sender(observed.AIR)


def said(uri: str, name: str) -> dict[str, object]:
    """One attribute of an entity as it is kept."""
    found = queries.public_entity(uri)
    assert found is not None
    told = msgspec.json.decode(found.document)[CORE.expand(name)]
    assert isinstance(told, dict)
    return told


def station(name: str, **attributes: object) -> tuple[str, tuple[str, ...]]:
    """An entity of the air network, and what is remarked of it."""
    uri = f"urn:ngsi-ld:AirQualityObserved:{name}"
    told = payload({"id": uri, "type": "AirQualityObserved", **attributes})
    remarks = operations.create_entity(told=told, by=AIR, at=AT)
    return uri, tuple(remark.text for remark in remarks)


def opened(uri: str, known: str = "pm2_5", *, code: str = "") -> None:
    """An administrator makes a series public that an entity registered."""
    spec = SeriesSpec(uri, known, observed.AIR, "ug/m3", 3600, code=code)
    taking.register_series(series=[spec], by=SYSTEM, at=AT)


def test_a_value_with_its_time_is_an_observation() -> None:
    observed.a_source()
    uri, remarks = station("hk", pm25={
        "type": "Property", "value": 0.0425, "unitCode": "GP", "observedAt": "2026-11-17T04:59:00Z",
    })  # fmt: skip
    assert remarks == ()
    assert observations.public_series_of(thing=uri) == []
    opened(uri)
    (series,) = observations.public_series_of(thing=uri)
    assert (series.property, series.source, series.unit) == ("pm2_5", observed.AIR, "ug/m3")
    (standing,) = observations.public_latest(at=AT, series=[series.id])
    assert standing.value == 42.5
    assert standing.time == datetime(2026, 11, 17, 4, 59, tzinfo=UTC)


def test_what_is_held_back_is_remarked_and_still_shown() -> None:
    observed.a_source()
    late = "2026-11-17T04:59:00Z"
    uri, remarks = station("hk", pm25={"value": 5000, "unitCode": "GQ", "observedAt": late})
    assert remarks == ("pm2_5: quarantined range",)
    assert said(uri, "pm25")["value"] == 5000
    uri, remarks = station("bd", pm25={"value": 5, "unitCode": "CEL", "observedAt": late})
    assert remarks == ("pm2_5: refused unit-of-another-kind",)
    uri, remarks = station("ss", pm25=5, mood={"value": 5, "observedAt": late})
    assert observations.public_series_of(thing=uri) == []


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    value=st.one_of(st.integers(0, 900), st.floats(0, 900, allow_nan=False)),
    code=st.sampled_from(["", "GQ", "GP", "ug/m3", "ng/m3"]),
    minutes=st.integers(0, 10_000),
)
def test_both_say_the_same_number(value: float, code: str, minutes: int) -> None:
    observed.a_source()
    time = AT - timedelta(minutes=minutes)
    uri, remarks = station(f"n{new_id()}", no2={
        "value": value, "observedAt": time.isoformat().replace("+00:00", "Z"),
        **({"unitCode": code} if code else {}),
    })  # fmt: skip
    opened(uri, "no2")
    (series,) = observations.public_series_of(thing=uri)
    (reading,) = observations.public_window(
        [series.id], AT - timedelta(days=30), AT + timedelta(minutes=1)
    )
    by = conversion_to(observations.public_properties()["no2"], units.ucum(code) or "ug/m3")
    told = said(uri, "no2")["value"]
    assert isinstance(told, int | float)
    assert by is not None
    assert reading.value == (float(told) if by == (1.0, 0.0) else converted(float(told), by))
    assert remarks == () or "quarantined" in remarks[0]


def test_observations_are_shown_as_entities() -> None:
    observed.a_series("hk-01", "pm2_5")
    observed.a_series("hk-01", "noise", unit="dB")
    observed.sent(observed.a_row(31.5), observed.a_row(62.0, series="hk-01:noise"))
    assert operations.show_observations(source=observed.AIR, by=SYSTEM, at=AT) == 2

    uri = "urn:ngsi-ld:AirQualityObserved:hk-01"
    assert said(uri, "pm2_5") == {
        "type": "Property", "value": 31.5, "unitCode": "GQ", "observedAt": "2026-11-17T05:00:00Z",
    }  # fmt: skip
    assert said("urn:ngsi-ld:NoiseLevelObserved:hk-01", "noise")["unitCode"] == "2N"
    assert operations.show_observations(source=observed.AIR, by=SYSTEM, at=AT) == 0
    observed.sent(observed.a_row(33.0, AT + observed.MINUTE), at=AT + observed.MINUTE)
    assert operations.show_observations(source=observed.AIR, by=SYSTEM, at=AT) == 1
    assert said(uri, "pm2_5")["value"] == 33.0


def test_a_batch_is_shown_by_itself() -> None:
    observed.a_series()
    observed.sent(observed.a_row(31.5))
    jobs.run_due()
    assert not jobs.defer_once("entities.show", observed.AIR, source=observed.AIR)


def test_an_entity_is_not_overtaken_by_its_own_observation() -> None:
    observed.a_source()
    uri, _ = station("hk", pm25={
        "type": "Property", "value": 42, "observedAt": "2026-11-17T04:59:00Z", "unitCode": "GQ",
    })  # fmt: skip
    opened(uri)
    assert operations.show_observations(source=observed.AIR, by=SYSTEM, at=AT) == 0
    row = Row(time=AT, value=50.0, thing=uri, property="pm2_5")
    taking.take_batch(source=observed.AIR, message=Message([row], digest="x"), by=AIR, at=AT)
    assert operations.show_observations(source=observed.AIR, by=SYSTEM, at=AT) == 1
    assert said(uri, "pm25")["value"] == 50.0


PM25 = {"type": "Property", "value": 42, "observedAt": "2026-11-17T04:59:00Z", "unitCode": "GQ"}


def test_what_an_administrator_set_stays() -> None:
    uri = "urn:ngsi-ld:AirQualityObserved:hk"
    series = observed.a_series(uri, unit="mg/m3", is_public=False)
    taking.close_series(series=f"{uri}:pm2_5", by=SYSTEM, at=AT)
    _, remarks = station("hk", pm25=PM25, stationName="Mine")
    assert remarks == ("pm2_5: refused series-closed",)
    assert rows.fetch(
        "SELECT unit, cadence_seconds, licence, is_public, is_closed FROM observations_series"
        " WHERE id = %s", [series],
    ) == [("mg/m3", 60, "CC-BY-4.0", False, True)]  # fmt: skip


def test_a_series_under_another_code_is_there() -> None:
    uri = "urn:ngsi-ld:AirQualityObserved:hk"
    observed.a_source()
    observed.a_thing(uri)
    opened(uri, code="mine")
    _, remarks = station("hk", pm25=PM25)
    assert remarks == ()
    (series,) = observations.public_series_of(thing=uri)
    assert (series.code, series.thing_name.vi) == ("mine", f"Trạm {uri}")


@pytest.mark.parametrize(("source", "is_public"), [("other", False), (observed.AIR, True)])
def test_things_of_others_and_opened_ones_are_not_renamed(source: str, *, is_public: bool) -> None:
    uri = "urn:ngsi-ld:AirQualityObserved:hk"
    observed.a_source()
    series = observed.a_series(uri, "no2", source=source, is_public=is_public)
    point = {"type": "GeoProperty", "value": {"type": "Point", "coordinates": [106.0, 20.0]}}
    station("hk", pm25=PM25, stationName="Mine", location=point)
    assert rows.fetch(
        "SELECT t.name_vi, t.lon FROM observations_thing t JOIN observations_series s"
        " ON s.thing_id = t.code WHERE s.id = %s", [series],
    ) == [(f"Trạm {uri}", 105.85)]  # fmt: skip


def test_an_entity_of_somebody_else_is_not_written_into() -> None:
    observed.a_source("other")
    uri = "urn:ngsi-ld:AirQualityObserved:hk-01"
    told = payload({"id": uri, "type": "AirQualityObserved", "mood": 1})
    operations.create_entity(told=told, by=sender("other"), at=AT)
    observed.a_series("hk-01", "pm2_5")
    observed.sent(observed.a_row(31.5))
    assert operations.show_observations(source=observed.AIR, by=SYSTEM, at=AT) == 0


def test_a_time_ahead_does_not_hide_what_comes() -> None:
    observed.a_source()
    uri, remarks = station("hk", pm25={**PM25, "observedAt": "2099-01-01T00:00:00Z"})
    assert remarks == ("pm2_5: refused time-ahead",)
    opened(uri)
    row = Row(time=AT, value=50.0, thing=uri, property="pm2_5")
    taking.take_batch(source=observed.AIR, message=Message([row], digest="x"), by=AIR, at=AT)
    assert operations.show_observations(source=observed.AIR, by=SYSTEM, at=AT) == 1
    assert said(uri, "pm25")["value"] == 50.0
