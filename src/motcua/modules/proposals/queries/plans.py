"""What was decided for dossiers in flight."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from motcua.kernel.actors import Actor
from motcua.modules.catalogue.rules.changes import Decision

from .. import policies
from ..models import ChangeDecision, Proposal
from ..rules.deciding import Decided


@dataclass(frozen=True, slots=True)
class DecisionCard:
    """`fingerprint` tells which change it was about."""

    key: str
    decided: Decided
    fingerprint: str
    decided_by: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What becomes of dossiers filed on `before` now that `revision` is published."""

    proposal: UUID
    revision: UUID
    before: UUID | None
    decisions: Mapping[str, Decided]


def public_plan_of(revision: UUID) -> Plan | None:
    """What the designers of a published revision decided; None where it came without a proposal."""
    found = Proposal.objects.filter(revision=revision).values_list("id", "base_id").first()
    if found is None:
        return None
    proposal, before = found
    decisions = {
        row.key: Decided(Decision(row.decision), row.expression)
        for row in ChangeDecision.objects.filter(proposal=proposal)
    }
    return Plan(proposal, revision, before, decisions)


def decisions(proposal: UUID, *, by: Actor) -> tuple[DecisionCard, ...]:
    """Everything decided so far, also about what has changed again since.

    :raises NotAllowed: drafts are for designers and auditors
    """
    policies.must_read(by)
    return tuple(
        DecisionCard(
            row.key, Decided(Decision(row.decision), row.expression), row.fingerprint,
            row.decided_by,
        )
        for row in ChangeDecision.objects.filter(proposal=proposal).order_by("key")
    )  # fmt: skip
