"""Doors for everybody: the first page, finding a procedure, reading it."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from motcua.design import errors
from motcua.design.clock import allowance_words, parts
from motcua.design.page import now, page
from motcua.kernel import clock
from motcua.kernel.errors import Invalid, NotFound, Refusal
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.organisation import queries as organisation

SHOWN_AT_HOME = 6


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """A search, and what is sought most."""
    found = catalogue.public_search("", limit=SHOWN_AT_HOME)
    return page(request, "portal/home.html", procedures=found.items)


@require_GET
def find(request: HttpRequest) -> HttpResponse:
    """Search by name, everyday words or code, with or without marks."""
    q = request.GET.get("q", "").strip()[:200]
    try:
        found = catalogue.public_search(q, cursor=request.GET.get("after"))
    except Invalid as refusal:
        found = catalogue.public_search(q)
        return page(request, "portal/find.html", status=422, q=q, found=found, refusal=refusal)
    return page(request, "portal/find.html", q=q, found=found, refusal=None)


@require_GET
def procedure(request: HttpRequest, code: str) -> HttpResponse:
    """What it is, what it costs, when it would be ready, what is needed."""
    try:
        card = catalogue.public_procedure(code)
    except NotFound:
        return errors.not_found(request)
    ways = [_way(way) for way in card.ways]
    return page(request, "portal/procedure.html", card=card, ways=ways, start=_start(card, ways))


def _way(way: catalogue.WayCard) -> dict[str, object]:
    """A channel with its time, and when it would be ready if it were accepted now."""
    at = now()
    found: dict[str, object] = {
        "channel": way.channel.value,
        "time": allowance_words(way.time.allowance),
        "says": way.time.says,
        "due": None,
    }
    try:
        calendar = organisation.calendar_of(organisation.public_tops()[0])
        rules = organisation.clock_rules_on(at.date())
        due = clock.when_ready(at, way.time.allowance, calendar, rules)
        found |= {"due": due.due_at, "parts": parts(due.explanation)}
    except (Refusal, IndexError):
        # Without a calendar the page still says how long it takes.
        found["parts"] = []
    return found


def _start(card: catalogue.ProcedureCard, ways: list[dict[str, object]]) -> str:
    online = any(way["channel"] == "online" for way in ways)
    return reverse("portal:start", args=[card.code]) if online else ""
