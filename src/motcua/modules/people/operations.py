"""The only ways a person changes; each function is one transaction."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.foundation import journal
from motcua.kernel.actors import SYSTEM, Actor
from motcua.kernel.errors import Invalid, NotAllowed, NotFound

from . import events, policies, rules, steps
from .facts import Claims, Contact
from .models import Person


@transaction.atomic(durable=True)
def sign_in(*, claims: Claims, by: Actor, at: datetime) -> UUID:
    """Know whoever the identity provider proved; the same claims twice change nothing more.

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
