"""Signing in and out, for portal and desk alike. Who somebody is, the provider says; never we."""

import logging
from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import translation
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from motcua.design import formats
from motcua.design.page import now, page
from motcua.design.requests import actor_of
from motcua.foundation import limits, plugs
from motcua.foundation.limits import Limit, TooOften
from motcua.kernel.actors import NOBODY, SYSTEM
from motcua.kernel.errors import NotFound, Refusal, Weather
from motcua.modules.organisation import operations as organisation
from motcua.modules.people import operations as people
from motcua.modules.people.facts import Claims
from motcua.modules.people.ports import IdentityProvider, SignInCancelled, SignInFailed

from . import flow, session
from .doors import Doors

logger = logging.getLogger(__name__)

#: Two knocks a sign-in. Many people share one address behind the router of a ward or an office.
ATTEMPTS = Limit("sign-in", most=300, per=timedelta(minutes=5))


class NotAnOfficer(Refusal):
    """Somebody wanted to act as an officer and is none."""

    code = "not-an-officer"
    status = 403


class Unreachable(Refusal):
    """The identity provider does not answer."""

    code = "identity-unreachable"
    status = 503


@never_cache
@require_safe
def sign_in(request: HttpRequest) -> HttpResponse:
    """The page that says why to sign in and with what."""
    then = flow.path_within(request.GET)
    if actor_of(request) != NOBODY:
        return HttpResponseRedirect(_landing(session.who_signed_in(request), then))
    return _sign_in_page(request, then, None, expired=session.has_expired(request))


@never_cache
@require_GET
def begin(request: HttpRequest) -> HttpResponse:
    """Send the browser to the provider."""
    doors, at = plugs.get(Doors), now()
    if doors.is_elsewhere(request.get_host()):
        return HttpResponseRedirect(doors.base_url + request.get_full_path())
    then = flow.path_within(request.GET)
    try:
        limits.knock(ATTEMPTS, request.META["REMOTE_ADDR"], at=at)
        begun = plugs.get(IdentityProvider).begin(
            redirect_uri=doors.return_address, language=formats.language(), at=at
        )
    except (Refusal, Weather) as wrong:
        return _sign_in_page(request, then, _refusal(wrong))
    response = HttpResponseRedirect(begun.url)
    capacity = flow.capacity(request.GET.get("as", ""))
    attempt = flow.Flow(begun, then, formats.language(), capacity)
    flow.remember(response, attempt, secure=doors.secure)
    return response


@never_cache
@require_GET
def returned(request: HttpRequest) -> HttpResponse:
    """The browser is back from the provider: know who it is, or say that we do not."""
    state = request.GET.get("state", "")
    attempt = flow.recall(request, state)
    language = attempt.language if attempt else formats.language()
    then = attempt.then if attempt else ""
    with translation.override(language):
        try:
            who = _who(request, attempt)
        except (Refusal, Weather) as wrong:
            # What is logged says which check failed; tokens, codes and names stay out of it.
            level = logging.INFO if isinstance(wrong, SignInCancelled) else logging.WARNING
            logger.log(level, "sign-in refused: %s: %s", type(wrong).__name__, wrong)
            response = _sign_in_page(request, then, _refusal(wrong))
        else:
            session.open_session(request, who)
            response = HttpResponseRedirect(_landing(who, then))
            session.leave_mark(response, secure=plugs.get(Doors).secure)
    flow.forget(response, state)
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_out(request: HttpRequest) -> HttpResponse:
    """Ask before, tell after. Only a post ends the session, so that no link can."""
    if request.method == "POST":
        response = HttpResponseRedirect(reverse("identity:sign-out"))
        session.close_session(request, response)
        return response
    is_in = actor_of(request) != NOBODY
    end_url = None if is_in else _end_url()
    return page(request, "identity/sign_out.html", is_in=is_in, end_url=end_url)


def _who(request: HttpRequest, attempt: flow.Flow | None) -> str:
    """`person:…` or `officer:…`, proved and recorded."""
    at = now()
    limits.knock(ATTEMPTS, request.META["REMOTE_ADDR"], at=at)
    if attempt is None:
        raise SignInFailed("no attempt of this browser")
    claims = plugs.get(IdentityProvider).finish(
        answer=request.GET.dict(),
        redirect_uri=plugs.get(Doors).return_address,
        begun=attempt.begun,
        at=at,
    )
    if attempt.capacity != "person":
        officer = _officer(claims, at)
        if officer or attempt.capacity == "officer":
            return officer or _no_officer()
    return f"person:{people.sign_in(claims=claims, language=formats.language(), by=SYSTEM, at=at)}"


def _officer(claims: Claims, at: datetime) -> str | None:
    try:
        found = organisation.sign_in(
            provider=claims.provider, subject=claims.subject, by=SYSTEM, at=at
        )
    except NotFound:
        return None
    return f"officer:{found}"


def _no_officer() -> str:
    raise NotAnOfficer("no officer of that subject")


def _sign_in_page(
    request: HttpRequest, then: str, refusal: Refusal | None, *, expired: bool = False
) -> HttpResponse:
    begin_at = reverse("identity:begin")
    response = page(
        request,
        "identity/sign_in.html",
        status=refusal.status if refusal and not isinstance(refusal, SignInCancelled) else 200,
        begin=f"{begin_at}?{urlencode({'next': then})}" if then else begin_at,
        label=plugs.get(IdentityProvider).label,
        refusal=refusal,
        expired=expired,
        # The address of the answer carries a spent code; no link may repeat it.
        **({"languages": ()} if refusal else {}),
    )
    if isinstance(refusal, TooOften):
        response.headers["Retry-After"] = str(refusal.seconds)
    return response


def _refusal(wrong: Refusal | Weather) -> Refusal:
    return wrong if isinstance(wrong, Refusal) else Unreachable()


def _landing(who: str, then: str) -> str:
    """The page asked for, or where this kind of actor begins."""
    home = "/en/" if formats.language() == "en" else "/"
    if who.startswith("officer:"):
        return then if then not in ("", home) else f"{home}desk/"
    return then or home


def _end_url() -> str | None:
    try:
        return plugs.get(IdentityProvider).end_url(
            return_to=plugs.get(Doors).after_sign_out, at=now()
        )
    except (Refusal, Weather):
        return None
