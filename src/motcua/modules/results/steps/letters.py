"""How a letter changes. The only place where its state is written."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.foundation import identifiers, journal
from motcua.kernel.actors import SYSTEM, Actor
from motcua.kernel.errors import Invalid, NotAllowed, NotFound, WrongMoment

from .. import events, policies
from ..library import city_template
from ..models import Letter
from ..rules import content as says
from ..rules import letters as letter_rules
from ..rules import numbers
from ..sealed import Content, seal, seal_text
from .shared import SERIES, agency_lines, keep_template


@dataclass(frozen=True, slots=True)
class LetterOrder:
    """A letter to be issued. An empty `template` takes the city's own."""

    agency: str
    body: letter_rules.LetterBody
    facts: says.Facts
    template: str = ""


def issue_letter(*, subject: tuple[str, str], order: LetterOrder, by: Actor, at: datetime) -> UUID:
    """Decide a letter; it is typeset and sealed right after.

    :raises NotAllowed: not an officer of the agency
    """
    policies.must_belong(by, agency=order.agency)
    agency, kind = agency_lines(order.agency), order.body.kind
    today = at.astimezone(says.VIETNAM).date()
    data = letter_rules.letter_data(order.body)
    number = order.facts.dossier.code
    if kind in letter_rules.NUMBERED:
        taken = identifiers.next_number(f"{SERIES}/{order.agency}", str(today.year))
        symbol = f"{letter_rules.SYMBOLS[kind]}-{{agency}}"
        number = numbers.number_text(taken, symbol, agency_symbol=agency.symbol)
        data["number"] = number
    content = Content(agency, says.facts_data(order.facts), {"letter": data})
    letter = Letter.objects.create(
        kind=kind,
        subject_type=subject[0],
        subject_id=subject[1],
        agency=order.agency,
        state=letter_rules.LetterState.REQUESTED,
        number_text=number,
        template_id=keep_template(order.template or city_template(kind)),
        content=seal(content),
        masked_subject=numbers.masked(order.facts.applicant.full_name),
        requested_by=by.id,
        requested_at=at,
        issued_on=today,
    )
    requested = events.LetterRequested(letter.id, kind, *subject, at)
    journal.record(requested, by=by, subject=subject)
    return letter.id


def note_letter(*, letter_id: UUID, sha256: str, twin: str = "", by: Actor, at: datetime) -> None:
    """The letter is typeset, sealed and stored. :raises WrongMoment: it was before, or is void"""
    letter = _letter(letter_id)
    if by != SYSTEM:
        raise NotAllowed("letters are sealed by the machinery")
    if letter.state != letter_rules.LetterState.REQUESTED:
        raise WrongMoment(f"the letter is {letter.state}")
    letter.state, letter.file_sha256 = letter_rules.LetterState.ISSUED, sha256
    letter.twin_sha256 = twin
    letter.save()
    _record_letter(events.LetterIssued(*_told_letter(letter), sha256, at), letter, by=by)


def void_letter(*, letter_id: UUID, reason: str, by: Actor, at: datetime) -> None:
    """The letter is of no force; another one may be issued in its place.

    :raises Invalid: without a reason :raises WrongMoment: void already
    """
    letter = _letter(letter_id)
    policies.must_belong(by, agency=letter.agency)
    if not reason.strip():
        raise Invalid("a letter is voided for a reason", field="reason")
    if letter.state == letter_rules.LetterState.VOIDED:
        raise WrongMoment("the letter is void already")
    letter.state, letter.reason = letter_rules.LetterState.VOIDED, seal_text(reason)
    letter.voided_by, letter.voided_at = by.id, at
    letter.save()
    _record_letter(events.LetterVoided(*_told_letter(letter), at), letter, by=by)


def _letter(letter_id: UUID) -> Letter:
    letter = Letter.objects.select_for_update().filter(id=letter_id).first()
    if letter is None:
        raise NotFound(f"letter {letter_id}")
    return letter


def _told_letter(letter: Letter) -> tuple[UUID, str, str, str]:
    return letter.id, letter.kind, letter.subject_type, letter.subject_id


def _record_letter(event: journal.Event, letter: Letter, *, by: Actor) -> None:
    journal.record(event, by=by, subject=(letter.subject_type, letter.subject_id))
