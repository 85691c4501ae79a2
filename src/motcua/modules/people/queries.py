"""Reading people. A person reads themselves; an officer reads whom a case in hand is about."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from motcua.foundation import keys, vault
from motcua.kernel.actors import SYSTEM, Actor
from motcua.kernel.errors import NotFound
from motcua.kernel.numbers import Sex
from motcua.kernel.words import Text

from . import policies, proving, rules, sealing, telling
from .facts import Address, Delivery, MessageChannel, PersonKind
from .models import ContactCode, ContactProof, Notice, Person

#: A page of the inbox.
NOTICES_SHOWN = 50


@dataclass(frozen=True, slots=True)
class PersonCard:
    """A person in full. For a business, `full_name` and `personal_id` are of who acts for it."""

    id: UUID
    kind: PersonKind
    full_name: str
    personal_id: str
    tax_code: str
    organisation: str
    birth_on: date | None
    sex: Sex | None
    phone: str
    email: str
    address: Address
    tech_id: str
    assurance: int
    proofing: int

    @property
    def display_name(self) -> str:
        """The name a dossier is filed in: the business, or the person."""
        return self.organisation or self.full_name


@dataclass(frozen=True, slots=True)
class MaskedCard:
    """A person in a list: enough to recognise, not enough to misuse."""

    id: UUID
    kind: PersonKind
    name: str
    number: str
    phone: str
    email: str


def person_card(person_id: UUID | str, *, by: Actor) -> PersonCard:
    """:raises NotFound: no such person, or not for this reader"""
    key = _uuid(person_id)
    if not policies.may_read(by, key):
        raise NotFound("no such person")
    return _card(_row(key))


def card_for_case(person_id: UUID | str, *, by: Actor) -> PersonCard:
    """Whom a case is about; the caller has made sure that the case is the reader's.

    :raises NotFound: no such person, or the reader handles no cases
    """
    key = _uuid(person_id)
    if not policies.may_read_for_case(by):
        raise NotFound("no such person")
    return _card(_row(key))


def masked_for_case(person_ids: Iterable[UUID | str], *, by: Actor) -> dict[UUID, MaskedCard]:
    """People for an officer's list, in one statement. Unknown ids are left out.

    :raises NotFound: the reader handles no cases
    """
    if not policies.may_read_for_case(by):
        raise NotFound("no such person")
    rows = Person.objects.filter(id__in={_uuid(key) for key in person_ids})
    return {row.id: masked(_card(row)) for row in rows}


def display_name(person_id: UUID | str, *, by: Actor) -> str:
    """The name shown to the person themselves on every page. Opens nothing else.

    :raises NotFound: no such person, or not for this reader
    """
    key = _uuid(person_id)
    if not policies.may_read(by, key):
        raise NotFound("no such person")
    row = _row(key, "organisation_sealed", "full_name_sealed")
    return sealing.unseal(row.organisation_sealed) or sealing.unseal(row.full_name_sealed)


def masked(card: PersonCard) -> MaskedCard:
    number = card.personal_id if card.kind is PersonKind.CITIZEN else card.tax_code
    name = card.organisation or rules.mask_name(card.full_name)
    return MaskedCard(
        id=card.id,
        kind=card.kind,
        name=name,
        number=rules.mask_number(number),
        phone=rules.mask_phone(card.phone),
        email=rules.mask_email(card.email) if card.email else "",
    )


def public_number_mark(kind: PersonKind, number: str) -> bytes:
    """By what people with this number are found; the mark itself tells nothing."""
    return vault.fingerprint(f"{kind}:{number}")


def numbered(number: str, *, by: Actor) -> list[UUID]:
    """Whoever has this personal number or tax code: nobody, one, or a citizen and a business.

    :raises NotFound: only the machinery looks people up by number
    """
    if by != SYSTEM:
        raise NotFound("no such person")
    marks = [public_number_mark(kind, number) for kind in PersonKind]
    found = Person.objects.filter(number_print__in=marks).order_by("kind")
    return list(found.values_list("id", flat=True))


def own_mark(*, by: Actor) -> bytes:
    """The mark of the reader's own number. :raises NotFound: the reader is nobody we know"""
    return bytes(_row(_uuid(by.person or ""), "number_print").number_print)


def _row(key: UUID, *only: str) -> Person:
    rows = Person.objects.filter(id=key)
    found = (rows.only(*only) if only else rows).first()
    if found is None:
        raise NotFound("no such person")
    return found


def _uuid(key: UUID | str) -> UUID:
    if isinstance(key, UUID):
        return key
    try:
        return UUID(key)
    except ValueError:
        raise NotFound("no such person") from None


