"""The one shape of every act: ask on GET, do on POST, then lead on; refusals are shown in place."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import wraps
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from motcua.design import errors
from motcua.design.page import now, page
from motcua.design.requests import actor_of, for_officers
from motcua.kernel.errors import NotFound, Refusal, WrongMoment
from motcua.modules.dossiers.operations import Incomplete
from motcua.modules.dossiers.rules import Act, next_state

from . import telling, words
from .folder import Folder, opened
from .offers import DOORS
from .typed import Gap, text

View = Callable[[HttpRequest, Folder], HttpResponse]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The page of one act: the door's name, what it is called, its template and what that shows."""

    door: str
    title: str
    template: str
    shown: Mapping[str, object] = field(default_factory=dict)


def sheet(act: Act, template: str, **shown: object) -> Sheet:
    return Sheet(DOORS[act], str(words.ACTS[act]), template, shown)


def on_dossier(view: View) -> Callable[..., HttpResponse]:
    """A door to one act: for officers, and only on a dossier that is there for them."""

    @wraps(view)
    def door(request: HttpRequest, dossier_id: UUID) -> HttpResponse:
        try:
            return view(request, opened(dossier_id, by=actor_of(request), at=now()))
        except NotFound:
            return errors.not_found(request)

    return require_http_methods(["GET", "POST"])(for_officers(door))


def answer(
    request: HttpRequest,
    folder: Folder,
    asked: Sheet,
    do: Callable[[], object],
    *,
    act: Act | None = None,
    gaps: Sequence[Gap] = (),
) -> HttpResponse:
    """GET asks; POST does, and says everything that is missing at once.

    `gaps` are what the door itself could not read; nothing is done while there are any. Whether an
    act is open is asked of the rules before the page is shown, and of the operation when posted.
    """
    if request.method == "GET":
        refusal = closed(folder, act) if act else None
        return refused(request, folder, asked, refusal) if refusal else ask(request, folder, asked)
    if gaps:
        return ask(request, folder, asked, gaps=gaps, status=422)
    try:
        do()
    except Incomplete as refusal:
        return ask(request, folder, asked, gaps=telling.gaps(refusal.missing), status=422)
    except NotFound:
        raise
    except Refusal as refusal:
        return refused(request, folder, asked, refusal)
    return done(folder, asked.door)


def ask(
    request: HttpRequest,
    folder: Folder,
    asked: Sheet,
    *,
    gaps: Sequence[Gap] = (),
    status: int = 200,
) -> HttpResponse:
    """The page of the act, with what was typed."""
    wrong: dict[str, str] = {}
    for name, said in gaps:
        wrong.setdefault(name, said)
    return page(
        request,
        asked.template,
        status,
        card=folder.card,
        folder=folder,
        title=asked.title,
        gaps=list(gaps),
        wrong=wrong,
        words=telling,
        **asked.shown,
    )


def closed(folder: Folder, act: Act) -> Refusal | None:
    """Why the act is not open to this officer now, if it is not."""
    try:
        next_state(folder.card.state, act, by=folder.roles)
    except Refusal as refusal:
        return refusal
    return None


def refused(request: HttpRequest, folder: Folder, asked: Sheet, refusal: Refusal) -> HttpResponse:
    """What happened, the state the dossier is in by now, and what was typed, to be copied."""
    present = opened(folder.id, by=folder.actor, at=folder.at)
    return page(
        request,
        "desk/refused.html",
        refusal.status,
        card=present.card,
        title=asked.title,
        refusal=refusal,
        has_moved=isinstance(refusal, WrongMoment),
        typed=_typed(request),
        words=telling,
    )


def done(folder: Folder, door: str) -> HttpResponse:
    """Back to the dossier, which says what was done."""
    where = reverse("desk:dossier", args=[folder.id])
    return redirect(f"{where}?{urlencode({'done': door})}")


def _typed(request: HttpRequest) -> list[str]:
    """The longer things an officer wrote: a lost race must not lose them."""
    values = [text(request, name) for name in request.POST if name not in _OURS]
    return [value for value in values if len(value) > _SHORT]


_OURS = frozenset({"csrfmiddlewaretoken", "asked"})
_SHORT = 12
