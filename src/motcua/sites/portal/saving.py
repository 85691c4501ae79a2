"""Keeping a page of a draft: while it is typed, by the button, and where two have changed it."""

import json
import secrets
from base64 import b64encode
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.design import formats
from motcua.design.formats import language
from motcua.design.page import now, today
from motcua.design.requests import actor_of, sign_in_url
from motcua.foundation import plugs, vault
from motcua.foundation.limits import Limit, TooOften, knock
from motcua.kernel.actors import Actor
from motcua.kernel.errors import NotFound, Refusal
from motcua.kernel.words import Text
from motcua.modules.dossiers.rules.merging import Seen, mark_of
from motcua.modules.dossiers.rules.writing import Conflict
from motcua.modules.forms import naming
from motcua.modules.forms import rules as forms
from motcua.modules.forms.compile import PageForm, page_form

from . import drafts, holding, kept
from .drafts import Draft

#: A page saves a moment after each pause in typing; nobody types so much.
SAVING = Limit("saving", most=900, per=timedelta(minutes=5))
LONGEST_NAME, MOST_MARKS = 40, 200
MINE, THEIRS = "mine", "theirs"


@dataclass(frozen=True, slots=True)
class Choice:
    """Two answers to one question, in words, of which one is to be kept."""

    key: str
    label: Text
    mine: str
    theirs: str
    mark: str
    whose: str
    field: str


@dataclass(frozen=True, slots=True)
class Keeping:
    """What a page that is saved while it is typed must know; the template draws it."""

    tab: str
    seen: str
    url: str
    seal: str
    sign_in: str
    choices: tuple[Choice, ...] = ()


def keeping(
    request: HttpRequest, draft: Draft, filled: PageForm,
    saved: "Outcome | None" = None,
) -> Keeping:  # fmt: skip
    """For a page as it is drawn now: afresh, or again after it was sent (`saved`)."""
    marks = {each.key: mark_of(draft.answers.get(each.key)) for each in filled.page.questions}
    key = vault.fingerprint(f"unsaved:{draft.id}:{actor_of(request).id}")
    return Keeping(
        tab=saved.seen.tab if saved and saved.seen.tab else secrets.token_urlsafe(9),
        seen=json.dumps({**marks, **saved.marks} if saved else marks),
        url=reverse("portal:page-save", args=[draft.what, draft.id, filled.page.key]),
        seal=b64encode(key).decode(),
        sign_in=sign_in_url(request),
        choices=saved.choices if saved else (),
    )


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of saving: what the page has seen by now, and what is to be chosen.

    `took_theirs`: an answer from elsewhere was preferred, so the page must be drawn again.
    """

    seen: Seen
    marks: Mapping[str, str]
    choices: tuple[Choice, ...] = ()
    took_theirs: bool = False


def keep(
    request: HttpRequest, draft: Draft, filled: PageForm, *,
    confirms: Collection[str] = (),
) -> Outcome:  # fmt: skip
    """Save what a page sent, right or wrong; nothing that changed meanwhile is written over.

    `confirms`: answers that were filled in and that whoever sent the page says are right.

    :raises Refusal: it is not written in any more, or not by this actor
    """
    seen, chosen = seen_by(request.POST), _chosen(request.POST)
    given = {key: each for key, each in filled.given.items() if chosen.get(key) != THEIRS}
    marks = dict(seen.marks)
    for question in filled.page.questions:
        if isinstance(question.kind, forms.File):
            # A page adds and removes files of the draft as it is now, not as it was drawn.
            marks[question.key] = mark_of(draft.answers.get(question.key))
    marks |= {key: _others(request.POST).get(key, "") for key, one in chosen.items() if one == MINE}
    actor = actor_of(request)
    saved = draft.ways.save(
        given, seen=replace(seen, marks=marks),
        unread={key: typed for key, typed in filled.unread.items() if key in given},
        confirms=confirms,
        by=actor, at=now(),
    )  # fmt: skip
    choices = tuple(_choice(draft, filled, each, by=actor) for each in saved.conflicts)
    known = {**seen.marks, **saved.marks}
    return Outcome(seen, known, choices, took_theirs=THEIRS in chosen.values())


@require_http_methods(["GET", "POST"])
def save(request: HttpRequest, what: str, draft_id: UUID, key: str) -> HttpResponse:
    """For the page's script. GET gives a token for a page that outlived a sign-in."""
    actor = actor_of(request)
    if actor.person is None:
        return JsonResponse({}, status=401)
    if request.method == "GET":
        return JsonResponse({"token": get_token(request)})
    at = now()
    try:
        knock(SAVING, actor.id, at=at)
        draft = drafts.opened(what, draft_id, by=actor)
        compiled = page_form(draft.form, key)
        scene = forms.Scene(
            today(), plugs.get(forms.PlaceNames), organisations=naming.rationed(by=actor, at=at)
        )
        filled = compiled(
            request.POST, draft=draft.answers, scene=scene, unread=draft.unread,
            keep=holding.keeper(request, what, draft.id),
        )  # fmt: skip
        outcome = keep(request, draft, filled)
    except TooOften as refusal:
        return JsonResponse({}, status=refusal.status)
    except NotFound:
        return JsonResponse({}, status=404)
    except Refusal:
        # 403 would mean a token from before a sign-in.
        return JsonResponse({}, status=409)
    answer = JsonResponse({
        "at": f"{formats.here(at):%H:%M}",
        "marks": outcome.marks,
        "conflicts": [
            {"key": each.key, "theirs": each.theirs, "mark": each.mark} for each in outcome.choices
        ],
        "told": filled.told,
    })  # fmt: skip
    kept.forget(request, answer)
    return answer


