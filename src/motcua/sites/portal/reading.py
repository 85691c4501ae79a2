"""Doors for reading a procedure: its page."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from motcua.design import clock, errors, formats
from motcua.design.page import page
from motcua.kernel.clock import Due
from motcua.kernel.errors import NotFound
from motcua.modules.catalogue import queries as catalogue

from . import telling
from .readiness import ready_at


@dataclass(frozen=True, slots=True)
class Way:
    """A channel with its time, and when it would be ready if it were accepted now."""

    channel: str
    time: str
    says: str
    due: Due | None


@require_safe
def procedure(request: HttpRequest, code: str) -> HttpResponse:
    """What it is, what it costs, when it would be ready, what is needed."""
    try:
        card = catalogue.public_procedure(code)
    except NotFound:
        return errors.not_found(request)
    ways = _ways(card)
    online = next((way for way in ways if way.channel == "online"), None)
    first = online or next(iter(ways), Way("", "", "", None))
    return page(
        request,
        "portal/procedure.html",
        card=card,
        ways=ways,
        first=first,
        intervals=clock.parts(first.due.explanation) if first.due else [],
        note=clock.note(first.due) if first.due else "",
        is_same_time=len({way.says for way in ways}) == 1,
        start=reverse("portal:start", args=[code]) if online and card.is_fileable else "",
        by_file=[c for c in card.components if _may_come_online(c)],
        on_paper=[c for c in card.components if not _may_come_online(c)],
        words=telling,
    )


def _ways(card: catalogue.ProcedureCard) -> list[Way]:
    known = {way.time.allowance for way in card.ways if way.time.allowance}
    due = {each: ready_at(each) for each in known}
    return [
        Way(
            channel=way.channel.value,
            time=clock.allowance_words(way.time.allowance) if way.time.allowance else "",
            says=formats.text(way.time.says),
            due=due[way.time.allowance] if way.time.allowance else None,
        )
        for way in card.ways
    ]


def _may_come_online(component: catalogue.ComponentCard) -> bool:
    return any(str(source) in ("form", "upload", "store") for source in component.sources)
