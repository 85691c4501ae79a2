"""Many entities in one go (clauses 5.6.7 to 5.6.10 and 5.6.20): each succeeds or fails by itself,
and all that succeeded is committed together."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from motcua.foundation import rows
from motcua.kernel.actors import Actor

from .. import policies, steps, telling
from ..rules import entities
from ..rules.entities import Entity, Payload
from ..rules.observed import Remark
from ..rules.problems import AlreadyExists, BadContent, NgsiProblem, ResourceNotFound


@dataclass(frozen=True, slots=True)
class Failure:
    """An entity that was left as it was, and why."""

    entity: str
    problem: NgsiProblem


@dataclass(frozen=True, slots=True)
class Outcome:
    """Ids in the order they came: made anew, changed, and failed; remarks on observations."""

    created: tuple[str, ...]
    updated: tuple[str, ...]
    failed: tuple[Failure, ...]
    remarks: tuple[Remark, ...] = ()


@transaction.atomic(durable=True)
def create_batch(*, told: Sequence[Payload], by: Actor, at: datetime) -> Outcome:
    """New entities; those that are there fail."""
    policies.must_write(by)
    return _settled(told, _Batch(by, at, new=True, change=None))


@transaction.atomic(durable=True)
def upsert_batch(*, told: Sequence[Payload], replace: bool, by: Actor, at: datetime) -> Outcome:
    """New entities are made; those that are there are replaced, or get these attributes too."""
    policies.must_write(by)
    change = entities.replace if replace else entities.append
    return _settled(told, _Batch(by, at, new=True, change=change))


@transaction.atomic(durable=True)
def update_batch(*, told: Sequence[Payload], overwrite: bool, by: Actor, at: datetime) -> Outcome:
    """Attributes are appended to entities that are there; others fail."""

    def change(entity: Entity, payload: Payload, stamp: float) -> object:
        left = entities.append(entity, payload, stamp, overwrite=overwrite)
        if left and len(left) == len(payload.attributes):
            raise BadContent("; ".join(f"{each.attribute}: {each.reason}" for each in left))
        return left

    return _settled(told, _Batch(by, at, new=False, change=change))


@transaction.atomic(durable=True)
def merge_batch(*, told: Sequence[Payload], by: Actor, at: datetime) -> Outcome:
    """Entities that are there are merged with these; others fail."""
    return _settled(told, _Batch(by, at, new=False, change=entities.merge))


@transaction.atomic(durable=True)
def delete_batch(*, ids: Sequence[str], by: Actor, at: datetime) -> Outcome:
    """Entities that are there are deleted; others fail."""
    there = steps.locked_all(ids)
    gone: dict[str, steps.Row] = {}
    failed: list[Failure] = []
    for uri in dict.fromkeys(ids):
        try:
            if uri not in there:
                raise ResourceNotFound("there is no such entity")
            policies.must_keep(by, there[uri].keeper)
            gone[uri] = there[uri]
        except NgsiProblem as problem:
            failed.append(Failure(uri, problem))
    if gone:
        with rows.together():
            steps.delete(list(gone.values()))
            telling.told(telling.DELETED, [row.entity for row in gone.values()], by=by, at=at)
    return Outcome((), tuple(gone), tuple(failed))


Change = Callable[[Entity, Payload, float], object]


@dataclass(frozen=True, slots=True)
class _Batch:
    """Whether new entities may be made, and how those that are there change (None: they fail)."""

    by: Actor
    at: datetime
    new: bool
    change: Change | None

    def made(self, payload: Payload) -> Entity:
        if not self.new:
            raise ResourceNotFound("there is no such entity")
        if not payload.types:
            raise BadContent("an entity has a type")
        return entities.created(payload, self.at.timestamp())

    def changed(self, entity: Entity, payload: Payload) -> None:
        if self.change is None:
            raise AlreadyExists("an entity of that id is there")
        # A later one of the same id must not carry half of this one along.
        with entities.whole_or_not(entity):
            self.change(entity, payload, self.at.timestamp())


def _settled(told: Sequence[Payload], batch: _Batch) -> Outcome:
    there = steps.locked_all([str(payload.id) for payload in told])
    made: dict[str, Entity] = {}
    changed: dict[str, steps.Row] = {}
    failed: list[Failure] = []
    for payload in told:
        uri = str(payload.id)
        try:
            if uri in there:
                policies.must_keep(batch.by, there[uri].keeper)
                batch.changed(there[uri].entity, payload)
                changed[uri] = there[uri]
            elif uri in made:
                batch.changed(made[uri], payload)
            else:
                made[uri] = batch.made(payload)
        except NgsiProblem as problem:
            failed.append(Failure(uri, problem))
    told_of = _written(made, changed, batch)
    new = {entity.id for entity in told_of[telling.CREATED]}
    # Somebody else may have made one of them a moment ago.
    failed += [
        Failure(uri, AlreadyExists("an entity of that id is there"))
        for uri in made
        if uri not in new
    ]
    remarks = steps.observe(
        [entity for several in told_of.values() for entity in several], by=batch.by, at=batch.at
    )
    return Outcome(tuple(uri for uri in made if uri in new), tuple(changed), tuple(failed), remarks)


def _written(
    made: dict[str, Entity], changed: dict[str, steps.Row], batch: _Batch
) -> dict[str, list[Entity]]:
    """What was written and told, by act."""
    with rows.together():
        new = steps.insert(list(made.values()), keeper=batch.by.id, at=batch.at)
        if changed:
            steps.save(list(changed.values()), at=batch.at)
        told_of = {
            telling.CREATED: [made[uri] for uri in made if uri in new],
            telling.UPDATED: [row.entity for row in changed.values()],
        }
        for act, several in told_of.items():
            telling.told(act, several, by=batch.by, at=batch.at)
    return told_of
