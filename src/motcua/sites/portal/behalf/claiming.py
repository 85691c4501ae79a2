"""Saying for whom I stand, with a paper that an officer looks at."""

from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.design.page import now, page, today
from motcua.design.requests import actor_of, for_people
from motcua.foundation import files
from motcua.foundation.limits import knock
from motcua.kernel.errors import Invalid, Refusal
from motcua.kernel.words import Text
from motcua.modules.documents import errands as papers
from motcua.modules.documents import operations as documents
from motcua.modules.mandates import operations as mandates
from motcua.modules.mandates.facts import Named
from motcua.modules.mandates.rules import Kind, latest_end
from motcua.modules.organisation import queries as organisation
from motcua.modules.organisation.rules import AgencyKind
from motcua.modules.people.facts import PersonKind

from . import words
from .typed import MAKING, Gaps, Typed, day, gaps_in, line, read, terms, usual

LARGEST = 10 * 1024 * 1024
_BUSINESS = frozenset({Kind.ORGANISATION})


@require_http_methods(["GET", "HEAD", "POST"])
@for_people
def claim(request: HttpRequest) -> HttpResponse:
    """Say for whom I stand, with a paper that an officer looks at."""
    if request.method != "POST":
        return _ask_claim(request, Typed(kind="", until=usual()))
    typed = read(request)
    kind = Kind(typed.kind) if typed.kind in set(Kind) else None
    gaps, until, born = _claimed(typed, kind)
    content, name, fault = _paper(request)
    if fault:
        gaps.append(("proof", fault))
    if gaps or kind is None or until is None:
        return _ask_claim(request, typed, gaps=gaps)
    return _claim(request, typed, kind, until, born, (content, name))


def _claimed(typed: Typed, kind: Kind | None) -> tuple[Gaps, date | None, date | None]:
    """What is missing, the last day, and the child's day of birth."""
    # A parent's mandate runs until the child is of age; nobody has to work that out.
    is_parent = kind is Kind.PARENT
    born = day(typed.born)
    gaps, until = gaps_in(typed, asks_until=not is_parent)
    if kind is None:
        gaps.insert(0, ("kind", _("Chọn bạn là ai với người đó")))
    if is_parent and born is None:
        gaps.append(("born-day", _("Nhập ngày sinh có thật, ví dụ 27/3/2016")))
    if typed.agency not in {code for code, *_rest in _counters()}:
        gaps.append(("agency", _("Chọn nơi xem giấy tờ")))
    if is_parent and born:
        try:
            until = latest_end(Kind.PARENT, today(), born)
        except Invalid as wrong:
            gaps.extend(words.gaps(wrong))
    return gaps, until, born


def _claim(
    request: HttpRequest, typed: Typed, kind: Kind, until: date, born: date | None,
    paper: tuple[bytes, str],
) -> HttpResponse:  # fmt: skip
    actor, at = actor_of(request), now()
    who = PersonKind.BUSINESS if kind in _BUSINESS else PersonKind.CITIZEN
    try:
        knock(MAKING, actor.id, at=at)
        # In the claimant's own store, so that it is scanned before an officer opens it.
        stored = papers.receive(
            content=paper[0], owner=UUID(actor.person), name=paper[1], by=actor, at=at
        )
        documents.keep(document_id=stored.id, by=actor, at=at)
        made = mandates.claim(
            giver=Named(who, typed.name, typed.number, born if kind is Kind.PARENT else None),
            terms=terms(typed, kind, until),
            proof=stored.sha256,
            proof_name=paper[1],
            agency=typed.agency,
            by=actor,
            at=at,
        )
    except Invalid as wrong:
        return _ask_claim(request, typed, gaps=words.gaps(wrong))
    except Refusal as refusal:
        return _ask_claim(request, typed, refusal=refusal)
    return redirect(reverse("portal:mandate", args=[made]) + "?done=claim")


def _ask_claim(
    request: HttpRequest, typed: Typed, *, gaps: Gaps | None = None, refusal: Refusal | None = None
) -> HttpResponse:
    return page(
        request,
        "portal/mandate_claim.html",
        refusal.status if refusal else 422 if gaps else 200,
        typed=typed,
        agencies=_counters(),
        gaps=gaps or [],
        wrong=dict(reversed(gaps or [])),
        refusal=refusal,
        words=words,
    )


def _counters() -> list[tuple[str, Text, str]]:
    """Where papers are looked at: the communes' counters."""
    found = organisation.competent_agencies({AgencyKind.COMMUNE_COMMITTEE})
    return [(each.code, each.name, each.address) for each in found]


def _paper(request: HttpRequest) -> tuple[bytes, str, str]:
    """The paper, its name, and what is wrong with it if anything is."""
    given = request.FILES.get("proof")
    if given is None:
        return b"", "", _("Chọn tệp giấy tờ chứng minh")
    if (given.size or 0) > LARGEST:
        return b"", "", _("Tệp quá lớn: tối đa 10 MB")
    content = given.read()
    if files.detect(content) not in (files.PDF, files.JPEG, files.PNG):
        return b"", "", _("Chỉ nhận tệp PDF, JPEG hoặc PNG")
    return content, line(given.name or "giay-to"), ""
