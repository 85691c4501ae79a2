"""Attributes of one entity: appended, updated, patched, replaced, deleted."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from motcua.foundation import rows
from motcua.kernel.actors import Actor

from .. import policies, steps, telling
from ..rules import entities
from ..rules.attributes import Instance
from ..rules.entities import Payload, Unchanged
from ..rules.observed import Remark


@dataclass(frozen=True, slots=True)
class Written:
    """Attributes that were left as they were, and remarks on observations."""

    left: tuple[Unchanged, ...]
    remarks: tuple[Remark, ...]


@transaction.atomic(durable=True)
def append_attributes(
    *, entity: str, told: Payload, overwrite: bool, by: Actor, at: datetime
) -> Written:
    """What was left as it was is told.

    :raises ResourceNotFound: no such entity (clause 5.6.3)
    """
    with rows.together():
        row = _kept(entity, by)
        left = entities.append(row.entity, told, at.timestamp(), overwrite=overwrite)
        _save(row, by=by, at=at)
    return Written(tuple(left), steps.observe([row.entity], by=by, at=at))


@transaction.atomic(durable=True)
def update_attributes(*, entity: str, told: Payload, by: Actor, at: datetime) -> Written:
    """What is not there to be updated is told.

    :raises ResourceNotFound: no such entity (clause 5.6.2)
    """
    with rows.together():
        row = _kept(entity, by)
        left = entities.update(row.entity, told, at.timestamp())
        _save(row, by=by, at=at)
    return Written(tuple(left), steps.observe([row.entity], by=by, at=at))


@transaction.atomic(durable=True)
def patch_attribute(
    *, entity: str, attribute: str, fragment: Instance | None, by: Actor, at: datetime
) -> tuple[Remark, ...]:
    """Returns what is to be remarked of its observation.

    :raises ResourceNotFound: no such entity or attribute (clause 5.6.4)
    """
    with rows.together():
        row = _kept(entity, by)
        entities.patch_attribute(row.entity, attribute, fragment, at.timestamp())
        _save(row, by=by, at=at)
    return steps.observe([row.entity], by=by, at=at)


@transaction.atomic(durable=True)
def replace_attribute(
    *, entity: str, attribute: str, new: Instance, by: Actor, at: datetime
) -> tuple[Remark, ...]:
    """Returns what is to be remarked of its observation.

    :raises ResourceNotFound: no such entity or attribute (clause 5.6.19)
    """
    with rows.together():
        row = _kept(entity, by)
        entities.replace_attribute(row.entity, attribute, new, at.timestamp())
        _save(row, by=by, at=at)
    return steps.observe([row.entity], by=by, at=at)


@transaction.atomic(durable=True)
def delete_attribute(
    *, entity: str, attribute: str, dataset: str | None, every: bool, by: Actor, at: datetime
) -> None:
    """One instance, or every one.

    :raises ResourceNotFound: no such entity, attribute or instance (clause 5.6.5)
    """
    with rows.together():
        row = _kept(entity, by)
        stamp = at.timestamp()
        entities.delete_attribute(row.entity, attribute, stamp, dataset=dataset, every=every)
        _save(row, by=by, at=at)


def _kept(entity: str, by: Actor) -> steps.Row:
    row = steps.locked(entity)
    policies.must_keep(by, row.keeper)
    return row


def _save(row: steps.Row, *, by: Actor, at: datetime) -> None:
    if row.entity.changed or row.types != row.entity.types or row.scopes != row.entity.scopes:
        steps.save([row], at=at)
        telling.told(telling.UPDATED, [row.entity], by=by, at=at)
