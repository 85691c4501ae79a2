"""Entities as wholes: created, replaced, merged, deleted."""

from datetime import datetime

from django.db import transaction

from motcua.foundation import rows
from motcua.kernel.actors import Actor

from .. import policies, steps, telling
from ..rules import entities
from ..rules.entities import Payload
from ..rules.observed import Remark
from ..rules.problems import AlreadyExists


@transaction.atomic(durable=True)
def create_entity(*, told: Payload, by: Actor, at: datetime) -> tuple[Remark, ...]:
    """Returns what is to be remarked of its observations.

    :raises AlreadyExists: an entity of that id is there (clause 5.6.1)
    """
    policies.must_write(by)
    entity = entities.created(told, at.timestamp())
    with rows.together():
        if not steps.insert([entity], keeper=by.id, at=at):
            raise AlreadyExists("an entity of that id is there")
        telling.told(telling.CREATED, [entity], by=by, at=at)
    return steps.observe([entity], by=by, at=at)


@transaction.atomic(durable=True)
def replace_entity(*, entity: str, told: Payload, by: Actor, at: datetime) -> tuple[Remark, ...]:
    """Returns what is to be remarked of its observations.

    :raises ResourceNotFound: no such entity (clause 5.6.18)
    """
    with rows.together():
        row = steps.locked(entity)
        policies.must_keep(by, row.keeper)
        entities.replace(row.entity, told, at.timestamp())
        steps.save([row], at=at)
        telling.told(telling.REPLACED, [row.entity], by=by, at=at)
    return steps.observe([row.entity], by=by, at=at)


@transaction.atomic(durable=True)
def merge_entity(*, entity: str, told: Payload, by: Actor, at: datetime) -> tuple[Remark, ...]:
    """Returns what is to be remarked of its observations.

    :raises ResourceNotFound: no such entity (clause 5.6.17)
    """
    with rows.together():
        row = steps.locked(entity)
        policies.must_keep(by, row.keeper)
        entities.merge(row.entity, told, at.timestamp())
        steps.save([row], at=at)
        telling.told(telling.UPDATED, [row.entity], by=by, at=at)
    return steps.observe([row.entity], by=by, at=at)


@transaction.atomic(durable=True)
def delete_entity(*, entity: str, by: Actor, at: datetime) -> None:
    """:raises ResourceNotFound: no such entity (clause 5.6.6)"""
    with rows.together():
        row = steps.locked(entity)
        policies.must_keep(by, row.keeper)
        steps.delete([row])
        telling.told(telling.DELETED, [row.entity], by=by, at=at)
