"""Putting a draft forward, taking it back, giving it up; and proposing that a revision ends."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from motcua.foundation import journal
from motcua.kernel.actors import Actor
from motcua.kernel.errors import NotFound
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.catalogue.rules.states import State as RevisionState
from motcua.modules.catalogue.rules.states import local_day

from .. import events, policies, steps
from ..models import Proposal
from ..queries.proposals import authors_of
from ..rules.dating import check_days
from ..rules.machine import Act, Kind, Source
from ..rules.submitting import Said, check_said


@transaction.atomic(durable=True)
def submit(*, proposal: UUID, said: Said, by: Actor, at: datetime) -> int:
    """Put it forward for approval and return the number of the round.

    :raises NotFound: no such proposal
    :raises NotAllowed: not a procedure administrator
    :raises ProposalMoved: it is not being drafted
    :raises ReasonMissing: no reason or no number of a decision
    :raises DayPassed: it should begin before today
    :raises PackageErrors: the files do not make a package
    :raises ChecksFail: the checks found faults
    :raises BaseMoved: another revision is in force than it started from
    :raises NothingChanged: just this was published before
    :raises CodeChanged: the files are of another procedure
    :raises ChangesUndecided: nobody said what becomes of dossiers in flight
    """
    policies.must_design(by)
    check_said(said.reason, said.decision_number)
    row = steps.locked(proposal)
    steps.move(row, Act.SUBMIT, at=at)
    check_days(said.starts_on, said.ends_on, today=local_day(at))
    ready = steps.ready(row, said.starts_on or local_day(at), said.ends_on)
    return steps.open_submission(row, said.tidy(), digest=ready.package.digest, by=by, at=at)


@transaction.atomic(durable=True)
def propose_end(
    *, revision: UUID, on: date, reason: str, decision_number: str, by: Actor, at: datetime
) -> UUID:
    """Propose that a published revision no longer holds from a day on; another person approves.

    :raises NotFound: no such revision in force or to come
    :raises NotAllowed: not a procedure administrator
    :raises ReasonMissing: no reason or no number of a decision
    :raises DayPassed: the day is before today
    """
    policies.must_design(by)
    check_said(reason, decision_number)
    check_days(on, None, today=local_day(at))
    standing = catalogue.public_standing(revision)
    if standing.state is not RevisionState.PUBLISHED:
        raise NotFound(f"revision {revision}")
    row = Proposal(
        code=catalogue.revision(revision).code,
        kind=Kind.END.value,
        source=Source.REVISION.value,
        base_id=revision,
    )
    steps.start(row, {}, by=by, at=at)
    steps.move(row, Act.SUBMIT, at=at)
    said = Said(reason, decision_number, on)
    steps.open_submission(row, said.tidy(), digest="", by=by, at=at)
    return row.id


@transaction.atomic(durable=True)
def take_back(*, proposal: UUID, by: Actor, at: datetime) -> None:
    """Go on drafting what was submitted and not answered yet.

    :raises NotFound: no such proposal
    :raises NotAllowed: not one of its authors
    :raises ProposalMoved: it is not waiting
    """
    policies.must_design(by)
    row = steps.locked(proposal)
    policies.must_be_author(by, authors_of(row))
    steps.move(row, Act.TAKE_BACK, at=at)
    closed = steps.close_submission(row, Act.TAKE_BACK, by=by, at=at)
    journal.record(
        events.ProposalTakenBack(
            proposal=row.id, procedure=row.code, submission=closed.number, at=at
        ),
        by=by,
        subject=("procedure", row.code),
    )


@transaction.atomic(durable=True)
def discard(*, proposal: UUID, by: Actor, at: datetime) -> None:
    """Give a draft up; what was written stays to be read.

    :raises NotFound: no such proposal
    :raises NotAllowed: not a procedure administrator
    :raises ProposalMoved: it is submitted or closed
    """
    policies.must_design(by)
    row = steps.locked(proposal)
    steps.move(row, Act.DISCARD, at=at)
    journal.record(
        events.ProposalDiscarded(proposal=row.id, procedure=row.code, at=at),
        by=by,
        subject=("procedure", row.code),
    )
