"""Writes about people that may be part of somebody's transaction."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from motcua.foundation import journal, rows, vault
from motcua.foundation.identifiers import new_id
from motcua.kernel.actors import Actor

from . import events, rules, sealing, telling
from .facts import Claims, Contact, MessageChannel, Notice
from .models import ContactCode, ContactProof, Identity, Person


def meet(claims: Claims, *, at: datetime) -> tuple[Person, bool]:
    """The locked row of whoever the claims prove, made now if need be; and whether it was made.

    Two first sign-ins at once meet on the unique number: the second waits for the first and then
    finds its row.

    :raises IdentityIncomplete: the claims hold no number
    :raises IdentityConflict: the subject, or its new number, belongs to somebody else
    """
    number = rules.identity_number(claims.kind, claims.personal_id, claims.tax_code)
    mark = vault.fingerprint(number)
    person_id = _linked(claims)
    if person_id is not None:
        return _renumbered(person_id, mark), False
    fresh = Person(
        kind=claims.kind,
        number_print=mark,
        full_name_sealed=vault.seal(claims.full_name.encode()),
        met_at=at,
    )
    Person.objects.bulk_create([fresh], ignore_conflicts=True)
    person = Person.objects.select_for_update().get(number_print=mark)
    link = Identity(person=person, provider=claims.provider, subject=claims.subject, linked_at=at)
    Identity.objects.bulk_create([link], ignore_conflicts=True)
    if _linked(claims) != person.id:
        raise rules.IdentityConflict("the subject was linked to somebody else meanwhile")
    return person, person.id == fresh.id


def know(claims: Claims, *, at: datetime) -> tuple[Person, bool]:
    """The locked row of whom a card, a paper or a register proves, without any sign-in of theirs.

    Signing in later finds the same row by its number. What is known already is left as it is.

    :raises IdentityIncomplete: the claims hold no number
    :raises IdentityMismatch: the number is known here with another name or day of birth
    """
    number = rules.identity_number(claims.kind, claims.personal_id, claims.tax_code)
    mark = vault.fingerprint(number)
    fresh = Person(
        kind=claims.kind,
        number_print=mark,
        full_name_sealed=vault.seal(claims.full_name.encode()),
        personal_id_sealed=sealing.seal(claims.personal_id),
        tax_code_sealed=sealing.seal(claims.tax_code),
        organisation_sealed=sealing.seal(claims.organisation),
        birth_on_sealed=sealing.seal(sealing.date_to_text(claims.birth_on)),
        sex=claims.sex or "",
        met_at=at,
    )
    Person.objects.bulk_create([fresh], ignore_conflicts=True)
    person = Person.objects.select_for_update().get(number_print=mark)
    rules.must_match(
        claims,
        name=sealing.unseal(person.organisation_sealed) or sealing.unseal(person.full_name_sealed),
        birth_on=sealing.text_to_date(sealing.unseal(person.birth_on_sealed)),
    )
    return person, person.id == fresh.id


def _linked(claims: Claims) -> UUID | None:
    return (
        Identity.objects.filter(provider=claims.provider, subject=claims.subject)
        .values_list("person_id", flat=True)
        .first()
    )


def _renumbered(person_id: UUID, mark: bytes) -> Person:
    """The person a subject is linked to, with the number it tells now."""
    person = Person.objects.select_for_update().get(id=person_id)
    if bytes(person.number_print) != mark:
        if Person.objects.filter(number_print=mark).exists():
            raise rules.IdentityConflict("the number belongs to somebody else")
        person.number_print = mark
        person.save(update_fields=["number_print"])
    return person


def renew(person: Person, claims: Claims) -> tuple[str, ...]:
    """Put what the provider tells on the row; contact only where there is none yet.

    Returns the names of the fields that changed, and writes only if there are any.
    """
    told = {
        "full_name": claims.full_name,
        "personal_id": claims.personal_id,
        "tax_code": claims.tax_code,
        "organisation": claims.organisation,
        "birth_on": sealing.date_to_text(claims.birth_on),
    }
    renewed = _seal_changed(person, told)
    plain = {
        "sex": claims.sex or "",
        "tech_id": claims.tech_id,
        "assurance": claims.assurance,
        "proofing": claims.proofing,
    }
    for name, value in plain.items():
        if getattr(person, name) != value:
            setattr(person, name, value)
            renewed.append(name)
    renewed += _seal_changed(person, _only_unknown(person, claims.contact))
    if renewed:
        person.save()
    return tuple(renewed)


def reach(person: Person, contact: Contact) -> tuple[str, ...]:
    """Put how to reach a person on the row. Returns the names of the fields that changed."""
    changed = _seal_changed(person, _contact_texts(contact))
    if changed:
        person.save(update_fields=[f"{name}_sealed" for name in changed])
    return tuple(changed)


def _contact_texts(contact: Contact) -> dict[str, str]:
    return {
        "phone": contact.phone,
        "email": contact.email,
        "address": sealing.address_to_text(contact.address),
    }


def _only_unknown(person: Person, contact: Contact) -> dict[str, str]:
    # What people wrote themselves is not undone by what the provider remembers.
    texts = _contact_texts(contact)
    return {n: t for n, t in texts.items() if t and getattr(person, f"{n}_sealed") is None}


def _seal_changed(person: Person, texts: dict[str, str]) -> list[str]:
    """Sealing is never the same twice, so what is sealed is compared opened."""
    changed = []
    for name, text in texts.items():
        column = f"{name}_sealed"
        if sealing.unseal(getattr(person, column)) != text:
            setattr(person, column, sealing.seal(text))
            changed.append(name)
    return changed


def prove(person_id: UUID, channel: MessageChannel, mark: bytes, *, at: datetime) -> None:
    """From now on the address counts as this person's; the last time counts."""
    ContactProof.objects.update_or_create(
        person_id=person_id, channel=channel, address_print=mark, defaults={"proved_at": at}
    )


