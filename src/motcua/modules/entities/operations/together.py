"""Small writes of one source that came at once: one transaction, an answer to each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from motcua.foundation import rows
from motcua.kernel.actors import Actor

from .. import policies, steps, telling
from ..rules import entities
from ..rules.attributes import Instance
from ..rules.observed import Remark
from ..rules.problems import NgsiProblem, ResourceNotFound


@dataclass(frozen=True, slots=True)
class Patch:
    """A fragment for one attribute of one entity."""

    entity: str
    attribute: str
    fragment: Instance | None


@dataclass(frozen=True, slots=True)
class Patched:
    """For each patch in its order, why it was not done, or None; and remarks on observations."""

    problems: tuple[NgsiProblem | None, ...]
    remarks: tuple[Remark, ...]


@transaction.atomic(durable=True)
def patch_attributes(*, patches: Sequence[Patch], by: Actor, at: datetime) -> Patched:
    """As `patch_attribute` for each, one after the other; each is done or not by itself."""
    with rows.together():
        there = steps.locked_all([patch.entity for patch in patches])
        changed: dict[str, steps.Row] = {}
        problems: list[NgsiProblem | None] = []
        for patch in patches:
            try:
                _patch(there.get(patch.entity), patch, by, at)
                changed[patch.entity] = there[patch.entity]
                problems.append(None)
            except NgsiProblem as problem:
                problems.append(problem)
        several = [row.entity for row in changed.values()]
        if several:
            steps.save(list(changed.values()), at=at)
            telling.told(telling.UPDATED, several, by=by, at=at)
    return Patched(tuple(problems), steps.observe(several, by=by, at=at))


def _patch(row: steps.Row | None, patch: Patch, by: Actor, at: datetime) -> None:
    if row is None:
        raise ResourceNotFound("there is no such entity")
    policies.must_keep(by, row.keeper)
    with entities.whole_or_not(row.entity):
        entities.patch_attribute(row.entity, patch.attribute, patch.fragment, at.timestamp())
