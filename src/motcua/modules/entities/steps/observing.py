"""What entities say that was observed, taken as observations in the same transaction."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from motcua.foundation.identifiers import new_id
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Refusal
from motcua.kernel.words import Text
from motcua.modules.observations import queries as observations
from motcua.modules.observations import steps as taking
from motcua.modules.observations.rules import Message, Row
from motcua.modules.observations.rules.properties import conversion_to
from motcua.modules.observations.rules.registering import SeriesSpec, ThingFacts
from motcua.modules.observations.rules.rows import Outcome
from motcua.modules.places import queries as places

from .. import policies
from ..rules import observed
from ..rules.entities import Entity
from ..rules.observed import Observed, Remark

#: Series this process has seen registered and committed: source, thing, property, procedure.
_registered: set["Key"] = set()
MOST_REMEMBERED = 100_000
MOST_REMARKS = 20


def observe(entities: Sequence[Entity], *, by: Actor, at: datetime) -> tuple[Remark, ...]:
    """Take what changed and was observed; things and series are registered on their way.

    Returns a remark for every value that was held back or not taken, and why. The entity shows
    what its source said in any case.
    """
    source = policies.source_of(by)
    if not source:
        return ()
    declared = observations.public_properties()
    found = [(entity, each) for entity in entities for each in observed.readings(entity, declared)]
    if not found:
        return ()
    refused = _register(found, source, by, at)
    rows = [each for _, each in found if _key(source, each) not in refused]
    remarks = [
        Remark(each.thing, f"{each.property}: {refused[_key(source, each)]}")
        for _, each in found
        if _key(source, each) in refused
    ]
    if rows:
        remarks += _take(rows, source, by, at)
    return tuple(remarks[:MOST_REMARKS])


def _take(rows: Sequence[Observed], source: str, by: Actor, at: datetime) -> list[Remark]:
    message = Message(
        [
            Row(
                time=each.time, value=each.value, unit=each.unit, thing=each.thing,
                property=each.property, procedure=each.procedure,
            )
            for each in rows
        ],
        digest=str(new_id()),
    )  # fmt: skip
    receipt = taking.take(source=source, message=message, by=by, at=at)
    return [
        Remark(each.thing, f"{each.property}: {verdict.outcome.value} {verdict.code}".strip())
        for verdict in receipt.verdicts
        if verdict.outcome in (Outcome.REFUSED, Outcome.QUARANTINED)
        for each in rows[verdict.first - 1 : verdict.last]
    ]


Key = tuple[str, str, str, str]


def _key(source: str, each: Observed) -> Key:
    return source, each.thing, each.property, each.procedure


def _register(
    found: Sequence[tuple[Entity, Observed]], source: str, by: Actor, at: datetime
) -> dict[Key, str]:
    """Things and series nobody registered. Returns those that could not be, and why.

    What is there stays as an administrator left it; a closed series refuses, as at the gate.
    """
    new = {_key(source, each): (entity, each) for entity, each in found}
    missing = {key: pair for key, pair in new.items() if key not in _registered}
    if not missing:
        return {}
    things = {entity.id: entity for entity, _ in missing.values()}
    try:
        with transaction.atomic():
            taking.register_missing(
                things=[_thing(entity, at) for entity in things.values()],
                specs=[_spec(each, source) for _, each in missing.values()],
                source=source,
                by=by,
                at=at,
            )
    except Refusal as refusal:
        return dict.fromkeys(missing, refusal.code)
    transaction.on_commit(lambda: _remember(set(missing)))
    return {}


def _remember(keys: set[Key]) -> None:
    if len(_registered) > MOST_REMEMBERED:
        _registered.clear()
    _registered.update(keys)


def _thing(entity: Entity, at: datetime) -> ThingFacts:
    name, point = observed.name(entity), observed.where(entity)
    if point is None:
        return ThingFacts(entity.id, Text(name), "")
    unit = places.public_at(*point, at.date())
    return ThingFacts(entity.id, Text(name), unit.code if unit else "", *point)


def _spec(each: Observed, source: str) -> SeriesSpec:
    """Not public: indicators, pages and the stream hear of it when an administrator opens it."""
    known = observations.public_properties()[each.property]
    unit = each.unit if each.unit and conversion_to(known, each.unit) else known.unit
    return SeriesSpec(
        thing=each.thing, property=each.property, source=source, unit=unit,
        cadence_seconds=observed.DEFAULT_CADENCE_SECONDS, procedure=each.procedure,
        is_public=False,
    )  # fmt: skip
