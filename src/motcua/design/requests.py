"""Requests that know who acts. What fills them in stands in the identity adapter's middleware."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from motcua.kernel.actors import NOBODY, Actor
from motcua.kernel.words import Text

from . import errors

#: Where a session keeps who signed in, as `person:…` or `officer:…`.
SESSION_KEY = "actor"

View = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True)
class Presence:
    """Who is signed in, for the frame: a name, and for officers in what capacity."""

    name: str
    post: Text


class ActorRequest(HttpRequest):
    """A request as doors get it. Both are read from the database when first asked for."""

    actor: Actor
    presence: Presence | None


def actor_of(request: HttpRequest) -> Actor:
    """Who acts; `NOBODY` where nobody is signed in."""
    found: Actor = getattr(request, "actor", NOBODY)
    return found


def presence_of(request: HttpRequest) -> Presence | None:
    """Who the frame says is signed in, or None."""
    found: Presence | None = getattr(request, "presence", None)
    return found or None


def sign_in_url(request: HttpRequest) -> str:
    """Where to sign in and come back to this very page."""
    return f"{reverse('identity:sign-in')}?{urlencode({'next': request.get_full_path()})}"


def for_people(view: View) -> View:
    """A door for citizens and businesses; others are sent to sign in first."""
    return _door(view, lambda actor: actor.person is not None)


def for_officers(view: View) -> View:
    """A door for officers who hold a post today; others are sent to sign in first."""
    return _door(view, lambda actor: actor.officer is not None and bool(actor.posts))


def _door(view: View, may_enter: Callable[[Actor], bool]) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        actor = actor_of(request)
        if may_enter(actor):
            return view(request, *args, **kwargs)
        if actor == NOBODY:
            return HttpResponseRedirect(sign_in_url(request))
        return errors.not_allowed(request)

    return guarded
