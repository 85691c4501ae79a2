"""Payloads in the manner of Smart Data Models, as city software sends them; the words are ours."""

from typing import Any

import pytest

from .conftest import CORE, LD, Speaker

AIR = {
    "id": "urn:ngsi-ld:AirQualityObserved:VN-HN-HoanKiem-2026-11-17T09",
    "type": "AirQualityObserved",
    "@context": [CORE],
    "dateObserved": {
        "type": "Property",
        "value": {"@type": "DateTime", "@value": "2026-11-17T02:00:00Z"},
    },
    "address": {
        "type": "Property",
        "value": {"addressCountry": "VN", "addressLocality": "Hà Nội", "type": "PostalAddress"},
    },
    "areaServed": {"type": "Property", "value": "Hồ Gươm"},
    "location": {"type": "GeoProperty", "value": {"type": "Point", "coordinates": [105.85, 21.03]}},
    "no2": {"type": "Property", "value": 22, "unitCode": "GQ"},
    "airQualityLevel": {"type": "Property", "value": "moderate"},
    "reliability": {"type": "Property", "value": 0.9},
    "refPointOfInterest": {
        "type": "Relationship",
        "object": "urn:ngsi-ld:PointOfInterest:28079004",
    },
}
LAMP = {
    "id": "urn:ngsi-ld:Streetlight:guadalajara:4567",
    "type": "Streetlight",
    "@context": CORE,
    "location": {
        "type": "GeoProperty",
        "value": {"type": "LineString", "coordinates": [[105.85, 21.03], [105.86, 21.04]]},
    },
    "powerState": {"type": "Property", "value": "off", "observedAt": "2026-11-17T02:00:00Z"},
    "status": {"type": "VocabProperty", "vocab": "ok"},
    "workingMode": [
        {"type": "Property", "value": "automatic"},
        {"type": "Property", "value": "manual", "datasetId": "urn:ngsi-ld:Dataset:night"},
    ],
    "controllingMethod": {
        "type": "Property",
        "value": "individual",
        "providedBy": {"type": "Relationship", "object": "urn:ngsi-ld:Device:1"},
    },
}
PARKING = {
    "id": "urn:ngsi-ld:OffStreetParking:1",
    "type": ["OffStreetParking", "Parking"],
    "@context": CORE,
    "name": {"type": "LanguageProperty", "languageMap": {"vi": "Bãi đỗ", "en": "Car park"}},
    "availableSpotNumber": {"type": "Property", "value": 132, "observedAt": "2026-11-17T02:00:00Z"},
    "openingHours": {"type": "ListProperty", "valueList": ["Mo-Fr 07:00-22:00", "Sa 08:00-12:00"]},
    "location": {
        "type": "GeoProperty",
        "value": {
            "type": "Polygon",
            "coordinates": [[[105.8, 21], [105.81, 21], [105.81, 21.01], [105.8, 21]]],
        },
    },
}


@pytest.mark.parametrize("model", [AIR, LAMP, PARKING], ids=lambda model: model["id"])
def test_a_model_comes_back_as_it_went(air: Speaker, model: dict[str, Any]) -> None:
    air.make(model)
    back = air.get(f"/entities/{model['id']}", Accept=LD)
    assert back == {**model, "@context": CORE}
    concise = air.get(f"/entities/{model['id']}?options=concise", Accept=LD)
    assert air.ask("PUT", f"/entities/{model['id']}", concise, kind=LD).status_code == 204
    assert air.get(f"/entities/{model['id']}", Accept=LD) == back


@pytest.mark.parametrize(
    ("q", "wanted"),
    [
        ('address[addressLocality]=="Hà Nội"', "AirQualityObserved"),
        ("dateObserved>=2026-11-17T00:00:00Z;dateObserved<2026-11-18", "AirQualityObserved"),
        ('powerState=="off";workingMode=="manual"', "Streetlight"),
        ("controllingMethod.providedBy==urn:ngsi-ld:Device:1", "Streetlight"),
        ("name[vi]~=^Bãi", "OffStreetParking"),
        ("availableSpotNumber>100", "OffStreetParking"),
        ('openingHours=="Sa 08:00-12:00"', "OffStreetParking"),
        ("status==ok&expandValues=status", "Streetlight"),
    ],
)
def test_models_are_found_by_what_they_say(air: Speaker, q: str, wanted: str) -> None:
    for model in (AIR, LAMP, PARKING):
        air.make(model)
    assert [each["id"].split(":")[2] for each in air.get(f"/entities?q={q}")] == [wanted]
