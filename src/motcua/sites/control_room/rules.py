"""Threshold rules: which are in force, their versions, what each would have said of the past."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.design.page import now, page, today
from motcua.design.requests import actor_of
from motcua.kernel.errors import NotAllowed, NotFound, Refusal
from motcua.kernel.words import Text
from motcua.modules.alerts import operations, queries
from motcua.modules.alerts.queries import Replay, RuleCard
from motcua.modules.alerts.rules.thresholds import ThresholdRule
from motcua.modules.alerts.rules.versions import State
from motcua.modules.observations import queries as observations
from motcua.modules.places import queries as places

from . import drawing, telling, words
from .doors import on_duty

SPANS = (7, 30)
#: The past is judged at so many places at most; the page says how many there are.
MOST_PLACES = 12


@dataclass(frozen=True, slots=True)
class Past:
    """What a rule would have said at one place."""

    name: Text
    replay: Replay
    picture: str


@on_duty()
def every(request: HttpRequest) -> HttpResponse:
    """Rules in force and drafted, and where they hear nothing."""
    actor = actor_of(request)
    cards, watches = queries.rules(by=actor), queries.watches(by=actor, at=now())
    return page(
        request,
        "control_room/rules.html",
        cards=cards,
        watches=watches,
        place_names=place_names({watch.place for watch in watches}),
        thing_names=thing_names({watch.thing for watch in watches if watch.thing}),
        names=telling.Names([card.drafted_by for card in cards]),
        words=telling,
    )


@on_duty()
def one(request: HttpRequest, code: str) -> HttpResponse:
    """A rule in full, its versions, and its past."""
    return _shown(request, code)


@on_duty("POST")
def publish(request: HttpRequest, code: str, version_id: UUID) -> HttpResponse:
    return _decide(request, code, "publish", lambda: operations.publish_rule(
        version_id=version_id, by=actor_of(request), at=now(),
    ))  # fmt: skip


@on_duty("POST")
def drop(request: HttpRequest, code: str, version_id: UUID) -> HttpResponse:
    return _decide(request, code, "drop", lambda: operations.drop_rule(
        version_id=version_id, by=actor_of(request), at=now(),
    ))  # fmt: skip


@on_duty("POST")
def retire(request: HttpRequest, code: str, version_id: UUID) -> HttpResponse:
    return _decide(request, code, "retire", lambda: operations.retire_rule(
        version_id=version_id, by=actor_of(request), at=now(),
    ))  # fmt: skip


def place_names(codes: set[str]) -> dict[str, Text]:
    """Code -> name today; the code itself where there is no such place."""
    found = {}
    for code in codes:
        try:
            found[code] = places.public_unit(code, today()).name
        except NotFound:
            found[code] = Text(code)
    return found


def thing_names(codes: set[str]) -> dict[str, Text]:
    """Code -> name of stations that are still there."""
    named = {}
    for code in codes:
        for series in observations.public_series_of(thing=code)[:1]:
            named[code] = series.thing_name
    return named


def _shown(
    request: HttpRequest, code: str, *, refusal: Refusal | None = None, status: int = 200
) -> HttpResponse:
    versions = queries.versions(code, by=actor_of(request))
    newest = newest_of(request, code)
    days = _days(request)
    past, watched = past_of(newest.rule, days)
    return page(
        request,
        "control_room/rule.html",
        status,
        card=newest,
        rule=newest.rule,
        versions=versions,
        days=days,
        spans=SPANS,
        past=past,
        watched=watched,
        event=queries.public_events().get(newest.rule.event),
        names=telling.Names(
            [who for card in versions for who in (card.drafted_by, card.published_by)]
        ),
        finished=str(words.DONE.get(request.GET.get("done", ""), "")),
        refusal=refusal,
        words=telling,
    )


def past_of(rule: ThresholdRule, days: int) -> tuple[list[Past], int]:
    """What the rule would have said in the last days, place by place, and how many there are."""
    watched = queries.public_watched(rule)
    end = now()
    found = []
    for place, thing in watched[:MOST_PLACES]:
        replay = queries.public_past(rule, place, thing, start=end - timedelta(days=days), end=end)
        threshold = replay.levels.raise_at if replay.levels else None
        title = _("Các giá trị trong %(days)s ngày qua") % {"days": days}
        name = replay.station if replay.station.vi else place_names({place})[place]
        picture = drawing.line(replay.values, title, threshold=threshold)
        found.append(Past(name, replay, picture))
    return found, len(watched)


def newest_of(request: HttpRequest, code: str) -> RuleCard:
    """The version in force, else the newest."""
    versions = queries.versions(code, by=actor_of(request))
    return next((card for card in versions if card.state is State.IN_FORCE), versions[0])


def _decide(request: HttpRequest, code: str, done: str, do: Callable[[], object]) -> HttpResponse:
    try:
        do()
    except (NotFound, NotAllowed):
        raise
    except Refusal as refusal:
        return _shown(request, code, refusal=refusal, status=refusal.status)
    return back(code, done)


def back(code: str, done: str) -> HttpResponse:
    where = reverse("control_room:rule", args=[code])
    return redirect(f"{where}?{urlencode({'done': done})}")


def _days(request: HttpRequest) -> int:
    asked = request.GET.get("days", "")
    return int(asked) if asked in {str(span) for span in SPANS} else SPANS[0]
