"""A fact that is wrong: the right one, why, and what proves it; the officer is told."""

from dataclasses import replace
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from motcua.design.formats import language
from motcua.design.page import now, page, today
from motcua.design.requests import actor_of, for_people
from motcua.foundation import plugs
from motcua.kernel.errors import NotFound, Refusal
from motcua.modules.forms import rules as forms
from motcua.modules.forms.compile import PageForm, page_form
from motcua.modules.forms.rules import sourced
from motcua.modules.forms.suggesting import suggestions

from . import drafts, filling, holding
from .drafts import Draft

PAGE, WHY, PROOF = "correct", "fact_why", "fact_proof"
_ASIDE = forms.parse_form({
    "form": 1,
    "title": {"vi": "Sửa thông tin", "en": "Correct what is held"},
    "pages": [{
        "key": PAGE,
        "title": {"vi": "Thông tin này cần sửa", "en": "This needs correcting"},
        "questions": [
            {
                "key": WHY,
                "kind": "long_text",
                "label": {"vi": "Vì sao khác?", "en": "Why is it different?"},
                "hint": {
                    "vi": "Ví dụ: tôi đã đổi họ tên ngày 3/8/2026",
                    "en": "For example: I changed my name on 3/8/2026",
                },
                "most": 500,
            },
            {
                "key": PROOF,
                "kind": "file",
                "required": False,
                "label": {"vi": "Giấy tờ chứng minh", "en": "What proves it"},
                "hint": {
                    "vi": "Có thì việc kiểm tra nhanh hơn",
                    "en": "If you have any, it is checked sooner",
                },
                "most": 3,
            },
        ],
    }],
})  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@for_people
def fact(request: HttpRequest, what: str, draft_id: UUID, key: str) -> HttpResponse:
    """Give another answer than the one that is held."""
    actor = actor_of(request)
    try:
        draft = drafts.opened(what, draft_id, by=actor)
    except NotFound:
        return filling.filed_or_gone(request, draft_id, what)
    question, source = draft.form.question(key), draft.sources.get(key)
    if question is None or source is None or question.kind.name == "computed":
        return redirect(draft.ways.whole())
    if found := suggestions(draft.form, request.GET):
        return JsonResponse(found)
    is_fact = source.is_fact or source.is_correction
    before = {**draft.answers, WHY: source.why or None, PROOF: [dict(e) for e in source.proof]}
    scene = forms.Scene(today(), plugs.get(forms.PlaceNames))
    posted = request.method == "POST"
    filled = _compiled(question, is_fact=is_fact)(
        request.POST if posted else None,
        request.FILES if posted else None,
        draft={name: answer for name, answer in before.items() if answer},
        scene=scene,
        keep=holding.keeper(request, what, draft.id),
    )
    back = _page_of(draft, key)
    if posted and filled.is_valid():
        try:
            _correct(filled, draft, key, request=request)
            return redirect(back)
        except Refusal:
            return filling.filed_or_gone(request, draft_id, what)
    return page(
        request,
        "portal/fact.html",
        422 if filled.problems else 200,
        draft=draft,
        filled=filled,
        back=back,
        held=_held(question, source, draft.answers.get(key)) if is_fact else "",
    )


def _compiled(question: forms.Question, *, is_fact: bool) -> type[PageForm]:
    """The question alone; where it corrects a fact, with the reason and the proof."""
    aside = _ASIDE.pages[0]
    alone = replace(question, when=None, checks=())
    questions = (alone, *aside.questions) if is_fact else (alone,)
    return page_form(replace(_ASIDE, pages=(replace(aside, questions=questions),)), PAGE)


def _correct(filled: PageForm, draft: Draft, key: str, *, request: HttpRequest) -> None:
    at, answers = now(), filled.answers
    proof = answers.get(PROOF)
    source = forms.Source(
        forms.Origin.TYPED,
        at,
        why=str(answers.get(WHY) or ""),
        proof=tuple(proof) if isinstance(proof, list) else (),
    )
    draft.ways.save({key: answers.get(key)}, sources={key: source}, by=actor_of(request), at=at)


def _held(question: forms.Question, source: forms.Source, answer: object) -> str:
    """`Cơ sở dữ liệu quốc gia về dân cư, 12/04/2021: Nguyễn Thị An`."""
    by, held = (source.held_by, source.held) if source.held_by else (source, answer)
    clean = question.kind.clean(held)
    places = plugs.get(forms.PlaceNames)
    shown = "" if clean is None else question.kind.show(clean, language(), places)
    return f"{sourced.said(by).in_(language())}: {' '.join(shown.split())}"


def _page_of(draft: Draft, key: str) -> str:
    """Back to where the fact stands."""
    for each in draft.form.pages:
        if any(question.key == key for question in each.questions):
            return draft.ways.page(each.key) + f"#q-{key}"
    return draft.ways.whole()
