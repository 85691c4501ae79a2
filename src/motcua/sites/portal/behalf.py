"""Standing for another: who does for me, for whom I do, and how either begins and ends."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.design import errors
from motcua.design.page import now, page, today
from motcua.design.requests import actor_of, for_people
from motcua.foundation import files
from motcua.foundation.limits import Limit, knock
from motcua.kernel.errors import Invalid, NotFound, Refusal, Weather
from motcua.kernel.words import Text
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.documents import errands as papers
from motcua.modules.documents import operations as documents
from motcua.modules.mandates import errands, queries
from motcua.modules.mandates import operations as mandates
from motcua.modules.mandates.facts import Named, Terms
from motcua.modules.mandates.rules import Act, Kind, Reach, latest_end, usual_end
from motcua.modules.organisation import queries as organisation
from motcua.modules.organisation.rules import AgencyKind
from motcua.modules.people.facts import PersonKind

from . import behalf_words as words
from .dossier import download

#: Asking strangers to stand for one, or claiming to, is nothing one does all day.
MAKING = Limit("mandates", most=10, per=timedelta(hours=1))
ASKING = Limit("registers-of-kin", most=10, per=timedelta(hours=1))
LARGEST = 10 * 1024 * 1024
_BUSINESS = frozenset({Kind.ORGANISATION})

Gaps = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Typed:
    """A mandate as typed, kept to be shown again."""

    kind: str = Kind.AUTHORISED
    name: str = ""
    number: str = ""
    procedures: tuple[str, ...] = ()
    scope: str = ""
    reach: str = Reach.FILED
    agency: str = ""
    until: Mapping[str, str] | None = None
    born: Mapping[str, str] | None = None


@require_safe
@for_people
def home(request: HttpRequest) -> HttpResponse:
    """Who stands for me, and for whom I stand."""
    actor = actor_of(request)
    given, held = queries.given(by=actor), queries.held(by=actor)
    return page(
        request,
        "portal/behalf.html",
        asked=[card for card in held if Act.ACCEPT in card.acts],
        given=given,
        held=[card for card in held if Act.ACCEPT not in card.acts],
        done=request.GET.get("done", ""),
        words=words,
    )


@require_safe
@for_people
def show(request: HttpRequest, mandate_id: UUID) -> HttpResponse:
    """One mandate: between whom, in what, until when, by what proof; and what I may do with it."""
    actor = actor_of(request)
    try:
        card = queries.mandate(mandate_id, by=actor)
    except NotFound:
        return errors.not_found(request)
    named = catalogue.public_by_codes(card.procedures)
    return page(
        request,
        "portal/mandate.html",
        card=card,
        procedures=[named[code].name if code in named else code for code in card.procedures],
        agency=organisation.agency(card.agency) if card.agency else None,
        done=request.GET.get("done", ""),
        words=words,
    )


_DEEDS: dict[Act, Callable[..., None]] = {
    Act.ACCEPT: mandates.accept,
    Act.DECLINE: mandates.decline,
    Act.REVOKE: mandates.revoke,
    Act.LAY_DOWN: mandates.lay_down,
}


@require_POST
@for_people
def act(request: HttpRequest, mandate_id: UUID, deed: str) -> HttpResponse:
    """Take it, decline it, revoke it or lay it down; in force at once."""
    do = _DEEDS.get(Act(deed)) if deed in set(Act) else None
    if do is None:
        return errors.not_found(request)
    here = reverse("portal:mandate", args=[mandate_id])
    try:
        do(mandate_id=mandate_id, by=actor_of(request), at=now())
    except NotFound:
        return errors.not_found(request)
    except Refusal as refusal:
        return page(request, "portal/refused.html", refusal.status, refusal=refusal, back=here)
    return redirect(f"{here}?done={deed}")


@require_safe
@for_people
def proof(request: HttpRequest, mandate_id: UUID) -> HttpResponse:
    """The paper it was claimed by."""
    try:
        paper = queries.proof_of(mandate_id, by=actor_of(request))
    except NotFound:
        return errors.not_found(request)
    return download(paper.content, paper.media_type, paper.name)


@require_http_methods(["GET", "HEAD", "POST"])
@for_people
def give(request: HttpRequest) -> HttpResponse:
    """Ask somebody, by name and number, to stand for me."""
    if request.method != "POST":
        first = request.GET.get("procedure", "")
        typed = Typed(
            procedures=(first,) if first else (), scope="some" if first else "", until=_usual()
        )
        return _ask_give(request, typed)
    typed = _typed(request)
    gaps, until = _gaps(typed)
    if not gaps and until is not None:
        try:
            knock(MAKING, actor_of(request).id, at=now())
            made = mandates.offer(
                holder=Named(PersonKind.CITIZEN, typed.name, typed.number),
                terms=_terms(typed, Kind.AUTHORISED, until),
                by=actor_of(request),
                at=now(),
            )
            return redirect(reverse("portal:mandate", args=[made]) + "?done=offer")
        except Invalid as wrong:
            gaps = words.gaps(wrong)
        except Refusal as refusal:
            return _ask_give(request, typed, refusal=refusal)
    return _ask_give(request, typed, gaps=gaps)


def _ask_give(
    request: HttpRequest, typed: Typed, *, gaps: Gaps | None = None, refusal: Refusal | None = None
) -> HttpResponse:
    return page(
        request,
        "portal/mandate_give.html",
        refusal.status if refusal else 422 if gaps else 200,
        typed=typed,
        procedures=_offered(),
        gaps=gaps or [],
        wrong=dict(reversed(gaps or [])),
        refusal=refusal,
        words=words,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_people
def claim(request: HttpRequest) -> HttpResponse:
    """Say for whom I stand, with a paper that an officer looks at."""
    if request.method != "POST":
        return _ask_claim(request, Typed(kind="", until=_usual()))
    typed = _typed(request)
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
    born = _day(typed.born)
    gaps, until = _gaps(typed, asks_until=not is_parent)
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
            terms=_terms(typed, kind, until),
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


@require_POST
@for_people
def ask_registers(request: HttpRequest) -> HttpResponse:
    """Ask the registers, for myself, whose parent I am and for which company I act."""
    back = reverse("portal:behalf")
    try:
        knock(ASKING, actor_of(request).id, at=now())
        found = errands.ask_registers(by=actor_of(request), at=now())
    except Refusal as refusal:
        return page(request, "portal/refused.html", refusal.status, refusal=refusal, back=back)
    except Weather:
        return redirect(f"{back}?done=silent")
    return redirect(f"{back}?done={'found' if found else 'none'}")


def _typed(request: HttpRequest) -> Typed:
    said = request.POST
    return Typed(
        kind=said.get("kind", ""),
        name=_line(said.get("name", "")),
        number=_line(said.get("number", "")),
        procedures=tuple(said.getlist("procedures"))[:100],
        scope=said.get("scope", ""),
        reach=said.get("reach", Reach.FILED),
        agency=said.get("agency", ""),
        until={part: said.get(f"until-{part}", "") for part in ("day", "month", "year")},
        born={part: said.get(f"born-{part}", "") for part in ("day", "month", "year")},
    )


def _line(text: str) -> str:
    return text.replace("\x00", "").strip()[:200]


def _gaps(typed: Typed, *, asks_until: bool = True) -> tuple[Gaps, date | None]:
    """What the page itself can say is missing, and the last day if one is said."""
    gaps: Gaps = []
    if typed.scope == "some" and not set(typed.procedures) & {code for code, _n in _offered()}:
        gaps.append(("procedures", _("Chọn ít nhất một thủ tục")))
    until = _day(typed.until) if asks_until else None
    if asks_until and until is None:
        gaps.append(("until-day", _("Nhập một ngày có thật, ví dụ 27/11/2027")))
    return gaps, until


def _terms(typed: Typed, kind: Kind, until: date) -> Terms:
    some = tuple(code for code, _n in _offered() if code in typed.procedures)
    covered = some if typed.scope == "some" else ()
    reach = Reach(typed.reach) if typed.reach in set(Reach) else Reach.FILED
    if kind is Kind.PARENT:
        return Terms(kind, (), Reach.ALL, until)
    return Terms(kind, covered, reach, until)


def _day(parts: Mapping[str, str] | None) -> date | None:
    if parts is None:
        return None
    try:
        return date(int(parts["year"]), int(parts["month"]), int(parts["day"]))
    except (ValueError, OverflowError):
        return None


def _usual() -> dict[str, str]:
    end = usual_end(today())
    return {"day": str(end.day), "month": str(end.month), "year": str(end.year)}


def _offered() -> list[tuple[str, Text]]:
    """What can be filed here, by name."""
    found = catalogue.public_by_codes(catalogue.public_procedures_to_file())
    return sorted(((row.code, row.name) for row in found.values()), key=lambda each: each[1].vi)


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
    return content, _line(given.name or "giay-to"), ""
