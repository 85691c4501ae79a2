"""The writes of proposals: the only place where a proposal's state changes."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from motcua.foundation import journal
from motcua.kernel.actors import Actor
from motcua.kernel.errors import NotFound
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.catalogue.rules import Package
from motcua.modules.catalogue.rules.changes import Change, Decision, changes_between
from motcua.modules.catalogue.rules.examining import Examination
from motcua.modules.catalogue.rules.states import in_force

from . import events
from .models import ChangeDecision, DraftFile, Proposal, Save, Submission
from .queries.files import files_in
from .rules.deciding import Decided, fingerprint
from .rules.files import as_bytes
from .rules.machine import OUTCOMES, Act, Outcome, State, next_state


def locked(proposal: UUID) -> Proposal:
    """
    :raises NotFound: no such proposal
    """
    found = Proposal.objects.select_for_update().filter(id=proposal).first()
    if found is None:
        raise NotFound(f"proposal {proposal}")
    return found


def move(proposal: Proposal, act: Act, *, at: datetime) -> None:
    """
    :raises ProposalMoved: not in this state
    """
    proposal.state = next_state(State(proposal.state), act).value
    proposal.changed_at = at
    proposal.save(update_fields=["state", "changed_at"])


def write(proposal: Proposal, changes: Mapping[str, str | None], *, by: Actor, at: datetime) -> int:
    """Keep new texts (None removes a file) under the next number, which is returned."""
    proposal.version += 1
    proposal.save(update_fields=["version"])
    number = proposal.version
    Save.objects.bulk_create(
        Save(
            proposal=proposal, number=number, name=name, content=text or "",
            is_removal=text is None, saved_by=by.id, saved_at=at,
        )
        for name, text in changes.items()
    )  # fmt: skip
    gone = [name for name, text in changes.items() if text is None]
    DraftFile.objects.filter(proposal=proposal, name__in=gone).delete()
    DraftFile.objects.bulk_create(
        [
            DraftFile(proposal=proposal, name=name, content=text, number=number)
            for name, text in changes.items() if text is not None
        ],
        update_conflicts=True,
        unique_fields=["proposal", "name"],
        update_fields=["content", "number"],
    )  # fmt: skip
    return number


def start(
    proposal: Proposal, files: Mapping[str, str], *, signer: str = "", by: Actor, at: datetime
) -> None:
    """Keep a new proposal and what it begins with."""
    proposal.state = State.DRAFTING.value
    proposal.version = 0
    proposal.started_by, proposal.started_at, proposal.changed_at = by.id, at, at
    proposal.save(force_insert=True)
    if files:
        write(proposal, files, by=by, at=at)
    journal.record(
        events.ProposalStarted(
            proposal=proposal.id,
            procedure=proposal.code,
            source=proposal.source,
            base=proposal.base_id,
            signer=signer,
            at=at,
        ),
        by=by,
        subject=("procedure", proposal.code),
    )


def base_on(code: str, day: date) -> UUID | None:
    """The revision that would be in force on a day: what a change of it has to start from."""
    holding = in_force(
        [each.published for each in catalogue.public_revisions(code) if each.published], day
    )
    return holding.key if holding else None


def changes_of(proposal: Proposal, after: Package) -> tuple[Change, ...]:
    """What it changes of the revision it started from; nothing where there is none."""
    if proposal.base_id is None:
        return ()
    return changes_between(catalogue.revision(proposal.base_id).package, after)


def examined(proposal: Proposal) -> Examination:
    """
    :raises PackageErrors: the files do not make a package
    """
    return catalogue.examine(as_bytes(files_in(proposal.id)))


def decided_for(proposal: Proposal, changes: tuple[Change, ...]) -> dict[str, Decided]:
    """The decisions that still are about what changes."""
    now = {change.key: fingerprint(change) for change in changes}
    return {
        row.key: Decided(Decision(row.decision), row.expression)
        for row in ChangeDecision.objects.filter(proposal=proposal)
        if now.get(row.key) == row.fingerprint
    }


def close_submission(
    proposal: Proposal, act: Act, *, comment: str = "", by: Actor, at: datetime
) -> Submission:
    """Answer the submission that waits."""
    row = Submission.objects.get(proposal=proposal, outcome=Outcome.WAITING.value)
    row.outcome, row.comment = OUTCOMES[act].value, comment
    row.decided_by, row.decided_at = by.id, at
    row.save(update_fields=["outcome", "comment", "decided_by", "decided_at"])
    return row
