"""The only ways a person changes; each function is one transaction."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from motcua.foundation import journal, keys
from motcua.kernel.actors import SYSTEM, Actor
from motcua.kernel.errors import Invalid, NotAllowed, NotFound

from . import events, policies, proving, rules, sealing, steps, telling
from .facts import Claims, Contact, Delivery, MessageChannel
from .facts import Notice as Words
from .models import ContactCode, Notice, Person


@transaction.atomic(durable=True)
def sign_in(*, claims: Claims, language: str = "", by: Actor, at: datetime) -> UUID:
    """Know whoever the identity provider proved; the same claims twice change nothing more.

    `language` is the one they signed in in: messages to them are in it.

    :raises NotAllowed: claims come from the system's own sign-in only
    :raises Invalid: no name or subject
    :raises IdentityIncomplete: the claims hold no number
    :raises IdentityConflict: subject or number belongs to somebody else
    """
    if by != SYSTEM:
        raise NotAllowed("only the sign-in itself tells who somebody is")
    if not claims.full_name.strip() or not claims.subject:
        raise Invalid("claims without a name or subject")
    person, is_new = steps.meet(claims, at=at)
    renewed = steps.renew(person, claims)
    steps.speak(person, language)
    subject = ("person", str(person.id))
    if is_new:
        met = events.PersonMet(person=str(person.id), person_kind=person.kind, at=at)
        journal.record(met, by=by, subject=subject)
    signed_in = events.PersonSignedIn(
        person=str(person.id),
        provider=claims.provider,
        assurance=claims.assurance,
        renewed=() if is_new else renewed,
        at=at,
    )
    journal.record(signed_in, by=by, subject=subject)
    return person.id


@transaction.atomic(durable=True)
def meet_at_counter(*, claims: Claims, by: Actor, at: datetime) -> UUID:
    """Know whoever shows their card to an officer; each time is recorded. Returns the person's id.

    :raises NotAllowed: the actor sits at no counter
    :raises Invalid: no name
    :raises IdentityIncomplete: no number
    :raises IdentityMismatch: the number is known here with another name or day of birth
    """
    if not policies.may_meet(by):
        raise NotAllowed("only a counter meets people")
    if not claims.full_name.strip():
        raise Invalid("claims without a name", full_name="missing")
    person, is_new = steps.know(claims, at=at)
    seen = events.PersonSeen(person=str(person.id), is_new=is_new, at=at)
    journal.record(seen, by=by, subject=("person", str(person.id)))
    return person.id


@transaction.atomic(durable=True)
def update_contact(*, contact: Contact, by: Actor, at: datetime) -> tuple[str, ...]:
    """Say how the actor is reached from now on. Returns the names of what changed.

    :raises NotAllowed: the actor is not a person
    :raises NotFound: the person is gone
    :raises Invalid: a phone number or e-mail address that cannot be one; `params` say which
    """
    if by.person is None:
        raise NotAllowed("only people have a contact of their own")
    contact = rules.checked_contact(contact)
    person = Person.objects.select_for_update().filter(id=by.person).first()
    if person is None:
        raise NotFound("no such person")
    changed = steps.reach(person, contact)
    if changed:
        journal.record(
            events.ContactUpdated(person=str(person.id), fields=changed, at=at),
            by=by,
            subject=("person", str(person.id)),
        )
    return changed


@transaction.atomic(durable=True)
def make_code(
    *, person_id: UUID, channel: MessageChannel, address: str, language: str,
    by: Actor, at: datetime,
) -> UUID:  # fmt: skip
    """Make a code for an address that is to be proved; a reaction sends it.

    A code made before for the same address ends. `address` is clean: an e-mail address, or a
    number in its national form. How often this may be asked is counted by `errands.ask_for_proof`.

    :raises NotAllowed: neither the person themselves nor an officer with a case in hand
    :raises NotFound: no such person
    """
    if not policies.may_prove(by, person_id):
        raise NotAllowed("an address is proved by whose it is")
    person = Person.objects.select_for_update().filter(id=person_id).first()
    if person is None:
        raise NotFound("no such person")
    mark = proving.address_mark(channel, address)
    steps.end_codes(person_id, channel, mark, at=at)
    code = ContactCode(
        person=person,
        channel=channel,
        address_print=mark,
        address_sealed=sealing.seal(address),
        language=language,
        asked_by=by.id,
        made_at=at,
        expires_at=at + proving.LASTS,
    )
    code.save()
    made = events.ContactCodeMade(str(person_id), str(code.id), channel, at)
    journal.record(made, by=by, subject=("person", str(person_id)))
    return code.id


@transaction.atomic(durable=True)
def try_code(
    *, person_id: UUID, channel: MessageChannel, address: str, typed: str,
    by: Actor, at: datetime,
) -> proving.Outcome:  # fmt: skip
    """Type a code back. A wrong one counts: after five the code is of no use any more.

    :raises NotAllowed: neither the person themselves nor an officer with a case in hand
    """
    if not policies.may_prove(by, person_id):
        raise NotAllowed("an address is proved by whose it is")
    mark = proving.address_mark(channel, address)
    code = steps.open_code(person_id, channel, mark, at=at)
    if code is None:
        return proving.Outcome.OVER
    if not proving.is_code(code.id, typed):
        code.tries += 1
        code.ended_at = at if code.tries >= proving.MOST_TRIES else None
        code.save(update_fields=["tries", "ended_at"])
        return proving.Outcome.OVER if code.ended_at else proving.Outcome.WRONG
    code.ended_at = at
    code.save(update_fields=["ended_at"])
    steps.prove(person_id, channel, mark, at=at)
    proved = events.ContactProved(str(person_id), str(code.id), channel, at)
    journal.record(proved, by=by, subject=("person", str(person_id)))
    return proving.Outcome.PROVED


@transaction.atomic(durable=True)
def take_as_proved(
    *, person_id: UUID, channel: MessageChannel, address: str, by: Actor, at: datetime
) -> None:
    """An invented person's address, which nobody reads: of rehearsals and of simulated people.

    :raises NotAllowed: only the system invents people
    """
    if by != SYSTEM:
        raise NotAllowed("an address is proved by a code")
    steps.prove(person_id, channel, proving.address_mark(channel, address), at=at)
    proved = events.ContactProved(str(person_id), "", channel, at)
    journal.record(proved, by=by, subject=("person", str(person_id)))


@transaction.atomic(durable=True)
def note_undelivered(*, code_id: UUID, by: Actor, at: datetime) -> None:
    """The code reached nobody, and trying again would not help: it ends.

    :raises NotAllowed: only the system sends codes
    """
    if by != SYSTEM:
        raise NotAllowed("only the system sends codes")
    ContactCode.objects.filter(id=code_id).update(undelivered=True, ended_at=at)


@transaction.atomic(durable=True)
def forget_codes(*, by: Actor, at: datetime) -> int:
    """Remove codes that expired two days ago or earlier. Returns how many.

    :raises NotAllowed: only the system tidies up
    """
    if by != SYSTEM:
        raise NotAllowed("only the system tidies up")
    return ContactCode.objects.filter(expires_at__lt=at - proving.CODES_KEPT).delete()[0]


@dataclass(frozen=True, slots=True)
class ToSend:
    """A notice on its way, and by which ways it may go; nobody else takes it meanwhile."""

    id: UUID
    notice: Words
    language: str
    ways: tuple[tuple[MessageChannel, str], ...]
    tries: int


@transaction.atomic(durable=True)
def take_notice(*, notice_id: UUID, by: Actor, at: datetime) -> ToSend | None:
    """Take a notice that is to be sent now; None where another has it, or it was sent or seen.

    Whoever dies with it in hand leaves it to be tried again a little later.

    :raises NotAllowed: only the system sends notices
    """
    if by != SYSTEM:
        raise NotAllowed("only the system sends notices")
    due = Notice.objects.filter(id=notice_id, next_at__lte=at)
    row = due.select_for_update(skip_locked=True, of=("self",)).select_related("person").first()
    if row is None:
        return None
    (plain,) = keys.unseal_each(keys.person(row.person_id), [bytes(row.words)])
    if plain is None or row.seen_at is not None:
        row.next_at = None
        row.delivery = Delivery.ACCOUNT_ONLY
        row.save(update_fields=["next_at", "delivery"])
        return None
    row.tries += 1
    row.next_at = telling.again_at(tries=row.tries, refused=False, made_at=row.made_at, at=at)
    row.save(update_fields=["tries", "next_at"])
    email = sealing.unseal(row.person.email_sealed)
    phone = sealing.unseal(row.person.phone_sealed)
    ways = ((MessageChannel.EMAIL, email), (MessageChannel.SMS, phone))
    words = telling.opened(plain, about=row.about, key=row.key)
    known = tuple((channel, to) for channel, to in ways if to)
    return ToSend(row.id, words, row.language, known, row.tries)


@transaction.atomic(durable=True)
def note_delivery(
    *, notice_id: UUID, delivery: Delivery, channel: str = "", by: Actor, at: datetime
) -> None:
    """What came of it: sent, tried again later, refused by the address, or for the account only.

    :raises NotAllowed: only the system sends notices
    """
    if by != SYSTEM:
        raise NotAllowed("only the system sends notices")
    row = Notice.objects.select_for_update().filter(id=notice_id).first()
    if row is None or row.delivery == Delivery.SENT:
        return
    refused = delivery is Delivery.UNDELIVERABLE
    tried_again = refused or delivery is Delivery.WAITING
    row.next_at = (
        telling.again_at(tries=row.tries, refused=refused, made_at=row.made_at, at=at)
        if tried_again
        else None
    )
    row.delivery, row.channel = delivery, channel
    if delivery is Delivery.WAITING and row.next_at is None:
        row.delivery = Delivery.UNDELIVERABLE
    row.sent_at = at if delivery is Delivery.SENT else None
    row.save(update_fields=["delivery", "channel", "next_at", "sent_at"])


@transaction.atomic(durable=True)
def send_again(*, person_id: UUID, by: Actor, at: datetime) -> int:
    """What reached them nowhere and was not seen goes to their new address. Returns how much.

    :raises NotAllowed: only the system sends notices
    """
    if by != SYSTEM:
        raise NotAllowed("only the system sends notices")
    nowhere = Q(delivery__in=[Delivery.ACCOUNT_ONLY, Delivery.UNDELIVERABLE])
    mine = Notice.objects.filter(nowhere, person_id=person_id, seen_at=None)
    return mine.filter(made_at__gt=at - telling.STILL_NEWS).update(
        delivery=Delivery.WAITING, next_at=at, tries=0
    )


@transaction.atomic(durable=True)
def see_notices(*, shown: Collection[UUID], by: Actor, at: datetime) -> int:
    """The reader has seen these, and no others. Returns how much of it was new.

    :raises NotAllowed: the actor is not a person
    """
    if by.person is None:
        raise NotAllowed("only people are told")
    mine = Notice.objects.filter(person_id=by.person, seen_at=None, id__in=shown)
    return mine.update(seen_at=at)


@transaction.atomic(durable=True)
def forget_notices(*, by: Actor, at: datetime) -> int:
    """Remove notices of more than a year ago. Returns how many.

    :raises NotAllowed: only the system tidies up
    """
    if by != SYSTEM:
        raise NotAllowed("only the system tidies up")
    return Notice.objects.filter(made_at__lt=at - telling.KEPT).delete()[0]


@transaction.atomic(durable=True)
def forget_person(*, person_id: UUID, wholly: bool, by: Actor, at: datetime) -> int:
    """Erase how a person is reached, how they sign in, and what they were told; `wholly`: also who
    they are. Returns how many notices they had. Again is as good.

    :raises NotAllowed: only the machinery does
    :raises NotFound: no such person
    """
    if by != SYSTEM:
        raise NotAllowed("only the system forgets people")
    person = Person.objects.select_for_update().filter(id=person_id).first()
    if person is None:
        raise NotFound("no such person")
    notices = Notice.objects.filter(person=person).delete()[0]
    if not steps.forget(person, wholly=wholly) and not notices:
        return 0
    forgotten = events.PersonForgotten(str(person_id), wholly, at)
    journal.record(forgotten, by=by, subject=("person", str(person_id)))
    return notices
