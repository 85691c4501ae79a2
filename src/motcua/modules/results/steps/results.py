"""How a result changes. The only place where its state is written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from motcua.foundation import identifiers, journal
from motcua.kernel.actors import Actor, Role
from motcua.kernel.errors import Invalid, NotAllowed, NotFound, WrongMoment
from motcua.modules.organisation import queries as organisation

from .. import events
from ..models import Result
from ..rules import content as says
from ..rules import life, numbers
from ..rules.content import Receiver
from ..rules.spec import ResultSpec
from ..sealed import Content, plain, seal, seal_text
from .shared import SERIES, agency_lines, keep_template


@dataclass(frozen=True, slots=True)
class Draft:
    """A decision as the case officer proposes it.

    `values` are the filed fields of the result, `words` those that print as words (choices,
    addresses). `template` is the source of result.typ. `replaces` names the issued result whose
    content was wrong.
    """

    agency: str
    revision: str
    spec: ResultSpec
    template: str
    facts: says.Facts
    values: Mapping[str, object]
    words: Mapping[str, str] = field(default_factory=dict)
    replaces: UUID | None = None


def draft(*, subject: tuple[str, str], work: Draft, by: Actor, at: datetime) -> UUID:
    """Write a draft, or write it again where it came back (or was not looked at yet).

    :raises NotAllowed: not a case officer of the agency
    :raises WrongMoment: a result is on its way already, or the replaced one is not in force
    """
    if not by.holds(Role.CASE_OFFICER, work.agency):
        raise NotAllowed(f"results are drafted by case officers of {work.agency}")
    result = _unfinished(subject, work.replaces)
    if result is None:
        result = Result(subject_type=subject[0], subject_id=subject[1], agency=work.agency)
        result.replaces = _replaced(work.replaces, subject)
        result.state = life.State.DRAFTED
    else:
        result.state = life.next_state(
            life.State(result.state), life.Act.REDRAFT, by=by, agency=result.agency
        )
    _fill(result, work, by=by, at=at)
    result.save()
    _record(events.ResultDrafted(result.id, *subject, result.agency, at), result, by=by)
    return result.id


def return_draft(*, result_id: UUID, reason: str, by: Actor, at: datetime) -> None:
    """Send a draft back to whoever wrote it; also an approval whose signature is not made yet.

    :raises Invalid: without a reason
    """
    if not reason.strip():
        raise Invalid("a draft goes back with a reason", field="reason")
    result = _move(result_id, life.Act.RETURN, by=by, at=at)
    result.reason = seal_text(reason)
    result.approved_by, result.approved_at = "", None
    result.save()
    _record(events.ResultReturned(*_told(result), at), result, by=by)


def approve(*, result_id: UUID, by: Actor, at: datetime) -> None:
    """The signatory decides; the machinery signs in their name right after.

    :raises SameHands: the signatory drafted it
    """
    result = _move(result_id, life.Act.APPROVE, by=by, at=at)
    life.must_be_other_hands(drafter=result.drafted_by, signatory=by.id)
    signatory = _signatory(by, result.agency)
    result.approved_by, result.approved_at = by.id, at
    result.signatory_name, result.signatory_title = signatory.name, signatory.title
    result.signatory_authority = "\n".join(signatory.authority)
    result.save()
    _record(events.ResultApproved(*_told(result), at), result, by=by)


def note_signed(
    *, result_id: UUID, sha256: str, approved_at: datetime, by: Actor, at: datetime
) -> None:
    """The signatory's signature is on the file.

    :raises WrongMoment: not waiting for it, or waiting for the signature of a later approval
    """
    result = _move(result_id, life.Act.SIGN, by=by, at=at)
    if result.approved_at != approved_at:
        raise WrongMoment("signed for an approval that was taken back")
    result.signed_sha256 = sha256
    result.save()
    _record(events.ResultSigned(*_told(result), sha256, at), result, by=by)


def number_and_issue(*, result_id: UUID, by: Actor, at: datetime) -> str:
    """Give number and date; the organisation's signature follows. Returns the number as printed."""
    result = _move(result_id, life.Act.NUMBER, by=by, at=at)
    today = at.astimezone(says.VIETNAM).date()
    agency = agency_lines(result.agency)
    # Taken last: everybody who numbers at this agency waits for this row until the commit.
    number = identifiers.next_number(f"{SERIES}/{result.agency}", str(today.year))
    result.number, result.number_year, result.issued_on = number, today.year, today
    result.number_text = numbers.number_text(number, result.symbol, agency_symbol=agency.symbol)
    result.numbered_at = at
    result.save()
    _record(events.ResultNumbered(*_told(result), result.number_text, today, at), result, by=by)
    return result.number_text


