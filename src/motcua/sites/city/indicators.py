"""Indicators: which there are, and one of them with its chart, table, definition and downloads."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from motcua.design import formats
from motcua.design.page import now, page
from motcua.kernel.errors import NotFound
from motcua.kernel.words import Text
from motcua.modules.indicators import queries as indicators
from motcua.modules.indicators.queries import DefinitionCard, ValueCard
from motcua.modules.places import queries as places

from . import asking, telling, words
from .asking import Choices, Question, QuestionInvalid

MOST_ROWS = 400  # of the table on the page; all are in the downloads
SHORT = 30  # rows that are shown at once; more are folded


@dataclass(frozen=True, slots=True)
class Row:
    """A value as the table tells it."""

    period: str
    category: str
    value: str
    interval: str
    band: indicators.BandCard | None
    completeness: str
    is_complete: bool
    is_running: bool
    revision: int


@require_safe
@gzip_page
def every(request: HttpRequest) -> HttpResponse:
    """All indicators by topic."""
    topics: dict[str, list[DefinitionCard]] = {}
    for card in indicators.public_definitions():
        topics.setdefault(card.topic, []).append(card)
    return page(request, "city/indicators.html", topics=topics, words=words)


@require_safe
@gzip_page
def one(request: HttpRequest, code: str) -> HttpResponse:
    """One indicator of the city, a commune or an agency, over a chosen time."""
    try:
        definition = indicators.public_definition(code)
    except NotFound:
        raise Http404 from None
    at, refusal = now(), None
    today = formats.here(at).date()
    options = asking.choices(definition, today)
    try:
        asked = asking.question(request, definition, at)
    except QuestionInvalid as refused:
        refusal, asked = refused, asking.usual(definition, at)
    asked = asking.with_somewhere(asked, options, has_chosen=bool(request.GET))
    values = asked.values()
    return page(
        request,
        "city/indicator.html",
        422 if refusal else 200,
        definition=definition,
        asked=asked,
        options=options,
        where=where(asked, options),
        refusal=refusal,
        told=_told(definition, values, where(asked, options), at),
        rows=rows_of(definition, values[-MOST_ROWS:], at),
        is_cut=len(values) > MOST_ROWS,
        is_short=len(values) <= SHORT,
        newest=values[-1] if values else None,
        chart=_chart(asked),
        downloads=_downloads(asked),
        versions=indicators.public_versions(code),
        boundaries=_boundaries(asked, values),
        follow=follow(definition, asked.place),
        words=words,
    )


def where(asked: Question, options: Choices) -> str:
    """The name of what the question is about."""
    if asked.place:
        return formats.text(options.communes.get(asked.place, Text(asked.place)))
    if asked.agency:
        found = options.agencies.get(asked.agency)
        return formats.text(found.name) if found else asked.agency
    return _("Toàn thành phố")


def rows_of(definition: DefinitionCard, values: Sequence[ValueCard], at: datetime) -> list[Row]:
    """Newest first."""
    return [
        Row(
            words.period_of(card),
            telling.category(definition, card.split) if card.split else "",
            "" if card.value is None else formats.number(card.value, definition.decimals),
            interval(definition, card),
            definition.band_of(card.value),
            f"{formats.number(card.n_received)}/{formats.number(card.n_expected)}"
            if card.n_expected
            else "",
            card.is_complete,
            telling.is_running(card, at),
            card.revision,
        )
        for card in reversed(values)
    ]


def interval(definition: DefinitionCard, card: ValueCard) -> str:
    if card.low is None or card.high is None:
        return ""
    low = formats.number(card.low, definition.decimals)
    return f"{low}–{formats.number(card.high, definition.decimals)}"


@dataclass(frozen=True, slots=True)
class Following:
    """Addresses by which one is told of changes."""

    stream: str
    feed: str
    topic: str


def follow(definition: DefinitionCard, place: str = "") -> Following:
    topic = f"indicators.{definition.code}"
    more = {"places": place} if place else {}
    feed = asking.feed(place=place) if place else asking.feed(topic=topic)
    return Following(f"/stream?{urlencode({'topics': topic, **more})}", feed, topic)


def _told(
    definition: DefinitionCard, values: Sequence[ValueCard], place: str, at: datetime
) -> list[str]:
    """A sentence for the newest value; for a divided indicator one for each category."""
    there = [card for card in values if card.value is not None]
    # A period that is over says more than one that runs, where there is one.
    told = [card for card in there if not telling.is_running(card, at)] or there
    if not told:
        return []
    if definition.splits:
        return [telling.divided(definition, told, place, at)]
    last, before = told[-1], next((card for card in told if card.end == told[-1].start), None)
    return [telling.told(definition, last, before, place, at).whole]


def _chart(asked: Question) -> tuple[str, str]:
    address = reverse("city:indicator", args=[asked.definition.code])
    return f"{address}/chart", urlencode(asked.query)


def _downloads(asked: Question) -> list[tuple[str, str]]:
    address = reverse("city:indicator", args=[asked.definition.code])
    query = urlencode(asked.query)
    return [("CSV", f"{address}/values.csv?{query}"), ("JSON", f"{address}/values.json?{query}")]


def _boundaries(asked: Question, values: Sequence[ValueCard]) -> list[places.BoundaryVersion]:
    """The versions of boundaries that the values shown were computed with."""
    named = {card.boundary_version for card in values if card.boundary_version}
    if not asked.place or not named:
        return []
    return [
        each for each in places.public_boundary_versions(asked.place[:2]) if each.version in named
    ]
