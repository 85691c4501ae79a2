"""Tells every door who acts, from the session and the posts held today."""

from collections.abc import Callable
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from motcua.design.formats import HERE
from motcua.design.page import now
from motcua.design.requests import Presence, actor_of
from motcua.kernel.actors import NOBODY, Actor
from motcua.kernel.errors import NotFound
from motcua.kernel.words import Text
from motcua.modules.organisation import queries as organisation
from motcua.modules.people import queries as people

from . import session


class ActorMiddleware:
    """Sets `request.actor` and `request.presence`; neither costs anything until asked for."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        lazily = {"actor": _actor, "presence": _presence}
        for name, find in lazily.items():
            setattr(request, name, SimpleLazyObject(partial(find, request)))
        return self.answer(request)


def _actor(request: HttpRequest) -> Actor:
    who = session.who_signed_in(request)
    kind, _, key = who.partition(":")
    if kind == "person" and key:
        return Actor(who)
    if kind == "officer":
        return _officer(key)
    return NOBODY


def _officer(key: str) -> Actor:
    try:
        return organisation.actor_for_officer(key, on=now().astimezone(HERE).date())
    except NotFound:
        # The account was closed while the session was open.
        return NOBODY


def _presence(request: HttpRequest) -> Presence | None:
    actor = actor_of(request)
    try:
        if actor.person is not None:
            return Presence(people.display_name(actor.person, by=actor), Text(""))
        if actor.officer is not None:
            card = organisation.officer(actor.officer)
            return Presence(card.full_name, card.title)
    except NotFound:
        # Whoever signed in is gone; the doors will say so.
        return None
    return None
