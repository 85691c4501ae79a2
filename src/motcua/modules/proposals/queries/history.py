"""The history of a procedure: every revision with who, when, why and by which decision."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from motcua.kernel.actors import Actor
from motcua.kernel.errors import NotAllowed
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.catalogue.rules import State

from ..models import Submission
from ..rules.machine import Kind, Outcome


@dataclass(frozen=True, slots=True)
class RevisionStory:
    """`reason`, `decision_number` and `approved_by` are empty for what came without a proposal.

    `ended_by` is the number of the decision that ends it, where there is one.
    """

    number: int
    id: UUID
    digest: str
    state: State
    is_current: bool
    effective_from: date
    effective_to: date | None
    published_at: datetime | None
    imported_by: str
    proposal: UUID | None
    reason: str
    decision_number: str
    approved_by: str
    ended_by: str


@dataclass(frozen=True, slots=True)
class InForce:
    """What the public is told of the revision in force."""

    number: int
    since: date
    decision_number: str


def history(code: str, *, by: Actor) -> tuple[RevisionStory, ...]:
    """Every revision ever published, newest first: open to all officers.

    :raises NotAllowed: no officer
    """
    if by.officer is None or not by.posts:
        raise NotAllowed("the history is for officers")
    return _history(code)


def public_in_force(code: str) -> InForce | None:
    """Which revision holds, since when and by which decision; None where none does."""
    for each in _history(code):
        if each.is_current:
            return InForce(each.number, each.effective_from, each.decision_number)
    return None


def _history(code: str) -> tuple[RevisionStory, ...]:
    approved = Submission.objects.filter(
        proposal__code=code, outcome=Outcome.APPROVED.value
    ).select_related("proposal")
    began: dict[UUID | None, Submission] = {}
    ended: dict[UUID | None, Submission] = {}
    for row in approved:
        if row.proposal.kind == Kind.END.value:
            ended[row.proposal.base_id] = row
        else:
            began[row.proposal.revision_id] = row
    found = []
    for number, each in enumerate(catalogue.public_revisions(code), start=1):
        why, end = began.get(each.id), ended.get(each.id)
        found.append(
            RevisionStory(
                number=number,
                id=each.id,
                digest=each.digest,
                state=each.state,
                is_current=each.is_current,
                effective_from=each.effective_from,
                effective_to=each.effective_to,
                published_at=each.published_at,
                imported_by=each.imported_by,
                proposal=why.proposal_id if why else None,
                reason=why.reason if why else "",
                decision_number=why.decision_number if why else "",
                approved_by=why.decided_by if why else "",
                ended_by=end.decision_number if end else "",
            )
        )
    return tuple(reversed(found))
