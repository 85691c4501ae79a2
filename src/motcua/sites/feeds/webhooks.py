"""One's own webhooks, for people who are signed in: ask, see how they fare, act, remove."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.design import errors
from motcua.design.page import now, page
from motcua.design.requests import actor_of, sign_in_url
from motcua.foundation.limits import knock
from motcua.kernel.actors import NOBODY, Actor
from motcua.kernel.errors import NotFound, Refusal
from motcua.modules.broadcast import errands, operations, policies, queries
from motcua.modules.broadcast.rules.filters import filter_of
from motcua.modules.broadcast.rules.subscribing import Content, Why, Wish

from . import words
from .subscriptions import WISHES

Door = Callable[..., HttpResponse]


def for_somebody(view: Door) -> Door:
    """A door for whoever is signed in, as what it may be; others sign in first."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if actor_of(request) == NOBODY:
            return HttpResponseRedirect(sign_in_url(request))
        return view(request, *args, **kwargs)

    return guarded


@for_somebody
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    """One's own webhooks, and the form for another."""
    if request.method == "POST":
        return _ask(request)
    return _listed(request)


def _ask(request: HttpRequest) -> HttpResponse:
    actor, at = actor_of(request), now()
    try:
        knock(WISHES, actor.id, at=at)
        asked = errands.subscribe(wish=_wish(request), by=actor, at=at)
    except Refusal as refusal:
        return _listed(request, refusal=refusal, typed=request.POST.dict())
    # The secret is in no address and in no session: it is shown on this very answer, once.
    return _shown(request, asked.id, secret=asked.secret, status=201)


def _wish(request: HttpRequest) -> Wish:
    """:raises Invalid: a topic or place is not spelt like one"""
    told = request.POST
    wanted = filter_of(
        told.get("topics", "").replace(",", " ").split(),
        told.get("places", "").replace(",", " ").split(),
    )
    content = Content.BATCH if told.get("content") == Content.BATCH else Content.SINGLE
    return Wish(told.get("name", ""), told.get("address", "").strip(), wanted, content)


def _listed(
    request: HttpRequest, *, refusal: Refusal | None = None, typed: dict[str, str] | None = None
) -> HttpResponse:
    actor = actor_of(request)
    watches = policies.watches(actor)
    return page(
        request,
        "feeds/webhooks.html",
        status=refusal.status if refusal else 200,
        cards=queries.subscriptions(by=actor),
        everybody=queries.all_subscriptions(by=actor) if watches else [],
        refusal=refusal,
        wrong=str(refusal.params.get("field", "")) if refusal else "",
        typed=typed or {},
        words=words,
    )


@for_somebody
@require_safe
def one(request: HttpRequest, subscription_id: UUID) -> HttpResponse:
    """How a webhook fares, and what may be done with it."""
    try:
        return _shown(request, subscription_id)
    except NotFound:
        return errors.not_found(request)


@for_somebody
@require_POST
def act(request: HttpRequest, subscription_id: UUID, act: str) -> HttpResponse:
    """Do one thing to a webhook, and show how it then stands."""
    actor, at = actor_of(request), now()
    secret = ""
    try:
        if act == "secret":
            secret = operations.change_secret(subscription_id=subscription_id, by=actor, at=at)
        elif act == "stop":
            operations.stop(subscription_id=subscription_id, why=Why.OPERATOR, by=actor, at=at)
        elif act in PLAIN:
            PLAIN[act](subscription_id=subscription_id, by=actor, at=at)
        else:
            return errors.not_found(request)
    except NotFound:
        return errors.not_found(request)
    except Refusal as refusal:
        return _shown(request, subscription_id, refusal=refusal, status=refusal.status)
    if act == "remove":
        return HttpResponseRedirect(reverse("following:webhooks"))
    if secret:
        return _shown(request, subscription_id, secret=secret)
    return HttpResponseRedirect(reverse("following:webhook", args=[subscription_id]))


def _ask_again(*, subscription_id: UUID, by: Actor, at: datetime) -> None:
    """Each time an address is called, so not too often."""
    knock(WISHES, by.id, at=at)
    operations.ask_again(subscription_id=subscription_id, by=by, at=at)


PLAIN: dict[str, Callable[..., object]] = {
    "verify": _ask_again,
    "pause": operations.pause,
    "resume": operations.resume,
    "replay": operations.want_dead,
    "remove": operations.remove,
}


def _shown(
    request: HttpRequest,
    subscription_id: UUID,
    *,
    secret: str = "",
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    """:raises NotFound: no such webhook, or not the reader's"""
    actor = actor_of(request)
    return page(
        request,
        "feeds/webhook.html",
        status=status,
        card=queries.subscription(subscription_id, by=actor),
        letters=queries.dead_letters(subscription_id, by=actor),
        may_stop=policies.watches(actor),
        secret=secret,
        refusal=refusal,
        words=words,
    )