def end_codes(person_id: UUID, channel: MessageChannel, mark: bytes, *, at: datetime) -> None:
    """End the codes that are on their way to this address."""
    _open_codes(person_id, channel, mark).update(ended_at=at)


def open_code(
    person_id: UUID, channel: MessageChannel, mark: bytes, *, at: datetime
) -> ContactCode | None:
    """The locked row of the code that may be typed back now."""
    codes = _open_codes(person_id, channel, mark).filter(expires_at__gt=at, undelivered=False)
    return codes.select_for_update().order_by("-made_at", "-id").first()


def _open_codes(person_id: UUID, channel: MessageChannel, mark: bytes) -> "QuerySet[ContactCode]":
    return ContactCode.objects.filter(
        person_id=person_id, channel=channel, address_print=mark, ended_at=None
    )


def speak(person: Person, language: str) -> None:
    """Their language from now on; none said leaves it as it is."""
    if language in ("vi", "en") and language != person.language:
        person.language = language
        person.save(update_fields=["language"])


_REACHED = ("phone_sealed", "email_sealed", "address_sealed")
_KNOWN = ("personal_id_sealed", "tax_code_sealed", "organisation_sealed", "birth_on_sealed")


def forget(person: Person, *, wholly: bool) -> bool:
    """Erase how they are reached and sign in; `wholly`, also who they are. Whether there was any.

    Whoever is forgotten wholly and signs in later is somebody new here.
    """
    rows_gone = sum(
        each.delete()[0] for each in (
            Identity.objects.filter(person=person),
            ContactCode.objects.filter(person=person),
            ContactProof.objects.filter(person=person),
        )
    )  # fmt: skip
    blank = [*_REACHED, *(_KNOWN if wholly else ())]
    had = [name for name in blank if getattr(person, name) is not None]
    for name in blank:
        setattr(person, name, None)
    had_name = wholly and bool(sealing.unseal(person.full_name_sealed))
    if wholly:
        person.full_name_sealed, person.sex = vault.seal(b""), ""
        person.number_print = vault.fingerprint(f"forgotten:{person.id}")
    had_mark = bool(person.tech_id)
    person.tech_id, person.language = "", "vi"
    person.save()
    return bool(rows_gone or had or had_name or had_mark)


_GIVE = """
INSERT INTO people_notice
    (id, person_id, about, key, words, language, made_at, delivery, channel, tries, next_at)
VALUES (%s, %s, %s, %s, %s, %s, %s, 'waiting', '', 0, least(%s, clock_timestamp()))
ON CONFLICT (person_id, key) DO NOTHING RETURNING id
"""


def tell(
    person_id: UUID, notice: Notice, *, language: str = "", by: Actor, at: datetime
) -> UUID | None:
    """Tell somebody something, once: None where they were told before, or are nobody we know.

    It stands in their account with this transaction; a reaction sends it after the commit.
    """
    person = Person.objects.filter(id=person_id).only("language").first()
    if person is None:
        return None
    words = telling.seal(notice, person_id, at=at)
    found = rows.fetch(
        _GIVE,
        [new_id(), person_id, notice.about, notice.key, words, language or person.language, at, at],
    )
    if not found:
        return None
    key: UUID = found[0][0]
    given = events.NoticeGiven(str(person_id), str(key), notice.about, at)
    journal.record(given, by=by, subject=("person", str(person_id)))
    return key
