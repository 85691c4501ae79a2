"""Values a rule holds back, each with its neighbours; a person releases or confirms, saying why."""

from contextlib import suppress
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.design.formats import number
from motcua.design.page import now, page
from motcua.design.requests import actor_of
from motcua.kernel.errors import NotAllowed, NotFound, Refusal
from motcua.modules.alerts.rules.watching import Value
from motcua.modules.observations import operations, queries
from motcua.modules.observations.queries import HeldCard, Reading
from motcua.modules.observations.rules.flags import Rule, is_held, is_used

from . import drawing, telling, words
from .doors import Gap, on_duty, text

PAGE = 50
#: As many cadences before and after a value are shown beside it.
AROUND = 8
#: So many waiting values are looked through for others of the same run.
MOST_AT_ONCE = 500
LONGEST_AROUND = timedelta(days=2)
#: The database counts no further: series, and revisions of a value.
LAST_SERIES, LAST_REVISION = 2**63 - 1, 2**15 - 1

RULES = {
    Rule.RANGE: gettext_lazy("Ngoài khoảng có thể có"),
    Rule.STEP: gettext_lazy("Nhảy quá nhanh so với giá trị trước"),
    Rule.FLAT: gettext_lazy("Đứng yên quá lâu"),
    Rule.SPIKE: gettext_lazy("Vọt lên rồi xuống"),
}
PARAMETERS = {
    "low": gettext_lazy("thấp nhất"),
    "high": gettext_lazy("cao nhất"),
    "most": gettext_lazy("tối đa"),
    "least": gettext_lazy("lệch ít nhất"),
    "count": gettext_lazy("số lần"),
    "within": gettext_lazy("trong khoảng"),
    "unless_at_most": gettext_lazy("trừ khi không quá"),
    "window": gettext_lazy("so với số giá trị trước"),
    "times": gettext_lazy("gấp số lần"),
}


@on_duty()
def every(request: HttpRequest) -> HttpResponse:
    """What waits for a person, oldest first."""
    actor = actor_of(request)
    after = _cursor(request.GET.get("after", ""))
    held = queries.quarantine(by=actor, after=after, limit=PAGE)
    last = held[-1] if len(held) == PAGE else None
    cursor = f"{last.held_at.isoformat()}|{last.series.id}|{last.time.isoformat()}" if last else ""
    return page(
        request,
        "control_room/quarantine.html",
        held=held,
        size=queries.quarantine_size(by=actor),
        following=urlencode({"after": cursor}) if cursor else "",
        is_further=after is not None,
        rule=rule,
        stamp=stamp,
        words=telling,
        finished=str(words.DONE.get(request.GET.get("done", ""), "")),
    )


@on_duty("GET", "POST")
def one(request: HttpRequest, series: int, time: str, revision: int) -> HttpResponse:
    """One value: which rule, which version with which parameters, what stands around it."""
    card = _held(request, series, _time(time), revision)
    if request.method == "GET":
        return _shown(request, card)
    act, reason = request.POST.get("act", ""), text(request, "reason")
    gaps: list[Gap] = []
    if act not in ("release", "confirm-bad"):
        gaps.append(("act", _("Chọn dùng hoặc không dùng số liệu này")))
    if not reason:
        gaps.append(("reason", _("Ghi lý do")))
    if gaps:
        return _shown(request, card, gaps=gaps, status=422)
    try:
        _decide(request, card, act, reason)
        if request.POST.get("alike") == "yes":
            _decide_alike(request, card, act, reason)
    except (NotFound, NotAllowed):
        raise
    except Refusal as refusal:
        return _shown(request, card, refusal=refusal, status=refusal.status)
    return redirect(f"{reverse('control_room:quarantine')}?{urlencode({'done': act})}")


