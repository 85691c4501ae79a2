"""The one shape of every door here: for designers, refusals said plainly, fields as typed."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from motcua.design import errors
from motcua.design.requests import actor_of, for_officers
from motcua.kernel.errors import NotAllowed, NotFound
from motcua.kernel.words import nfc
from motcua.modules.proposals import queries

View = Callable[..., HttpResponse]
#: Longest text of a field; a file may be longer and is limited where it is kept.
LONGEST = 20_000


def designing(*methods: str) -> Callable[[View], View]:
    """A door for those who may read drafts; who may change them, the operations say."""

    def made(view: View) -> View:
        @wraps(view)
        def door(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            try:
                queries.must_read(by=actor_of(request))
                return view(request, *args, **kwargs)
            except NotFound:
                return errors.not_found(request)
            except NotAllowed:
                return errors.not_allowed(request)

        return require_http_methods(list(methods or ("GET", "HEAD")))(for_officers(door))

    return made


def text(request: HttpRequest, name: str) -> str:
    """The field without what the database cannot hold, on plain lines, without blanks around."""
    typed = request.POST.get(name, "").replace("\x00", "").replace("\r\n", "\n")
    return nfc(typed).strip()[:LONGEST]


def number(request: HttpRequest, name: str) -> int | None:
    typed = text(request, name)
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 16 else None


def day(request: HttpRequest, name: str) -> tuple[date | None, bool]:
    """The day typed in three fields, and whether they make sense (all empty does)."""
    parts = [text(request, f"{name}-{part}") for part in ("year", "month", "day")]
    if not any(parts):
        return None, True
    try:
        return date(*(int(part) for part in parts)), True
    except ValueError:
        return None, False


def typed_day(request: HttpRequest, name: str) -> dict[str, str]:
    return {part: text(request, f"{name}-{part}") for part in ("year", "month", "day")}
