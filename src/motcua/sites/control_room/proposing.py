"""The form of a warning: a new one, or what is to take a standing one's place."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
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
from motcua.modules.alerts.queries import AlertCard
from motcua.modules.alerts.rules.cap import Certainty, Severity, Status, Urgency
from motcua.modules.alerts.rules.drafts import (
    LONGEST_HEADLINE,
    LONGEST_WORDS,
    Draft,
    DraftIncomplete,
)
from motcua.modules.organisation import queries as organisation
from motcua.modules.places import queries as places

from . import telling, words
from .doors import Gap, first_of_each, on_duty, text, texts

HOURS = ("1", "3", "6", "12", "24", "48", "72")
_WORDS = ("headline", "description", "instruction")
Choice = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Typed:
    """The form as it was typed."""

    event: str = ""
    places: tuple[str, ...] = ()
    severity: str = Severity.MODERATE.value
    urgency: str = Urgency.EXPECTED.value
    certainty: str = Certainty.LIKELY.value
    hours: str = "6"
    status: str = ""
    reason: str = ""
    headline_vi: str = ""
    headline_en: str = ""
    description_vi: str = ""
    description_en: str = ""
    instruction_vi: str = ""
    instruction_en: str = ""

    def draft(self, *, at: datetime) -> Draft:
        """What it says, once `gaps` found everything chosen from the lists."""
        event = queries.public_events().get(self.event)
        return Draft(
            event=self.event,
            places=self.places,
            severity=Severity(self.severity),
            urgency=Urgency(self.urgency),
            certainty=Certainty(self.certainty),
            headline=Text(self.headline_vi, self.headline_en),
            description=Text(self.description_vi, self.description_en),
            instruction=Text(self.instruction_vi, self.instruction_en),
            expires=at + timedelta(hours=int(self.hours)),
            status=Status(self.status) if self.status else queries.public_status(),
            responses=event.responses if event else (),
            onset=at,
        )

    def gaps(self) -> list[Gap]:
        """Lists hold what may be chosen; anything else came from elsewhere."""
        chosen = (
            ("severity", self.severity, {each.value for each in Severity}),
            ("urgency", self.urgency, {each.value for each in Urgency}),
            ("certainty", self.certainty, {each.value for each in Certainty}),
            ("hours", self.hours, set(HOURS)),
            ("status", self.status, {"", *(value for value, _label in statuses())}),
        )
        return [
            (name, _("Chọn một trong danh sách")) for name, value, known in chosen
            if value not in known
        ]  # fmt: skip


@on_duty("GET", "POST")
def new(request: HttpRequest) -> HttpResponse:
    """Propose a warning of one's own."""
    if not queries.may_propose(by=actor_of(request)):
        raise NotAllowed("those on duty propose warnings")
    typed = _typed(request) if request.method == "POST" else Typed()
    return _answer(request, typed, None, "propose", lambda draft, at: operations.propose(
        draft=draft, reason=typed.reason, by=actor_of(request), at=at,
    ))  # fmt: skip


@on_duty("GET", "POST")
def update(request: HttpRequest, alert_id: UUID) -> HttpResponse:
    """Propose what is to take a standing warning's place."""
    card = queries.alert(alert_id, by=actor_of(request))
    if request.method == "GET" and not card.may_update:
        return redirect("control_room:alert", alert_id)
    typed = _typed(request) if request.method == "POST" else _as_it_is(card.alert)
    typed = replace(typed, event=card.alert.event)
    return _answer(request, typed, card.alert, "update", lambda draft, at: (
        operations.propose_update(
            alert_id=alert_id, draft=draft, reason=typed.reason, by=actor_of(request), at=at,
        )
    ))  # fmt: skip


def _answer(
    request: HttpRequest,
    typed: Typed,
    former: AlertCard | None,
    done: str,
    do: Callable[[Draft, datetime], UUID],
) -> HttpResponse:
    if request.method == "GET":
        return _ask(request, typed, former)
    gaps, at = typed.gaps(), now()
    if gaps:
        return _ask(request, typed, former, gaps=gaps, status=422)
    try:
        made = do(typed.draft(at=at), at)
    except DraftIncomplete as refusal:
        return _ask(request, typed, former, gaps=telling.gaps(refusal.missing), status=422)
    except (NotFound, NotAllowed):
        raise
    except Refusal as refusal:
        return _ask(request, typed, former, refusal=refusal, status=refusal.status)
    where = reverse("control_room:alert", args=[made])
    return redirect(f"{where}?{urlencode({'done': done})}")


def _ask(
    request: HttpRequest,
    typed: Typed,
    former: AlertCard | None,
    *,
    gaps: list[Gap] | None = None,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    return page(
        request,
        "control_room/propose.html",
        status,
        typed=typed,
        former=former,
        gaps=gaps or [],
        wrong=first_of_each(gaps or []),
        refusal=refusal,
        events=[(event.code, event.text) for event in queries.public_events().values()],
        communes=_communes(),
        severities=[(value.value, str(said)) for value, said in words.SEVERITIES.items()],
        urgencies=[(value.value, str(said)) for value, said in words.URGENCIES.items()],
        certainties=[(value.value, str(said)) for value, said in words.CERTAINTIES.items()],
        hours=[(each, _("%(hours)s giờ") % {"hours": each}) for each in HOURS],
        statuses=statuses(),
        most={"headline": LONGEST_HEADLINE, "words": LONGEST_WORDS},
        words=telling,
    )


def statuses() -> list[Choice]:
    """Actual or an exercise, where warnings may be actual; else there is nothing to choose."""
    if queries.public_status() is not Status.ACTUAL:
        return []
    return [
        (status.value, str(words.STATUSES[status]))
        for status in (Status.ACTUAL, Status.EXERCISE, Status.TEST)
    ]


def _communes() -> list[tuple[str, Text]]:
    """The whole city first, then its communes."""
    city = organisation.agency(queries.public_issuer().agency).place_code or ""
    try:
        whole = [(city, places.public_unit(city, today()).name)]
    except NotFound:
        whole = []
    return [*whole, *((unit.code, unit.name) for unit in places.public_communes(city, today()))]


def _typed(request: HttpRequest) -> Typed:
    both = {f"{name}_{tongue}" for name in _WORDS for tongue in ("vi", "en")}
    return Typed(
        places=texts(request, "places"),
        **{
            name: text(request, name)
            for name in (
                "event", "severity", "urgency", "certainty", "hours", "status", "reason", *both,
            )
        },
    )  # fmt: skip


def _as_it_is(alert: AlertCard) -> Typed:
    return Typed(
        event=alert.event,
        places=tuple(place.code for place in alert.places),
        severity=alert.severity.value,
        urgency=alert.urgency.value,
        certainty=alert.certainty.value,
        status=alert.status.value if statuses() else "",
        headline_vi=alert.headline.vi,
        headline_en=alert.headline.en,
        description_vi=alert.description.vi,
        description_en=alert.description.en,
        instruction_vi=alert.instruction.vi,
        instruction_en=alert.instruction.en,
    )
