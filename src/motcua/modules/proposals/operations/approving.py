"""The second person's answer: back to its authors, or approved and published in one step."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.foundation import journal
from motcua.kernel.actors import Actor
from motcua.modules.catalogue.rules.states import local_day

from .. import events, policies, steps
from ..queries.proposals import authors_of
from ..rules.dating import check_days
from ..rules.machine import Act, Kind, State, next_state
from ..rules.submitting import check_said


@transaction.atomic(durable=True)
def return_it(*, proposal: UUID, submission: int, comment: str, by: Actor, at: datetime) -> None:
    """Send it back to its authors, saying what is wrong.

    :raises NotFound: no such proposal
    :raises NotAllowed: not a procedure administrator
    :raises SecondPersonNeeded: wrote some of it
    :raises ReasonMissing: nothing is said
    :raises ProposalMoved: it is not waiting
    :raises SubmissionChanged: it was submitted anew since it was read
    """
    policies.must_design(by)
    check_said(comment)
    row = steps.locked(proposal)
    policies.must_be_second(by, authors_of(row))
    steps.move(row, Act.RETURN, at=at)
    steps.close_submission(row, Act.RETURN, seen=submission, comment=comment.strip(), by=by, at=at)
    journal.record(
        events.ProposalReturned(proposal=row.id, procedure=row.code, submission=submission, at=at),
        by=by,
        subject=("procedure", row.code),
    )


@transaction.atomic(durable=True)
def approve(*, proposal: UUID, submission: int, by: Actor, at: datetime) -> UUID:
    """Publish it, all or nothing; it comes into force at once if its day has come.

    Returns the revision that was published, or ended.

    :raises NotFound: no such proposal
    :raises NotAllowed: not a procedure administrator
    :raises SecondPersonNeeded: wrote some of it
    :raises ProposalMoved: it is not waiting
    :raises SubmissionChanged: it was submitted anew since it was read
    :raises DayPassed: it should have begun before today
    :raises PackageErrors: the files do not make a package
    :raises ChecksFail: the checks find faults now
    :raises BaseMoved: another revision is in force than it started from
    :raises NothingChanged: just this was published meanwhile
    :raises CodeChanged: the files are of another procedure
    :raises ChangesUndecided: nobody said what becomes of dossiers in flight
    """
    policies.must_design(by)
    row = steps.locked(proposal)
    policies.must_be_second(by, authors_of(row))
    next_state(State(row.state), Act.APPROVE)
    said = steps.close_submission(row, Act.APPROVE, seen=submission, by=by, at=at)
    if row.kind == Kind.END.value:
        revision = steps.end_it(row, said, by=by, at=at)
    else:
        check_days(said.starts_on, said.ends_on, today=local_day(at))
        revision = steps.publish(row, said, by=by, at=at)
    steps.move(row, Act.APPROVE, at=at)
    journal.record(
        events.ProposalApproved(
            proposal=row.id, procedure=row.code, submission=submission, revision=revision, at=at
        ),
        by=by,
        subject=("procedure", row.code),
    )
    return revision
