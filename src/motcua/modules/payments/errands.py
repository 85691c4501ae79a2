"""Errands outside: what needs a gateway, done between transactions and never inside one."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from uuid import UUID

from motcua.foundation import plugs
from motcua.foundation.limits import Limit, TooOften, knock
from motcua.kernel.actors import SYSTEM, Actor
from motcua.kernel.errors import AlreadyDone, WrongMoment

from . import operations, queries
from .ports import Acknowledgement, Answer, Gateways, NoticeForged, PaymentNotice
from .rules import limits
from .rules.attempts import Outcome, State
from .rules.digest import digest

#: Noted as evidence; more of them say nothing new, and must not fill the table.
FORGERIES = Limit("forged-notice", most=100, per=timedelta(hours=1))

_ANSWERS = {
    Outcome.REPEATED: Answer.REPEATED,
    Outcome.CONTRADICTED: Answer.REPEATED,
    Outcome.UNKNOWN_REFERENCE: Answer.UNKNOWN_REFERENCE,
    Outcome.MISMATCH: Answer.WRONG_AMOUNT,
    Outcome.FORGED: Answer.FORGED,
}


def go_and_pay(*, charge_id: UUID, return_path: str, language: str, by: Actor, at: datetime) -> str:
    """Begin a payment and get the address of the gateway's page for it.

    :raises NotFound: no such charge, or not the reader's to see, or no gateway is plugged in
    :raises WrongMoment: the charge is not open (AlreadyDone: it is paid)
    :raises Invalid: the way back leads elsewhere
    :raises Weather: the gateway does not answer; the next try takes the same attempt up
    """
    gateways = plugs.get(Gateways)
    gateway = gateways.first
    attempt_id = operations.begin_payment(
        charge_id=charge_id,
        gateway=gateway.name,
        return_path=return_path,
        language=language,
        by=by,
        at=at,
    )
    known = queries.public_attempt(attempt_id).page_url
    if known:
        return known
    request = queries.charge_request(attempt_id, base_url=gateways.base_url, by=by)
    url = gateway.request(request).url
    operations.note_page(attempt_id=attempt_id, url=url, by=by, at=at)
    return url


def hear(
    *, gateway: str, headers: Mapping[str, str], body: bytes, at: datetime
) -> tuple[Outcome, Acknowledgement]:
    """Take in a message that came to the notice door, and say what to answer.

    :raises NotFound: no such gateway
    :raises Invalid: it cannot be read
    """
    cable = plugs.get(Gateways).named(gateway)
    try:
        notice = cable.read_notice(headers, body)
    except NoticeForged:
        with suppress(TooOften):
            knock(FORGERIES, gateway, at=at)
            operations.note_forgery(gateway=gateway, digest=digest(body), by=SYSTEM, at=at)
        return Outcome.FORGED, cable.acknowledge(Answer.FORGED)
    outcome = _note(notice, at=at)
    return outcome, cable.acknowledge(_ANSWERS.get(outcome, Answer.HEARD))


def look_up(*, attempt_id: UUID, at: datetime) -> queries.AttemptCard:
    """Ask the gateway how a visit ended, record what it says, and tell where it stands.

    :raises NotFound: no such attempt
    :raises Weather: the gateway does not answer
    """
    card = queries.public_attempt(attempt_id)
    if card.state is not State.STARTED:
        return card
    outcome = _note(plugs.get(Gateways).named(card.gateway).look_up(card.reference), at=at)
    hopeless = limits.is_hopeless(
        expires_at=card.expires_at, at=at, limits=limits.limits_on(card.expires_at.date())
    )
    if outcome is Outcome.PENDING and hopeless:
        _expire(attempt_id, at=at)
    return queries.public_attempt(attempt_id)


def _note(notice: PaymentNotice, *, at: datetime) -> Outcome:
    """What the word led to; a word said before led to nothing new, and mismatches stay refused."""
    try:
        return operations.note(notice=notice, by=SYSTEM, at=at)
    except AlreadyDone as done:
        before = Outcome(str(done.params["outcome"]))
        stays = (Outcome.MISMATCH, Outcome.UNKNOWN_REFERENCE)
        return before if before in stays else Outcome.REPEATED


def _expire(attempt_id: UUID, *, at: datetime) -> None:
    try:
        operations.expire(attempt_id=attempt_id, by=SYSTEM, at=at)
    except WrongMoment:
        # The notice came between our question and now: it has the last word.
        return