def _held(request: HttpRequest, series: int, time: datetime, revision: int) -> HeldCard:
    """:raises NotFound: none such"""
    if series > LAST_SERIES or revision > LAST_REVISION:
        raise NotFound("no such held value")
    return queries.held_value(series=series, time=time, revision=revision, by=actor_of(request))


def _decide(request: HttpRequest, card: HeldCard, act: str, reason: str) -> None:
    decide = operations.release if act == "release" else operations.confirm
    decide(
        series=card.series.id, time=card.time, revision=card.revision, reason=reason,
        by=actor_of(request), at=now(),
    )  # fmt: skip


def _decide_alike(request: HttpRequest, card: HeldCard, act: str, reason: str) -> None:
    """The same for the others of the run; what somebody else decided meanwhile stays theirs."""
    for other in _alike(request, card):
        with suppress(Refusal):
            _decide(request, other, act, reason)


def _alike(request: HttpRequest, card: HeldCard) -> list[HeldCard]:
    """Other values of the series that wait for the same reason."""
    waiting = queries.quarantine(
        by=actor_of(request), source=card.series.source, limit=MOST_AT_ONCE
    )
    return [
        other
        for other in waiting
        if (other.series.id, other.rule) == (card.series.id, card.rule) and other.time != card.time
    ]


def _shown(
    request: HttpRequest,
    card: HeldCard,
    *,
    gaps: list[Gap] | None = None,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    around = _around(card)
    return page(
        request,
        "control_room/held.html",
        status,
        card=card,
        around=around,
        picture=drawing.line([_mark(each) for each in around], _("Các giá trị lân cận")),
        parameters=_parameters(card),
        names=telling.Names([card.decided_by]),
        is_waiting=card.state == "held",
        alike=len(_alike(request, card)) if card.state == "held" else 0,
        rule=rule,
        flag=flag,
        gaps=gaps or [],
        refusal=refusal,
        reason=text(request, "reason"),
        act=request.POST.get("act", ""),
        words=telling,
    )


def rule(value: Rule) -> str:
    return str(RULES[value])


def flag(value: int) -> telling.Tag:
    """How a neighbour stands, in a word."""
    if is_held(value):
        return telling.Tag(_("Bị giữ"), "wait")
    if is_used(value):
        return telling.Tag(_("Được dùng"), "good")
    return telling.Tag(_("Không dùng"), "bad")


def stamp(value: datetime) -> str:
    """A moment as it stands in an address."""
    return value.isoformat()


def _around(card: HeldCard) -> list[Reading]:
    span = min(timedelta(seconds=card.series.cadence_seconds) * AROUND, LONGEST_AROUND)
    end = card.time + span + timedelta(seconds=1)
    found = queries.public_window([card.series.id], card.time - span, end)
    place = next((n for n, each in enumerate(found) if each.time == card.time), 0)
    return found[max(0, place - AROUND) : place + AROUND + 1]


def _mark(reading: Reading) -> Value:
    return Value(reading.time, reading.time, reading.value, 1.0)


def _parameters(card: HeldCard) -> str:
    """`thấp nhất 0, cao nhất 1.000`: what the rule was told when it looked."""
    return ", ".join(
        f"{PARAMETERS[name]} {_plain(value)}"
        for name, value in card.parameters.items()
        if name in PARAMETERS and value is not None
    )


def _plain(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    return number(value, 0 if value == int(value) else 2)


def _time(typed: str) -> datetime:
    """:raises NotFound: no moment"""
    try:
        found = datetime.fromisoformat(typed)
    except ValueError:
        raise NotFound("no such held value") from None
    if found.tzinfo is None:
        raise NotFound("no such held value")
    return found


def _cursor(typed: str) -> tuple[datetime, int, datetime] | None:
    parts = typed.split("|")
    try:
        held_at, series, time = parts
        found = datetime.fromisoformat(held_at), int(series), datetime.fromisoformat(time)
    except ValueError:
        return None
    return found if found[0].tzinfo and found[2].tzinfo else None
