"""Threshold rules change as law does: somebody drafts a version, another puts it in force."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from motcua.foundation import plugs, rows
from motcua.kernel.actors import SYSTEM, Actor
from motcua.kernel.errors import AlreadyDone, NotFound, WrongMoment

from .. import packs, policies, steps
from ..models import RuleVersion
from ..ports import Issuer
from ..rules import thresholds
from ..rules.drafts import SecondPersonNeeded
from ..rules.versions import Act, State


class RuleDraftWaits(WrongMoment):
    """A draft of the rule waits already: publish or drop it first."""

    code = "alert-rule-draft-waits"


@transaction.atomic(durable=True)
def draft_rule(*, document: Mapping[str, object], reason: str, by: Actor, at: datetime) -> UUID:
    """Draft a version of a rule. Nothing changes for the public until it is published.

    :raises NotAllowed: neither on duty nor an administrator
    :raises RuleInvalid: with everything that is wrong
    :raises AlreadyDone: this very version is in force
    :raises RuleDraftWaits: another draft of the rule waits
    """
    policies.must_draft_rules(by, plugs.get(Issuer).agency)
    rule = thresholds.read(dict(document))
    wrong = thresholds.faults(rule, events=frozenset(packs.events()))
    if wrong:
        raise thresholds.RuleInvalid(wrong)
    digest = thresholds.digest(rule)
    if RuleVersion.objects.filter(code=rule.code, digest=digest, state=State.IN_FORCE).exists():
        raise AlreadyDone("this version is in force", rule=rule.code)
    try:
        with transaction.atomic():
            version = steps.draft_rule(rule, reason=reason.strip(), by=by, at=at)
    except IntegrityError as error:
        if rows.broken(error) in ("rule_is_drafted_once", "rule_number_is_given_once"):
            raise RuleDraftWaits("a draft of the rule waits", rule=rule.code) from None
        raise
    return version


@transaction.atomic(durable=True)
def publish_rule(*, version_id: UUID, by: Actor, at: datetime) -> None:
    """Put a drafted version in force; the one before it retires.

    :raises NotFound: no such version
    :raises NotAllowed: neither head of the shift nor administrator
    :raises SecondPersonNeeded: whoever drafted it does not publish it
    :raises WrongMoment: it is no draft
    """
    policies.must_publish_rules(by, plugs.get(Issuer).agency)
    version = _locked(version_id)
    if by == SYSTEM or by.id != version.drafted_by:
        former = RuleVersion.objects.select_for_update().filter(
            code=version.code, state=State.IN_FORCE
        ).first()  # fmt: skip
        if former is not None:
            steps.move_rule(former, Act.RETIRE, by=by, at=at)
        steps.move_rule(version, Act.PUBLISH, by=by, at=at)
        return
    raise SecondPersonNeeded("whoever drafted a rule does not publish it")


@transaction.atomic(durable=True)
def drop_rule(*, version_id: UUID, by: Actor, at: datetime) -> None:
    """Put a draft aside.

    :raises NotFound: no such version
    :raises NotAllowed: neither on duty nor an administrator
    :raises WrongMoment: it is no draft
    """
    policies.must_draft_rules(by, plugs.get(Issuer).agency)
    steps.move_rule(_locked(version_id), Act.DROP, by=by, at=at)


@transaction.atomic(durable=True)
def retire_rule(*, version_id: UUID, by: Actor, at: datetime) -> None:
    """Take a rule out of force; its warnings stand until they end.

    :raises NotFound: no such version
    :raises NotAllowed: neither head of the shift nor administrator
    :raises WrongMoment: it is not in force
    """
    policies.must_publish_rules(by, plugs.get(Issuer).agency)
    steps.move_rule(_locked(version_id), Act.RETIRE, by=by, at=at)


def _locked(version_id: UUID) -> RuleVersion:
    version = RuleVersion.objects.select_for_update().filter(id=version_id).first()
    if version is None:
        raise NotFound(f"rule version {version_id}")
    return version