def seen_by(posted: QueryDict) -> Seen:
    """Which page this is and what it was drawn with; a page that does not say has seen nothing."""
    try:
        told = json.loads(posted.get("seen", "{}"))
    except (ValueError, RecursionError):
        told = {}
    marks = told if isinstance(told, dict) and len(told) <= MOST_MARKS else {}
    turn, tab = posted.get("turn", ""), posted.get("tab", "")[:LONGEST_NAME]
    return Seen(
        # No page names itself with what cannot be stored.
        tab if tab.isprintable() else "",
        int(turn) if turn.isdecimal() and len(turn) < 10 else 0,
        {str(key): str(mark)[:LONGEST_NAME] for key, mark in marks.items()},
    )


def _chosen(posted: QueryDict) -> dict[str, str]:
    found = {name.removeprefix("choose-"): posted.get(name, "") for name in posted
             if name.startswith("choose-")}  # fmt: skip
    return {key: choice for key, choice in found.items() if choice in (MINE, THEIRS)}


def _others(posted: QueryDict) -> dict[str, str]:
    """The marks of the other answers as they were shown beside one's own."""
    return dict(each.split(" ", 1) for each in posted.getlist("other") if " " in each)


def _choice(draft: Draft, filled: PageForm, conflict: Conflict, *, by: Actor) -> Choice:
    question = next(each for each in filled.page.questions if each.key == conflict.key)
    at = f"{formats.here(conflict.at):%H:%M}" if conflict.at else ""
    return Choice(
        key=conflict.key,
        label=question.label,
        mine=_words(question, filled.answers.get(conflict.key)),
        theirs=_words(question, conflict.theirs),
        mark=conflict.mark,
        whose=_whose(draft, conflict, at, by=by),
        field=forms.html_name((conflict.key,)),
    )


def _words(question: forms.Question, answer: object) -> str:
    clean = question.kind.clean(answer)
    if clean is None:
        return _("(để trống)")
    return question.kind.show(clean, language(), plugs.get(forms.PlaceNames))


def _whose(draft: Draft, conflict: Conflict, at: str, *, by: Actor) -> str:
    if conflict.by == by.id:
        return _("Bạn đã sửa ở nơi khác lúc %(at)s") % {"at": at}
    person = conflict.by.removeprefix("person:")
    name = draft.ways.names_of([person], by=by).get(person)
    if name:
        return _("%(name)s đã sửa lúc %(at)s") % {"name": name, "at": at}
    return _("Đã sửa ở nơi khác lúc %(at)s") % {"at": at} if at else _("Đã sửa ở nơi khác")
