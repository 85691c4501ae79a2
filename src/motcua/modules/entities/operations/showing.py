"""Observations that came another way, shown as entities."""

from collections import defaultdict
from datetime import datetime, timedelta

from django.db import transaction

from motcua.foundation import rows
from motcua.kernel.actors import Actor
from motcua.modules.observations import queries as observations
from motcua.modules.observations.queries import Standing

from .. import policies, steps, telling
from ..rules import core, entities, observed, units
from ..rules.attributes import Instance
from ..rules.entities import Entity, Payload

KEEPER = "system"
#: An entity that says it knows something later than this from now is not believed.
AHEAD = timedelta(minutes=5)


@transaction.atomic(durable=True)
def show_observations(*, source: str, by: Actor, at: datetime) -> int:
    """Bring entities of a source's things up to its newest used values. Returns how many changed.

    What an entity shows already, or shows something newer than, is left: doing it twice is once.
    An entity of the same name that somebody else keeps is theirs, and is left as well.
    """
    policies.must_write(by)
    there = [card.id for card in observations.public_series_of(source=source)]
    if not there:
        return 0
    wanted: dict[tuple[str, str], list[Standing]] = defaultdict(list)
    for standing in observations.public_latest(at=at, series=there):
        if standing.time is not None and standing.value is not None:
            card = standing.series
            wanted[observed.entity_of(card.thing, card.property)].append(standing)
    known = steps.locked_all([uri for uri, _ in wanted])
    made, changed = [], []
    for (uri, kind), standings in wanted.items():
        row = known.get(uri)
        if row is None and kind:
            made.append(entities.created(_new(uri, kind, standings, at), at.timestamp()))
        elif (
            row is not None
            and row.keeper in (KEEPER, f"source:{source}")
            and (told := _newer(row.entity, standings, at)).attributes
        ):
            entities.append(row.entity, told, at.timestamp())
            changed.append(row)
    with rows.together():
        new = steps.insert(made, keeper=KEEPER, at=at)
        if changed:
            steps.save(changed, at=at)
        telling.told(telling.CREATED, [each for each in made if each.id in new], by=by, at=at)
        telling.told(telling.UPDATED, [row.entity for row in changed], by=by, at=at)
    return len(new) + len(changed)


def _new(uri: str, kind: str, standings: list[Standing], at: datetime) -> Payload:
    told = _newer(None, standings, at)
    card = standings[0].series
    attributes = told.attributes
    words = {"vi": card.thing_name.vi, "en": card.thing_name.en or card.thing_name.vi}
    name: Instance = {"type": "LanguageProperty", "languageMap": words}
    attributes[core.DEFAULT + "name"] = [name]
    attributes[core.DEFAULT + "source"] = [{"type": "Property", "value": card.source}]
    if card.lon is not None and card.lat is not None:
        point = {"type": "Point", "coordinates": [card.lon, card.lat]}
        attributes[core.LOCATION] = [{"type": "GeoProperty", "value": point}]
    if card.place:
        attributes[core.DEFAULT + "commune"] = [{"type": "Property", "value": card.place}]
    return Payload(uri, [core.DEFAULT + kind], None, attributes)


def _newer(entity: Entity | None, standings: list[Standing], at: datetime) -> Payload:
    """Attributes whose series know something newer than the entity shows."""
    found: dict[str, list[Instance | None]] = {}
    latest = (at + AHEAD).timestamp()
    for standing in standings:
        card, time = standing.series, standing.time
        dataset = _dataset(card.procedure)
        iri = observed.attribute_of(entity, card.property, dataset)
        if time is None or _shown_until(entity, iri, dataset, latest) >= time.timestamp():
            continue
        instance: Instance = {
            "type": "Property",
            "value": standing.value,
            "unitCode": units.cefact(card.unit),
            "observedAt": time.isoformat().replace("+00:00", "Z"),
        }
        if dataset:
            instance["datasetId"] = dataset
        several = found.setdefault(iri, [])
        # Two sources of one thing measure the same: the newer is shown.
        several[:] = [each for each in several if (each or {}).get("datasetId", "") != dataset]
        several.append(instance)
    return Payload(entity.id if entity else None, [], None, found)


def _dataset(procedure: str) -> str:
    """A procedure's name as a datasetId, which is a URI."""
    if not procedure or ":" in procedure:
        return procedure
    return f"urn:ngsi-ld:Procedure:{procedure}"


def _shown_until(entity: Entity | None, iri: str, dataset: str, latest: float) -> float:
    stamps = entity.stamps.get(iri) if entity is not None else None
    several = stamps if isinstance(stamps, list) else [stamps] if stamps else []
    times = [each.get("o") or 0.0 for each in several if each.get("d", "") == dataset]
    return max((time for time in times if time <= latest), default=0.0)
