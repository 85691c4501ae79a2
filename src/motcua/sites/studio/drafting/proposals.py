"""One proposal: where it stands, what is missing, and the acts of its life."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.design.page import now, today
from motcua.design.requests import actor_of
from motcua.kernel.errors import NotAllowed, NotFound, Refusal
from motcua.modules.catalogue.rules import PackageErrors, level_of
from motcua.modules.catalogue.rules.changes import Change, Effect
from motcua.modules.proposals import operations, queries
from motcua.modules.proposals.rules.machine import Kind
from motcua.modules.proposals.rules.submitting import Said

from . import telling
from .around import Around, around, shown
from .doors import day, designing, text, typed_day

Act = Callable[[HttpRequest, UUID], object]


@designing()
def proposal(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """Where it stands and what may be done now."""
    return overview(request, around(request, proposal_id))


def overview(
    request: HttpRequest,
    here: Around,
    *,
    refusal: Refusal | None = None,
    wrong: dict[str, str] | None = None,
) -> HttpResponse:
    is_change = here.card.kind is Kind.CHANGE
    checked = telling.checked(here.id, here.as_bytes, on=today()) if is_change else None
    changes = _changes(here) if is_change else ()
    names = telling.names_in([here.card])
    return shown(
        request,
        "studio/drafting/proposal.html",
        here,
        refusal.status if refusal else (422 if wrong else 200),
        checked=checked,
        level=level_of(checked.package) if checked and checked.package else None,
        lacking=checked.untranslated if checked else 0,
        changes=changes,
        touching=[each for each in changes if each.effect is not Effect.WORDING],
        names=names,
        story=telling.story(here.card, names),
        waiting=here.card.waiting,
        refusal=refusal,
        wrong=wrong or {},
        typed={
            name: text(request, name) for name in ("reason", "decision_number", "when", "comment")
        },
        starts_on=typed_day(request, "starts_on"),
        ends_on=typed_day(request, "ends_on"),
    )


def _changes(here: Around) -> tuple[Change, ...]:
    try:
        return queries.changes(here.id, by=here.actor)
    except PackageErrors:
        return ()


@designing("POST")
def submit(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """Put it forward: why, by which decision, from when."""
    starts_on, is_start = day(request, "starts_on")
    ends_on, is_end = day(request, "ends_on")
    wrong: dict[str, str] = {}
    if text(request, "when") == "later" and (starts_on is None or not is_start):
        wrong["starts_on"] = _("Ghi ngày, tháng, năm bắt đầu có hiệu lực")
    if not is_end:
        wrong["ends_on"] = _("Ngày hết hiệu lực chưa đúng; để trống nếu không có")
    if not text(request, "reason"):
        wrong["reason"] = _("Ghi lý do thay đổi")
    if not text(request, "decision_number"):
        wrong["decision_number"] = _("Ghi số quyết định")
    if wrong:
        return overview(request, around(request, proposal_id), wrong=wrong)
    said = Said(
        reason=text(request, "reason"),
        decision_number=text(request, "decision_number"),
        starts_on=starts_on if text(request, "when") == "later" else None,
        ends_on=ends_on,
    )
    return _acted(
        request, proposal_id, "submitted",
        lambda: operations.submit(
            proposal=proposal_id, said=said, by=actor_of(request), at=now()
        ),
    )  # fmt: skip


@designing("POST")
def take_back(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    return _acted(
        request, proposal_id, "taken-back",
        lambda: operations.take_back(proposal=proposal_id, by=actor_of(request), at=now()),
    )  # fmt: skip


@designing("POST")
def send_back(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """Return it with what is wrong."""
    if not text(request, "comment"):
        wrong = {"comment": _("Ghi điều cần sửa, để người soạn biết")}
        return overview(request, around(request, proposal_id), wrong=wrong)
    return _acted(
        request, proposal_id, "returned",
        lambda: operations.return_it(
            proposal=proposal_id, submission=_seen(request), comment=text(request, "comment"),
            by=actor_of(request), at=now(),
        ),
    )  # fmt: skip


@designing("POST")
def approve(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """Approve and publish what was read."""
    return _acted(
        request, proposal_id, "approved",
        lambda: operations.approve(
            proposal=proposal_id, submission=_seen(request), by=actor_of(request), at=now()
        ),
    )  # fmt: skip


@designing("POST")
def discard(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    return _acted(
        request, proposal_id, "discarded",
        lambda: operations.discard(proposal=proposal_id, by=actor_of(request), at=now()),
    )  # fmt: skip


@designing("POST")
def rebase(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    return _acted(
        request, proposal_id, "rebased",
        lambda: operations.rebase(proposal=proposal_id, by=actor_of(request), at=now()),
    )  # fmt: skip


def _seen(request: HttpRequest) -> int:
    typed = text(request, "submission")
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 9 else 0


def _acted(
    request: HttpRequest, proposal_id: UUID, done: str, act: Callable[[], object]
) -> HttpResponse:
    """Do it and say so, or say on the page why not."""
    try:
        act()
    except NotFound:
        raise
    except Refusal as refusal:
        if isinstance(refusal, NotAllowed) and not queries.may_design(by=actor_of(request)):
            raise
        return overview(request, around(request, proposal_id), refusal=refusal)
    return redirect(reverse("studio:proposal", args=[proposal_id]) + f"?done={done}")