def _card(row: Person) -> PersonCard:
    return PersonCard(
        id=row.id,
        kind=PersonKind(row.kind),
        full_name=sealing.unseal(row.full_name_sealed),
        personal_id=sealing.unseal(row.personal_id_sealed),
        tax_code=sealing.unseal(row.tax_code_sealed),
        organisation=sealing.unseal(row.organisation_sealed),
        birth_on=sealing.text_to_date(sealing.unseal(row.birth_on_sealed)),
        sex=Sex(row.sex) if row.sex else None,
        phone=sealing.unseal(row.phone_sealed),
        email=sealing.unseal(row.email_sealed),
        address=sealing.text_to_address(sealing.unseal(row.address_sealed)),
        tech_id=row.tech_id,
        assurance=row.assurance,
        proofing=row.proofing,
    )


def public_known(person_ids: Iterable[UUID]) -> frozenset[UUID]:
    """Which of these ids are people here; says nothing of them."""
    return frozenset(Person.objects.filter(id__in=set(person_ids)).values_list("id", flat=True))


def proof_stage(
    person_id: UUID, channel: MessageChannel, address: str, *, by: Actor, at: datetime
) -> proving.Stage:
    """How far the proof of an address has come. Only yes or no leaves here, never an address.

    :raises NotFound: not for this reader
    """
    if not (policies.may_read(by, person_id) or policies.may_read_for_case(by)):
        raise NotFound("no such person")
    mark = proving.address_mark(channel, address)
    mine = {"person_id": person_id, "channel": channel, "address_print": mark}
    if ContactProof.objects.filter(**mine, proved_at__gt=at - proving.PROOF_LASTS).exists():
        return proving.Stage.PROVED
    code = ContactCode.objects.filter(**mine).order_by("-made_at", "-id").first()
    if code is None:
        return proving.Stage.NONE
    if code.undelivered:
        return proving.Stage.UNDELIVERABLE
    is_open = code.ended_at is None and code.expires_at > at
    return proving.Stage.ASKED if is_open else proving.Stage.OVER


@dataclass(frozen=True, slots=True)
class NoticeCard:
    """Something the reader was told; `path` is the Vietnamese address of the page it leads to."""

    id: UUID
    about: str
    subject: Text
    text: Text
    path: str
    made_at: datetime
    is_new: bool


def my_notices(
    *, by: Actor, before: UUID | None = None, limit: int = NOTICES_SHOWN
) -> list[NoticeCard]:
    """What the reader was told, the latest first; with `before`, what is older than that one."""
    if by.person is None:
        return []
    mine = Notice.objects.filter(person_id=by.person)
    if before is not None:
        mine = mine.filter(id__lt=before)
    rows = list(mine.order_by("-id")[:limit])
    opened = keys.unseal_each(keys.person(by.person), [bytes(row.words) for row in rows])
    found = []
    for row, plain in zip(rows, opened, strict=True):
        if plain is not None:
            words = telling.opened(plain, about=row.about, key=row.key)
            found.append(
                NoticeCard(row.id, row.about, words.subject, words.text, words.path, row.made_at,
                           is_new=row.seen_at is None)
            )  # fmt: skip
    return found


def unseen_notices(*, by: Actor) -> int:
    """How much of it the reader has not seen."""
    if by.person is None:
        return 0
    return Notice.objects.filter(person_id=by.person, seen_at=None).count()


def notices_due(*, by: Actor, at: datetime, limit: int = 500) -> list[UUID]:
    """What is to be sent, or tried again, by now. :raises NotFound: only for the machinery"""
    if by != SYSTEM:
        raise NotFound("only the machinery sends")
    due = Notice.objects.filter(next_at__lte=at).order_by("next_at")
    return list(due.values_list("id", flat=True)[:limit])


def sent_lately(notice: UUID, *, by: Actor, since: datetime) -> int:
    """How much was sent since then to the person this notice is for; for the machinery.

    :raises NotFound: only for the machinery
    """
    if by != SYSTEM:
        raise NotFound("only the machinery sends")
    theirs = Notice.objects.filter(person__notices=notice)
    return theirs.filter(sent_at__gt=since).count()


@dataclass(frozen=True, slots=True)
class NoticeHealth:
    """For operators: what waits to be sent, and what of a month no address took. Nobody is named.

    The people read it in their accounts all the same.
    """

    waiting: int
    undeliverable: int


def notice_health(*, by: Actor, at: datetime) -> NoticeHealth:
    """:raises NotFound: only for the machinery"""
    if by != SYSTEM:
        raise NotFound("only for operators")
    refused = Notice.objects.filter(delivery=Delivery.UNDELIVERABLE, seen_at=None)
    return NoticeHealth(
        waiting=Notice.objects.filter(next_at__isnull=False).count(),
        undeliverable=refused.filter(made_at__gt=at - telling.STILL_NEWS).count(),
    )


def marked(mark: bytes, *, by: Actor) -> UUID | None:
    """Who has the number of this mark. :raises NotFound: only the machinery looks people up"""
    if by != SYSTEM:
        raise NotFound("no such person")
    return Person.objects.filter(number_print=mark).values_list("id", flat=True).first()
