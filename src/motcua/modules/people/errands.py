"""What people do that reaches outside: codes are asked for, counted, and sent."""

import logging
from datetime import datetime, timedelta
from uuid import UUID

from motcua.foundation import plugs
from motcua.foundation.limits import Limit, knock
from motcua.kernel import present
from motcua.kernel.actors import SYSTEM, Actor
from motcua.kernel.errors import NotAllowed, Weather

from . import operations, policies, proving, queries, sealing, telling
from .facts import Delivery, MessageChannel
from .models import ContactCode
from .ports import Message, Messenger, Pages, Undeliverable

log = logging.getLogger(__name__)

#: Somebody who mistypes their address asks again once or twice.
BY_PERSON = Limit("contact-code-person", most=6, per=timedelta(hours=1))
#: Nobody's mailbox is filled from here, whoever asks.
TO_ADDRESS = Limit("contact-code-address", most=4, per=timedelta(hours=1))
#: Five tries at each of a day's codes find one in ten thousand days.
IN_A_DAY = Limit("contact-code-day", most=20, per=timedelta(days=1))

#: So many notices leave for one person in a day, whoever caused them; the rest waits, and stands in
#: their account meanwhile: nobody's mailbox is filled by others from here.
NOTICES, A_DAY = 40, timedelta(days=1)


def ask_for_proof(
    *, person_id: UUID, channel: MessageChannel, address: str, language: str,
    by: Actor, at: datetime,
) -> UUID:  # fmt: skip
    """Have a code sent to an address, if nobody has asked for too many.

    :raises NotAllowed: neither the person themselves nor an officer with a case in hand
    :raises Undeliverable: this channel has no cable here
    :raises TooOften: too many codes for this person, or to this address
    """
    if not policies.may_prove(by, person_id):
        raise NotAllowed("an address is proved by whose it is")
    if not plugs.get(Messenger).carries(channel):
        raise Undeliverable(f"no cable for {channel}")
    knock(BY_PERSON, str(person_id), at=at)
    knock(IN_A_DAY, str(person_id), at=at)
    knock(TO_ADDRESS, proving.address_mark(channel, address).hex(), at=at)
    return operations.make_code(
        person_id=person_id, channel=channel, address=address, language=language, by=by, at=at
    )


def send_code(code_id: UUID) -> None:
    """Send a code to where it belongs; one that ended meanwhile is not sent.

    :raises Weather: nobody takes the message now
    """
    code = ContactCode.objects.filter(id=code_id, ended_at=None).first()
    now = present.now()
    if code is None or code.expires_at <= now:
        return
    message = Message(
        MessageChannel(code.channel),
        to=sealing.unseal(code.address_sealed),
        subject=proving.SUBJECT.in_(code.language) if code.channel == "email" else "",
        text=proving.text_of(code.id, expires_at=code.expires_at, language=code.language),
        key=f"contact-code:{code.id}",
    )
    try:
        plugs.get(Messenger).send(message)
    except Undeliverable as wrong:
        log.warning("a code could not be delivered: %s", wrong)
        operations.note_undelivered(code_id=code.id, by=SYSTEM, at=now)


def send_notice(notice_id: UUID) -> Delivery | None:
    """Send a notice where its person is known to be reached; None where it is not to be sent now.

    Mail first, then a text message. What nobody takes now is tried again by `send_waiting`.
    """
    now = present.now()
    letter = operations.take_notice(notice_id=notice_id, by=SYSTEM, at=now)
    if letter is None:
        return None
    delivery, channel = _delivered(letter, at=now)
    operations.note_delivery(
        notice_id=notice_id, delivery=delivery, channel=channel, by=SYSTEM, at=now
    )
    return delivery


def _delivered(letter: operations.ToSend, *, at: datetime) -> tuple[Delivery, str]:
    if queries.sent_lately(letter.id, by=SYSTEM, since=at - A_DAY) >= NOTICES:
        return Delivery.WAITING, ""
    messenger, pages = plugs.get(Messenger), plugs.get(Pages)
    outcome = Delivery.ACCOUNT_ONLY
    for channel, to in letter.ways:
        if not messenger.carries(channel):
            continue
        message = telling.message(
            letter.notice, channel, to=to, key=f"notice:{letter.id}", language=letter.language,
            pages=pages,
        )  # fmt: skip
        try:
            messenger.send(message)
        except Undeliverable as wrong:
            log.warning("a notice could not be delivered: %s", wrong)
            outcome = Delivery.UNDELIVERABLE
        except Weather as wrong:
            log.warning("a notice waits: %s", wrong)
            return Delivery.WAITING, ""
        else:
            return Delivery.SENT, channel
    return outcome, ""


def send_waiting() -> int:
    """Try again what is due. Returns how much was sent."""
    due = queries.notices_due(by=SYSTEM, at=present.now())
    return sum(send_notice(each) is Delivery.SENT for each in due)
