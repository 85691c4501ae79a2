"""A sign-in under way, kept by the browser it belongs to: signed, short-lived, one per attempt."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme

from motcua.modules.people.ports import Begun

LIFE = timedelta(minutes=10)
LONGEST_PATH = 1000
_SALT = "motcua.identity.flow"
_PATH = "/sign-in"

Capacity = Literal["", "person", "officer"]


@dataclass(frozen=True, slots=True)
class Flow:
    """What we must remember until the browser comes back, besides what the provider checks."""

    begun: Begun
    then: str
    language: str
    capacity: Capacity


def remember(response: HttpResponse, flow: Flow, *, secure: bool) -> None:
    begun = flow.begun
    kept = [begun.state, begun.nonce, begun.verifier, flow.then, flow.language, flow.capacity]
    response.set_cookie(
        _cookie(begun.state),
        signing.dumps(kept, salt=_SALT, compress=True),
        max_age=LIFE,
        path=_PATH,
        httponly=True,
        samesite="Lax",
        secure=secure,
    )


def recall(request: HttpRequest, state: str) -> Flow | None:
    """The attempt this browser began with that state, if it did so lately."""
    try:
        kept = signing.loads(request.COOKIES.get(_cookie(state), ""), salt=_SALT, max_age=LIFE)
    except signing.BadSignature:
        return None
    known, nonce, verifier, then, language, chosen = kept
    begun = Begun(url="", state=known, nonce=nonce, verifier=verifier)
    return Flow(begun, then, language, capacity(chosen))


def forget(response: HttpResponse, state: str) -> None:
    response.delete_cookie(_cookie(state), path=_PATH, samesite="Lax")


def capacity(text: str) -> Capacity:
    """In which capacity somebody wants to act: as an officer, as a person, or as whichever fits."""
    if text == "person":
        return "person"
    return "officer" if text == "officer" else ""


def path_within(sent: Mapping[str, str]) -> str:
    """The page to go to afterwards, if it is one of ours; else nothing."""
    then = sent.get("next", "")
    ours = then.startswith("/") and url_has_allowed_host_and_scheme(then, allowed_hosts=None)
    if not ours or len(then) > LONGEST_PATH or any(ord(c) < 32 for c in then):
        return ""
    ways = ("/sign-in", "/sign-out", "/en/sign-in", "/en/sign-out")
    return "" if then.startswith(ways) else then


def _cookie(state: str) -> str:
    # Several windows may sign in at once; each finds its own. Only what a state is made of is used.
    short = "".join(c for c in state[:12] if c.isascii() and c.isalnum())
    return f"motcua_sign_in_{short}"
