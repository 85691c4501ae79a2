"""The writes of proposals: the only place where a proposal's state changes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from motcua.foundation import journal, plugs
from motcua.kernel.actors import Actor
from motcua.kernel.errors import NotFound
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.catalogue import steps as catalogue_steps
from motcua.modules.catalogue.rules import Package, read
from motcua.modules.catalogue.rules.changes import Change, Decision, changes_between
from motcua.modules.catalogue.rules.signed import Before
from motcua.modules.catalogue.rules.states import local_day

from . import events
from .models import ChangeDecision, DraftFile, Proposal, Save, Submission
from .ports import DossiersInFlight
from .queries.files import files_in
from .queries.proposals import base_on
from .rules.dating import dated
from .rules.deciding import ChangesUndecided, Decided, fingerprint, to_decide
from .rules.files import as_bytes, as_typed
from .rules.machine import OUTCOMES, Act, Kind, Outcome, Source, State, next_state
from .rules.provenance import Origin
from .rules.submitting import (
    ChecksFail,
    CodeChanged,
    NothingChanged,
    Said,
    SubmissionChanged,
    check_base,
)


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
    proposal.save(update_fields=["state", "changed_at", "revision"])


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


def changes_of(proposal: Proposal, after: Package) -> tuple[Change, ...]:
    """What it changes of the revision it started from; nothing where there is none."""
    if proposal.base_id is None:
        return ()
    return changes_between(catalogue.revision(proposal.base_id).package, after)


@dataclass(frozen=True, slots=True)
class Ready:
    """What may be published: the package with its days, and the files it is read from."""

    package: Package
    files: dict[str, bytes]


def ready(proposal: Proposal, since: date, until: date | None) -> Ready:
    """All that must hold before it is submitted, and again before it is published.

    :raises PackageErrors: the files do not make a package
    :raises ChecksFail: the checks found faults
    :raises BaseMoved: another revision will be in force on the day than it started from
    :raises NothingChanged: just this was published before
    :raises CodeChanged: the files are of another procedure
    :raises ChangesUndecided: nobody said what becomes of dossiers in flight
    """
    texts = files_in(proposal.id)
    # What cannot be read is told with its lines before anything is edited.
    read(as_bytes(texts))
    files = as_bytes(dated(texts, since, until))
    examination = catalogue.public_examination(files, on=since)
    package = examination.package
    if package.code != proposal.code:
        raise CodeChanged(f"{package.code} is not {proposal.code}", code=proposal.code)
    if examination.faults:
        raise ChecksFail("the checks found faults", count=len(examination.faults))
    if package.is_complete:
        catalogue_steps.refuse_bad_templates(package)
    check_base(proposal.base_id, base_on(proposal.code, since))
    if catalogue.public_has_content(package.digest):
        raise NothingChanged("just this was published before")
    refuse_undecided(proposal, package)
    return Ready(package, files)


def refuse_undecided(proposal: Proposal, after: Package) -> None:
    """
    :raises ChangesUndecided: dossiers are in flight, and nobody said what becomes of them
    """
    changes = to_decide(changes_of(proposal, after))
    open_keys = {change.key for change in changes} - decided_for(proposal, changes).keys()
    if open_keys and plugs.get(DossiersInFlight).in_flight(proposal.code):
        raise ChangesUndecided("dossiers are in flight", count=len(open_keys))


def decided_for(proposal: Proposal, changes: Iterable[Change]) -> dict[str, Decided]:
    """The decisions that still are about what changes."""
    now = {change.key: fingerprint(change) for change in changes}
    return {
        row.key: Decided(Decision(row.decision), row.expression)
        for row in ChangeDecision.objects.filter(proposal=proposal)
        if now.get(row.key) == row.fingerprint
    }


def open_submission(proposal: Proposal, said: Said, *, digest: str, by: Actor, at: datetime) -> int:
    """Begin a round; its number is returned."""
    number = Submission.objects.filter(proposal=proposal).count() + 1
    Submission.objects.create(
        proposal=proposal,
        number=number,
        version=proposal.version,
        digest=digest,
        reason=said.reason,
        decision_number=said.decision_number,
        starts_on=said.starts_on,
        ends_on=said.ends_on,
        submitted_by=by.id,
        submitted_at=at,
    )
    journal.record(
        events.ProposalSubmitted(
            proposal=proposal.id,
            procedure=proposal.code,
            submission=number,
            digest=digest,
            decision_number=said.decision_number,
            starts_on=said.starts_on,
            at=at,
        ),
        by=by,
        subject=("procedure", proposal.code),
    )
    return number


def close_submission(
    proposal: Proposal,
    act: Act,
    *,
    seen: int | None = None,
    comment: str = "",
    by: Actor,
    at: datetime,
) -> Submission:
    """Answer the submission that waits.

    :raises SubmissionChanged: another one waits than was seen
    """
    row = Submission.objects.get(proposal=proposal, outcome=Outcome.WAITING.value)
    if seen is not None and row.number != seen:
        raise SubmissionChanged("it was submitted anew")
    row.outcome, row.comment = OUTCOMES[act].value, comment
    row.decided_by, row.decided_at = by.id, at
    row.save(update_fields=["outcome", "comment", "decided_by", "decided_at"])
    return row


def publish(proposal: Proposal, said: Submission, *, by: Actor, at: datetime) -> UUID:
    """Bring the package in for who submitted it, and publish it for who approves."""
    since = said.starts_on or local_day(at)
    # Taken before anything is compared: publishers of one procedure queue here.
    procedure = catalogue_steps.locked_procedure(proposal.code)
    made = ready(proposal, since, said.ends_on)
    author = Actor(said.submitted_by)
    revision = catalogue_steps.add_revision(procedure, made.package, made.files, by=author, at=at)
    catalogue_steps.publish(procedure, revision, by=by, at=at)
    proposal.revision_id = revision.id
    catalogue_steps.bring_into_force(procedure, local_day(at), by=by, at=at)
    return revision.id


def end_it(proposal: Proposal, said: Submission, *, by: Actor, at: datetime) -> UUID:
    """End the revision on its day: at once if that has come."""
    assert proposal.base_id is not None
    assert said.starts_on is not None
    procedure, revision = catalogue_steps.locked_revision(proposal.base_id)
    catalogue_steps.set_end(procedure, revision, said.starts_on, by=by, at=at)
    catalogue_steps.bring_into_force(procedure, local_day(at), by=by, at=at)
    return proposal.base_id


def start_from(files: Mapping[str, bytes], origin: Origin, *, by: Actor, at: datetime) -> UUID:
    """Begin a proposal from a package's files.

    :raises PackageErrors: something is wrong with it; nothing was written
    """
    code = read(files).code
    proposal = Proposal(
        code=code,
        kind=Kind.CHANGE.value,
        source=Source.ZIP.value,
        base_id=base_on(code, local_day(at)),
        origin=origin.as_json(),
    )
    texts = {name: as_typed(content.decode()) for name, content in files.items()}
    start(proposal, texts, signer=origin.signer, by=by, at=at)
    return proposal.id


def to_export(code: str) -> tuple[dict[str, bytes], tuple[Before, ...]]:
    """The files in force, and the signed packages they were derived from.

    :raises NotFound: nothing of it is in force
    """
    files = catalogue.public_package(code)
    origins = (
        Origin.from_json(kept)
        for kept in Proposal.objects.filter(
            code=code, state=State.PUBLISHED.value, source=Source.ZIP.value
        ).order_by("-changed_at").values_list("origin", flat=True)
    )  # fmt: skip
    signed = next((origin for origin in origins if origin.is_signed), None)
    return files, signed.before if signed else ()
