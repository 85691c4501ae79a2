"""Who is meant: read from what is known of the actor, or checked as it was typed."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from motcua.kernel import numbers
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Invalid
from motcua.kernel.words import nfc
from motcua.modules.people import queries as people
from motcua.modules.people.facts import PersonKind

from . import sealing
from .facts import Named

HERE = ZoneInfo("Asia/Ho_Chi_Minh")
LONGEST_NAME = 200


def today(at: datetime) -> date:
    """The day in Viet Nam."""
    return at.astimezone(HERE).date()


def named_of(by: Actor) -> Named:
    """The actor as their identity says. :raises NotFound: nobody we know"""
    card = people.person_card(by.person or "", by=by)
    is_citizen = card.kind is PersonKind.CITIZEN
    number = card.personal_id if is_citizen else card.tax_code
    return Named(card.kind, card.display_name, number, card.birth_on if is_citizen else None)


def sealed_self(by: Actor) -> bytes:
    return sealing.seal_named(named_of(by))


def checked(named: Named) -> Named:
    """As it is stored. :raises Invalid: no name, or a number that cannot be"""
    name = " ".join(nfc(named.name).split())
    if not name or len(name) > LONGEST_NAME:
        raise Invalid("who is meant?", name="missing")
    if named.kind is PersonKind.CITIZEN:
        person = numbers.read_personal_id(named.number).value
        number = person.number if person else ""
    else:
        firm = numbers.read_tax_code(named.number).value
        number = firm.number if firm else ""
    if not number:
        raise Invalid("a number that cannot be", number="not-a-number")
    return replace(named, name=name, number=number)