def note_issued(*, result_id: UUID, sha256: str, by: Actor, at: datetime) -> None:
    """Both signatures are on the file; what it replaces stops standing in the same moment."""
    result = _move(result_id, life.Act.ISSUE, by=by, at=at)
    result.issued_sha256 = sha256
    result.save()
    _record(events.ResultIssued(*_told(result), sha256, at), result, by=by)
    if result.replaces_id is not None:
        _retire(result.replaces_id, result, by=by, at=at)


def mark_delivered(*, result_id: UUID, by: Actor, at: datetime) -> None:
    """The applicant can have it online from now on."""
    result = _move(result_id, life.Act.DELIVER, by=by, at=at)
    result.save()
    _record(events.ResultDelivered(*_told(result), at), result, by=by)


def hand_over(*, result_id: UUID, to: Receiver, by: Actor, at: datetime) -> None:
    """Somebody took it at the counter. :raises Invalid: without a name"""
    if not to.full_name.strip():
        raise Invalid("who took it?", field="full_name")
    result = _move(result_id, life.Act.HAND_OVER, by=by, at=at)
    result.hand_over = seal(to)
    result.save()
    _record(events.ResultHandedOver(*_told(result), at), result, by=by)


def recall(*, result_id: UUID, reason: str, by: Actor, at: datetime) -> None:
    """The result is of no force from now on. :raises Invalid: without a reason"""
    if not reason.strip():
        raise Invalid("a result is recalled for a reason", field="reason")
    result = _move(result_id, life.Act.RECALL, by=by, at=at)
    result.reason = seal_text(reason)
    result.closed_on = at.astimezone(says.VIETNAM).date()
    result.save()
    _record(events.ResultRecalled(*_told(result), at), result, by=by)


def _locked(result_id: UUID) -> Result:
    result = Result.objects.select_for_update().filter(id=result_id).first()
    if result is None:
        raise NotFound(f"result {result_id}")
    return result


def _move(result_id: UUID, act: life.Act, *, by: Actor, at: datetime) -> Result:
    result = _locked(result_id)
    result.state = life.next_state(life.State(result.state), act, by=by, agency=result.agency)
    result.moved_at = at
    return result


def _unfinished(subject: tuple[str, str], replaces: UUID | None) -> Result | None:
    """The draft to be written again, if there is one; a result further on is in the way."""
    rows = Result.objects.select_for_update().filter(
        subject_type=subject[0], subject_id=subject[1], replaces_id=replaces
    )
    return rows.exclude(state=life.State.RECALLED).first()


def _replaced(replaces: UUID | None, subject: tuple[str, str]) -> Result | None:
    if replaces is None:
        return None
    old = _locked(replaces)
    if (old.subject_type, old.subject_id) != subject:
        raise NotFound(f"result {replaces}")
    if life.State(old.state) not in life.STANDING:
        raise WrongMoment("only a result in force can be replaced", state=old.state)
    return old


def _retire(replaced: UUID, replacement: Result, *, by: Actor, at: datetime) -> None:
    old = _move(replaced, life.Act.REPLACE, by=by, at=at)
    old.closed_on = at.astimezone(says.VIETNAM).date()
    old.save()
    told = events.ResultReplaced(old.id, replacement.id, old.subject_type, old.subject_id, at)
    _record(told, old, by=by)


def _fill(result: Result, work: Draft, *, by: Actor, at: datetime) -> None:
    facts = says.facts_data(work.facts)
    body = work.spec.result_data(plain(work.values), work.words)
    content = Content(
        agency=agency_lines(work.agency),
        facts=facts,
        body={**body, "letter": {}, "result_sources": work.spec.sources(work.values, facts)},
        recipients=work.spec.recipients,
        values=plain(work.values),
        words=dict(work.words),
    )
    about = says.at_path({**facts, **body}, work.spec.subject)
    result.revision, result.symbol = work.revision, work.spec.symbol
    result.title_vi, result.title_en = work.spec.name.vi, work.spec.name.en
    result.template_id = keep_template(work.template)
    result.content = seal(content)
    result.masked_subject = numbers.masked(about) if isinstance(about, str) else ""
    result.drafted_by, result.drafted_at, result.moved_at = by.id, at, at
    result.reason = None


def _signatory(by: Actor, agency: str) -> says.Signatory:
    if by.officer is None:
        raise NotAllowed("results are signed by officers")
    card = organisation.officer(by.officer)
    line = organisation.agency(agency).authority_line.vi
    return says.signatory_lines(card.full_name, card.title.vi, line)


def _told(result: Result) -> tuple[UUID, str, str]:
    return result.id, result.subject_type, result.subject_id


def _record(event: journal.Event, result: Result, *, by: Actor) -> None:
    journal.record(event, by=by, subject=(result.subject_type, result.subject_id))
