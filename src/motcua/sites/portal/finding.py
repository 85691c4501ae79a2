"""Doors for everybody: the first page, finding a procedure, suggestions while typing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from motcua.design.formats import text
from motcua.design.page import now, page
from motcua.design.requests import actor_of
from motcua.foundation.limits import Limit, TooOften, knock
from motcua.kernel.errors import Invalid
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.catalogue.rules.procedure import Audience, Level, LifeEvent
from motcua.modules.catalogue.rules.searching import Because, Filters
from motcua.modules.dossiers import queries as dossiers

from . import telling

SHOWN_AT_HOME = 6
LONGEST_QUESTION = 300
FULL_LEVEL = 4
#: Somebody who types fast asks five times a second; this lets a family type all the time.
SUGGESTING = Limit("suggest", most=600, per=timedelta(minutes=1))
#: What was suggested a minute ago is right for the same letters.
KEPT_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a filter with how many it leaves, as a select shows it."""

    value: str
    words: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Filter:
    name: str
    words: str
    choices: tuple[Choice, ...]


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """A search, what waits for the person who is signed in, ways to look around."""
    actor = actor_of(request)
    found = catalogue.public_search("", limit=SHOWN_AT_HOME, filters=Filters(is_fileable=True))
    mine = dossiers.my_dossiers(by=actor).items if actor.person else []
    return page(
        request,
        "portal/home.html",
        procedures=found.items,
        events=list(LifeEvent),
        waiting=[row for row in mine if telling.waits_for_me(row.state)],
        words=telling,
    )


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """Search by name, everyday words or code, with or without marks; narrowed by filters."""
    q = _question(request)
    filters = chosen(request.GET)
    refusal: Invalid | None = None
    try:
        found = catalogue.public_search(q, cursor=request.GET.get("after"), filters=filters)
    except Invalid as refused:
        refusal, found = refused, catalogue.public_search(q, filters=filters)
    given = {name: value for name in NAMES if (value := request.GET.get(name, "")[:80])}
    return page(
        request,
        "portal/find.html",
        refusal.status if refusal else 200,
        q=q,
        found=found,
        refusal=refusal,
        events=list(LifeEvent),
        filters=_filters(filters, found),
        is_narrowed=bool(filters),
        without_filters=f"{reverse('portal:find')}?{urlencode({'q': q})}",
        onward=urlencode({"q": q, **given, "after": found.next or ""}),
        because=because,
        office=office,
    )


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """`{"says": …, "items": [{"name", "words", "href"}]}` for what is being typed."""
    try:
        knock(SUGGESTING, str(request.META.get("REMOTE_ADDR", "")), at=now())
    except TooOften as refusal:
        answer = JsonResponse({"says": "", "items": []}, status=refusal.status)
        answer["Retry-After"] = str(refusal.seconds)
        return answer
    rows = catalogue.public_suggestions(request.GET.get("q", "").replace("\0", "")[:300])
    says = ngettext(
        "%(num)s gợi ý. Dùng phím mũi tên để chọn.", "%(num)s gợi ý. Dùng phím mũi tên để chọn.",
        len(rows),
    ) % {"num": len(rows)}  # fmt: skip
    items = [
        {
            "name": text(row.name),
            "words": because(row.because) or text(row.sector),
            "href": reverse("portal:procedure", args=[row.code]),
        }
        for row in rows
    ]
    answer = JsonResponse({"says": says if rows else _("Chưa có gợi ý."), "items": items})
    answer["Cache-Control"] = f"public, max-age={KEPT_SECONDS}"
    return answer


NAMES = ("event", "sector", "audience", "level", "agency", "online", "here")


def chosen(given: Mapping[str, str]) -> Filters:
    """The filters of an address; what is none of ours chooses nothing."""
    online = given.get("online", "")
    return Filters(
        life_event=_one_of(given.get("event", ""), LifeEvent),
        sector=given.get("sector", "")[:80].replace("\0", ""),
        audience=_one_of(given.get("audience", ""), Audience),
        level=_one_of(given.get("level", ""), Level),
        department=given.get("agency", "")[:200].replace("\0", ""),
        online_level=int(online) if online in ("1", "2", "3", "4") else 0,
        is_fileable=given.get("here", "") == "1",
    )


def because(reasons: Iterable[Because]) -> str:
    """Why a row was found, where its words do not show it."""
    told = [
        _("“%(typed)s” là “%(taken)s”") % {"typed": each.typed, "taken": each.taken}
        if each.kind == "means"
        else _("“%(typed)s” gần với “%(taken)s”") % {"typed": each.typed, "taken": each.taken}
        for each in reasons
    ]
    return "; ".join(told)


def office(levels: Iterable[str]) -> str:
    """Where it is decided, nearest first."""
    names = _levels()
    return ", ".join(names[each] for each in ("commune", "province", "ministry") if each in levels)


def _levels() -> dict[str, str]:
    return {"commune": _("Cấp xã"), "province": _("Cấp tỉnh"), "ministry": _("Cấp bộ")}


def _filters(chosen: Filters, found: catalogue.Page) -> list[Filter]:
    counts = found.counts
    events = {each.value: text(each.name_of) for each in LifeEvent}
    audience = {
        "citizen": _("Công dân"), "foreigner": _("Người nước ngoài"),
        "business": _("Doanh nghiệp"), "cooperative": _("Hợp tác xã"),
        "organisation": _("Tổ chức"),
    }  # fmt: skip
    sectors = {code: text(name) for code, name in found.sector_names.items()}
    return [
        _filter("event", _("Sự kiện"), events, counts.life_events, chosen.life_event),
        _filter("audience", _("Dành cho"), audience, counts.audience, chosen.audience),
        _filter("level", _("Nơi giải quyết"), _levels(), counts.levels, chosen.level),
        _filter("sector", _("Lĩnh vực"), sectors, counts.sectors, chosen.sector),
        _filter("agency", _("Cơ quan"), None, counts.departments, chosen.department),
        _filter(
            "online", _("Trực tuyến"),
            {"3": _("Nộp được trực tuyến"), "4": _("Mức độ 4")},
            {str(n): sum(v for k, v in counts.online_levels.items() if k >= n) for n in (3, 4)},
            str(chosen.online_level or ""),
        ),
    ]  # fmt: skip


#: A list longer than this is no choice; the most frequent stand in it.
LONGEST_LIST = 40


def _filter(
    name: str, words: str, known: Mapping[str, str] | None, counts: Mapping[str, int], value: str
) -> Filter:
    """Values that leave something, most frequent first; the chosen one always."""
    said = known or {each: each for each in counts}
    shown = [each for each in counts if each in said and counts[each]][:LONGEST_LIST]
    if value and value in said and value not in shown:
        shown.append(value)
    return Filter(name, words, tuple(
        Choice(each, f"{said[each]} ({counts.get(each, 0)})", each == value) for each in shown
    ))  # fmt: skip


def _one_of(value: str, among: Iterable[str]) -> str:
    return value if value in set(map(str, among)) else ""


def _question(request: HttpRequest) -> str:
    return " ".join(request.GET.get("q", "").replace("\0", "").split())[:LONGEST_QUESTION]
