"""Proposals as designers see them: one, all of a procedure, what waits for whom."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from motcua.kernel.actors import Actor
from motcua.kernel.errors import NotFound
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.catalogue.rules import read
from motcua.modules.catalogue.rules.changes import Change, changes_between
from motcua.modules.catalogue.rules.states import in_force

from .. import policies
from ..models import ChangeDecision, Proposal, Save, Submission
from ..rules.files import as_bytes
from ..rules.machine import Act, Kind, Outcome, Source, State, acts_open_in
from ..rules.provenance import Origin
from .files import files_in


@dataclass(frozen=True, slots=True)
class SubmissionCard:
    """One round. `starts_on` is empty where it begins once approved."""

    number: int
    version: int
    digest: str
    reason: str
    decision_number: str
    starts_on: date | None
    ends_on: date | None
    submitted_by: str
    submitted_at: datetime
    outcome: Outcome
    comment: str
    decided_by: str
    decided_at: datetime | None


@dataclass(frozen=True, slots=True)
class ProposalCard:
    """`authors` are all who started, wrote, decided or submitted any of it."""

    id: UUID
    code: str
    kind: Kind
    source: Source
    origin: Origin
    base: UUID | None
    state: State
    version: int
    started_by: str
    started_at: datetime
    changed_at: datetime
    revision: UUID | None
    authors: frozenset[str]
    submissions: tuple[SubmissionCard, ...]

    @property
    def is_unsigned(self) -> bool:
        return self.source is Source.ZIP and not self.origin.is_signed

    @property
    def waiting(self) -> SubmissionCard | None:
        waits = [each for each in self.submissions if each.outcome is Outcome.WAITING]
        return waits[0] if waits else None

    def open_to(self, by: Actor) -> frozenset[Act]:
        """What a screen may offer this reader."""
        if not policies.may_design(by):
            return frozenset()
        barred = {Act.APPROVE, Act.RETURN} if by.id in self.authors else {Act.TAKE_BACK}
        return acts_open_in(self.state) - barred


def proposal(proposal_id: UUID, *, by: Actor) -> ProposalCard:
    """
    :raises NotAllowed: drafts are for designers and auditors
    :raises NotFound: no such proposal
    """
    policies.must_read(by)
    row = Proposal.objects.filter(id=proposal_id).first()
    if row is None:
        raise NotFound(f"proposal {proposal_id}")
    return _cards([row])[0]


def open_proposals(*, by: Actor) -> tuple[ProposalCard, ...]:
    """All being drafted or waiting for approval, last changed first.

    :raises NotAllowed: drafts are for designers and auditors
    """
    policies.must_read(by)
    rows = Proposal.objects.filter(state__in=["drafting", "submitted", "returned"])
    return _cards(list(rows.order_by("-changed_at", "-id")[:200]))


def proposals_of(code: str, *, by: Actor) -> tuple[ProposalCard, ...]:
    """Everything ever proposed for a procedure, newest first.

    :raises NotAllowed: drafts are for designers and auditors
    """
    policies.must_read(by)
    rows = Proposal.objects.filter(code=code)
    return _cards(list(rows.order_by("-started_at", "-id")[:200]))


def changes(proposal_id: UUID, *, by: Actor) -> tuple[Change, ...]:
    """What it changes of the revision it started from; nothing where there is none.

    :raises NotAllowed: drafts are for designers and auditors
    :raises NotFound: no such proposal
    :raises PackageErrors: the files do not make a package yet
    """
    card = proposal(proposal_id, by=by)
    after = read(as_bytes(files_in(proposal_id)))
    if card.base is None:
        return ()
    return changes_between(catalogue.revision(card.base).package, after)


def base_now(code: str, *, on: date, by: Actor) -> UUID | None:
    """The revision a change has to start from that begins on a day.

    :raises NotAllowed: drafts are for designers and auditors
    """
    policies.must_read(by)
    return base_on(code, on)


def base_on(code: str, day: date) -> UUID | None:
    """The revision that holds, or will hold, on a day."""
    holding = in_force(
        [each.published for each in catalogue.public_revisions(code) if each.published], day
    )
    return holding.key if holding else None


def authors_of(row: Proposal) -> frozenset[str]:
    """Whoever put anything of their own into it."""
    saved = Save.objects.filter(proposal=row).values_list("saved_by", flat=True)
    decided = ChangeDecision.objects.filter(proposal=row).values_list("decided_by", flat=True)
    sent = Submission.objects.filter(proposal=row).values_list("submitted_by", flat=True)
    return frozenset({row.started_by, *saved, *decided, *sent})


def _cards(rows: list[Proposal]) -> tuple[ProposalCard, ...]:
    """Cards of some proposals, in three more questions however many they are."""
    ids = [row.id for row in rows]
    authors: dict[UUID, set[str]] = {row.id: {row.started_by} for row in rows}
    for model, column in ((Save, "saved_by"), (ChangeDecision, "decided_by")):
        for key, who in model.objects.filter(proposal__in=ids).values_list("proposal", column):
            authors[key].add(who)
    rounds: dict[UUID, list[SubmissionCard]] = {key: [] for key in ids}
    for row in Submission.objects.filter(proposal__in=ids).order_by("proposal", "-number"):
        authors[row.proposal_id].add(row.submitted_by)
        rounds[row.proposal_id].append(_submission(row))
    return tuple(
        ProposalCard(
            id=row.id,
            code=row.code,
            kind=Kind(row.kind),
            source=Source(row.source),
            origin=Origin.from_json(row.origin),
            base=row.base_id,
            state=State(row.state),
            version=row.version,
            started_by=row.started_by,
            started_at=row.started_at,
            changed_at=row.changed_at,
            revision=row.revision_id,
            authors=frozenset(authors[row.id]),
            submissions=tuple(rounds[row.id]),
        )
        for row in rows
    )


def _submission(row: Submission) -> SubmissionCard:
    return SubmissionCard(
        number=row.number,
        version=row.version,
        digest=row.digest,
        reason=row.reason,
        decision_number=row.decision_number,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        submitted_by=row.submitted_by,
        submitted_at=row.submitted_at,
        outcome=Outcome(row.outcome),
        comment=row.comment,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
    )
