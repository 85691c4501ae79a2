"""What is written of entities, and what can then be asked."""

import msgspec
import pytest

from motcua.kernel.actors import Actor
from motcua.modules.entities import operations, queries
from motcua.modules.entities.queries import Search
from motcua.modules.entities.rules import areas, q, selecting
from motcua.modules.entities.rules.problems import (
    AlreadyExists,
    BadContent,
    NotPermitted,
    ResourceNotFound,
)

from .factories import AT, CORE, SOURCE, an_entity, payload

pytestmark = pytest.mark.django_db


def found(text: str = "", **more: object) -> list[str]:
    """Names of what a query finds."""
    node = q.parsed(text, CORE.expand) if text else None
    search = Search(q=node, **more)  # type: ignore[arg-type] # as given
    several = queries.public_entities(search, limit=100)
    assert queries.public_count(search) == len(several)
    return [each.id.rpartition(":")[2] for each in several]


def test_what_is_created_is_found() -> None:
    an_entity("a", temperature=20.5, city={"type": "Property", "value": "Hà Nội"})
    an_entity("b", temperature={"value": 30, "observedAt": "2026-11-17T01:00:00Z"})
    an_entity("c", "House", temperature=[1, 2, 30])

    assert found("temperature>20") == ["a", "b", "c"]
    assert found("temperature>20.5") == ["b", "c"]
    assert found('city=="Hà Nội"') == ["a"]
    assert found("temperature.observedAt>=2026-11-17T00:00:00Z") == ["b"]
    assert found("temperature==1..2") == ["c"]
    assert found("temperature>20", types=selecting.types("Room", CORE.expand)) == ["a", "b"]
    assert found("", types=selecting.types("Room,House", CORE.expand)) == ["a", "b", "c"]
    assert found("", types=selecting.types("(Room,House);House", CORE.expand)) == ["c"]


def test_brackets_have_a_depth() -> None:
    room = selecting.types("Room", CORE.expand)
    assert selecting.types("(" * 16 + "Room" + ")" * 16, CORE.expand) == room
    selecting.types(",".join(["(Room)"] * 20), CORE.expand)
    for text in ("(" * 17 + "Room" + ")" * 17, "(" * 250):
        with pytest.raises(BadContent):
            selecting.types(text, CORE.expand)


def test_what_is_changed_is_found_as_it_is_now() -> None:
    uri = an_entity("a", temperature=20, humidity=5)
    iri = CORE.expand("temperature")
    operations.patch_attribute(entity=uri, attribute=iri, fragment={"value": 99}, by=SOURCE, at=AT)
    assert found("temperature>20") == ["a"]
    assert found("temperature==20") == []
    operations.delete_attribute(
        entity=uri, attribute=iri, dataset=None, every=False, by=SOURCE, at=AT
    )
    assert found("temperature") == []
    assert found("humidity==5") == ["a"]
    operations.delete_entity(entity=uri, by=SOURCE, at=AT)
    assert found("humidity==5") == []


def test_it_exists_once() -> None:
    an_entity("a")
    with pytest.raises(AlreadyExists):
        an_entity("a")
    with pytest.raises(ResourceNotFound):
        operations.delete_entity(entity="urn:x:none", by=SOURCE, at=AT)


def test_who_made_it_keeps_it() -> None:
    uri = an_entity("a")
    with pytest.raises(NotPermitted):
        operations.delete_entity(entity=uri, by=Actor("source:other"), at=AT)
    with pytest.raises(NotPermitted):
        operations.create_entity(
            told=payload({"id": "urn:x:y", "type": "T"}), by=Actor("person:x"), at=AT
        )


def test_batches() -> None:
    an_entity("a", temperature=1)
    told = [
        payload({"id": f"urn:ngsi-ld:Room:{name}", "type": "Room", "temperature": 7})
        for name in "abb"
    ]
    done = operations.create_batch(told=told, by=SOURCE, at=AT)
    assert done.created == ("urn:ngsi-ld:Room:b",)
    assert [each.entity for each in done.failed] == ["urn:ngsi-ld:Room:a", "urn:ngsi-ld:Room:b"]
    done = operations.upsert_batch(told=told, replace=False, by=SOURCE, at=AT)
    assert not done.failed
    assert found("temperature==7") == ["a", "b"]
    done = operations.delete_batch(
        ids=["urn:ngsi-ld:Room:a", "urn:ngsi-ld:Room:z"], by=SOURCE, at=AT
    )
    assert done.updated == ("urn:ngsi-ld:Room:a",)
    assert found("temperature") == ["b"]


def test_many_and_few_give_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(40):
        an_entity(str(number), temperature=number % 10)
    few = found("temperature>=5", types=selecting.types("Room", CORE.expand))
    monkeypatch.setattr("motcua.modules.entities.queries.finding.FEW", 3)
    assert found("temperature>=5", types=selecting.types("Room", CORE.expand)) == few
    assert len(few) == 20


def test_where() -> None:
    def point(x: float, y: float) -> dict[str, object]:
        return {"type": "Point", "coordinates": [x, y]}

    an_entity("near", location=point(105.85, 21.03))
    an_entity("far", location=point(106.85, 21.03))
    square = [[[105, 20], [106, 20], [106, 22], [105, 22], [105, 20]]]
    small = [[[105.8, 21], [105.9, 21], [105.9, 21.1], [105.8, 21.1], [105.8, 21]]]
    an_entity("area", location={"type": "Polygon", "coordinates": small})
    an_entity("nowhere")

    def at(georel: str, kind: str, coordinates: object) -> list[str]:
        return found("", area=areas.parsed(georel, kind, coordinates))

    assert at("near;maxDistance==2000", "Point", [105.851, 21.031]) == ["near", "area"]
    assert at("near;minDistance==2000", "Point", [105.851, 21.031]) == ["far"]
    assert at("within", "Polygon", square) == ["near", "area"]
    assert at("disjoint", "Polygon", square) == ["far"]
    assert at("intersects", "LineString", [[105.84, 20], [105.84, 22]]) == ["area"]
    assert at("contains", "Point", [105.85, 21.03]) == ["near", "area"]
    assert at("equals", "Polygon", small) == ["area"]
    half = [[[105.85, 21], [106.9, 21], [106.9, 21.1], [105.85, 21.1], [105.85, 21]]]
    assert at("overlaps", "Polygon", half) == ["area"]


def test_types_and_attributes_are_told() -> None:
    an_entity("a", temperature=1)
    an_entity("b", "House", temperature=1, owner={"object": "urn:x:y"})
    assert [card.type for card in queries.public_types()] == [
        CORE.expand("House"),
        CORE.expand("Room"),
    ]
    (house, room) = queries.public_types(details=True)
    assert house.attributes == (CORE.expand("owner"), CORE.expand("temperature"))
    assert room.count == 1
    (owner, temperature) = queries.public_attributes()
    assert owner.kinds == ("Relationship",)
    assert temperature.count == 2
    (told,) = queries.public_entities(Search(ids=("urn:ngsi-ld:Room:a",)), limit=1)
    assert msgspec.json.decode(told.document) == {
        CORE.expand("temperature"): {"type": "Property", "value": 1}
    }
