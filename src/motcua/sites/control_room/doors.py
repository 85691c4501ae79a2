"""The one shape of every door here: for officers, not found and not allowed said plainly; what was
typed, and acts that ask on GET and do on POST."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from motcua.design import errors
from motcua.design.requests import for_officers
from motcua.kernel.errors import NotAllowed, NotFound
from motcua.kernel.words import nfc

View = Callable[..., HttpResponse]
Gap = tuple[str, str]
T = TypeVar("T")
#: Longest text that is taken as typed; what may be published is shorter.
LONGEST = 4000


def on_duty(*methods: str) -> Callable[[View], View]:
    """A door of the control room; what the reader may see or do, the queries and operations say."""

    def made(view: View) -> View:
        @wraps(view)
        def door(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            try:
                return view(request, *args, **kwargs)
            except NotFound:
                return errors.not_found(request)
            except NotAllowed:
                return errors.not_allowed(request)

        return require_http_methods(list(methods or ("GET",)))(for_officers(door))

    return made


def text(request: HttpRequest, name: str) -> str:
    """The field without what the database cannot hold or nobody can see."""
    typed = request.POST.get(name, "").replace("\x00", "").replace("\r\n", "\n")
    return nfc(typed).strip()[:LONGEST]


def texts(request: HttpRequest, name: str) -> tuple[str, ...]:
    """Every value of a field that may have several."""
    return tuple(value.replace("\x00", "") for value in request.POST.getlist(name))


def if_allowed(ask: Callable[[], T]) -> T | None:
    """What the reader may see, or None: a page has parts for readers of several kinds."""
    try:
        return ask()
    except NotAllowed:
        return None


def first_of_each(gaps: Sequence[Gap]) -> dict[str, str]:
    """Field -> its first sentence, for the field itself."""
    wrong: dict[str, str] = {}
    for name, said in gaps:
        wrong.setdefault(name, said)
    return wrong
