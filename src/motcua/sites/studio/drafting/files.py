"""Every file of a draft as text: numbered lines, errors at their lines, conflicts side by side."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from motcua.design.page import now, today
from motcua.design.requests import actor_of
from motcua.kernel.errors import NotFound, Refusal
from motcua.modules.proposals import operations, queries
from motcua.modules.proposals.rules.files import KNOWN, FileChanged, as_typed

from . import telling, words
from .around import Around, around, shown
from .comparing import lines_between
from .doors import designing

#: Lines the text field shows before it scrolls.
TALLEST = 40


@designing()
def files(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """All files, those that are there and those that may be added."""
    here = around(request, proposal_id)
    checked = telling.checked(here.id, here.as_bytes, on=today())
    faulty: dict[str, int] = {}
    for spot in checked.faults:
        name = spot.place.partition(":")[0]
        faulty[name] = faulty.get(name, 0) + 1
    return shown(
        request,
        "studio/drafting/files.html",
        here,
        there=[(name, str(words.file_words(name))) for name in here.files],
        faulty=faulty,
        lacking=[(name, str(words.file_words(name))) for name in KNOWN if name not in here.files],
    )


@designing("GET", "POST")
def file(request: HttpRequest, proposal_id: UUID, name: str) -> HttpResponse:
    """One file as text."""
    here = around(request, proposal_id)
    if name not in KNOWN and name not in here.files:
        raise NotFound(name)
    if request.method == "GET":
        return _ask(request, here, name, here.text(name))
    typed = as_typed(request.POST.get("content", ""))
    is_removal = "remove" in request.POST
    try:
        operations.save_files(
            proposal=proposal_id,
            changes={name: None if is_removal else typed},
            seen={name: seen(request, name)},
            by=actor_of(request),
            at=now(),
        )
    except FileChanged as refusal:
        return _ask(request, around(request, proposal_id), name, typed, refusal=refusal)
    except Refusal as refusal:
        return _ask(request, here, name, typed, refusal=refusal)
    if is_removal:
        return redirect(reverse("studio:files", args=[proposal_id]) + "?done=saved")
    return redirect(reverse("studio:file", args=[proposal_id, name]) + "?done=saved")


def seen(request: HttpRequest, name: str) -> int:
    """The number of the save that was read, as the page carried it."""
    typed = request.POST.get(f"seen:{name}", "")
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 9 else -1


def _ask(
    request: HttpRequest, here: Around, name: str, typed: str, *, refusal: Refusal | None = None
) -> HttpResponse:
    checked = telling.checked(here.id, here.as_bytes, on=today())
    is_conflict = isinstance(refusal, FileChanged)
    asked = request.GET.get("line", "")
    return shown(
        request,
        "studio/drafting/file.html",
        here,
        refusal.status if refusal else 200,
        file=name,
        what=str(words.file_words(name)),
        typed=typed,
        # The number of the newest save: who saves now has seen its text on this page.
        number=here.number(name),
        is_there=name in here.files,
        tall=min(TALLEST, max(12, typed.count("\n") + 2)),
        spots=[each for each in (*checked.faults, *checked.advice) if _is_of(each, name)],
        line=int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 7 else 0,
        refusal=refusal,
        conflict=lines_between(here.text(name), typed) if is_conflict else None,
    )


def _is_of(spot: telling.Spot, name: str) -> bool:
    return spot.place.partition(":")[0] == name


@designing()
def saves(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """Who saved what and when."""
    here = around(request, proposal_id)
    found = queries.saves(proposal_id, by=here.actor)
    names = telling.Names([each.saved_by for each in found])
    return shown(request, "studio/drafting/saves.html", here, saves=found, names=names)


@designing()
def saved(request: HttpRequest, proposal_id: UUID, number: int, name: str) -> HttpResponse:
    """One file as one save left it, against the text before."""
    here = around(request, proposal_id)
    after = queries.saved_text(proposal_id, number, name, by=here.actor)
    try:
        before = queries.saved_text(proposal_id, number - 1, name, by=here.actor)
    except NotFound:
        before = ""
    return shown(
        request,
        "studio/drafting/saved.html",
        here,
        file=name,
        number=number,
        after=after,
        lines=lines_between(before, after),
    )
