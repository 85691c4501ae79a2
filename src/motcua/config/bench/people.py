"""Whoever knocks during a measurement: citizens and officers with sessions, and their drafts."""

import random
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib.sessions.backends.db import SessionStore

from motcua.design.requests import SESSION_KEY
from motcua.kernel.actors import Actor, Role
from motcua.modules.dossiers import operations as dossiers
from motcua.modules.organisation import queries as organisation

from ..generating.city import SampleCity

CSRF = "b" * 32
PROCEDURE = "2.000635"
OFFICES = ("H26.101", "H26.102", "H26.103")


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody signed in, with the cookies that say so."""

    actor: Actor
    cookies: str


def signed_in(actor: Actor) -> Guest:
    session = SessionStore()
    session[SESSION_KEY] = actor.id
    session.set_expiry(4 * 60 * 60)
    session.create()
    return Guest(actor, f"motcua_session={session.session_key}; motcua_csrf={CSRF}")


def citizens(city: SampleCity, count: int) -> list[Guest]:
    return [signed_in(Actor(f"person:{each.id}")) for each in city.people[:count]]


def officers(role: Role, *, at: datetime) -> list[Guest]:
    """The first officer of the role at each agency that decides the measured procedure."""
    firsts = [organisation.officers_holding(role, code, on=at.date())[0] for code in OFFICES]
    return [signed_in(organisation.actor_for_officer(card.id, at.date())) for card in firsts]


@dataclass(frozen=True, slots=True)
class Draft:
    id: UUID
    owner: Guest


def drafts(city: SampleCity, owners: list[Guest], count: int, *, at: datetime) -> list[Draft]:
    """Complete drafts, filled in by the operations, that only have to be filed."""
    offer = next(each for each in city.offers if each.revision.code == PROCEDURE)
    draw = random.Random(7)  # noqa: S311 -- no secret
    made = []
    for number in range(count):
        owner = owners[number % len(owners)]
        answers = draw.choice(offer.variants).answers
        key = dossiers.start_draft(procedure=PROCEDURE, agency=OFFICES[0], by=owner.actor, at=at)
        dossiers.save_answers(dossier_id=key, answers=answers, by=owner.actor, at=at)
        made.append(Draft(key, owner))
    return made
