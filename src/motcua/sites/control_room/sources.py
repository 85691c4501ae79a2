"""Where numbers come from and how the sources do: last seen, what came, what is silent."""

from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse

from motcua.design.formats import here
from motcua.design.page import now, page
from motcua.design.requests import actor_of
from motcua.kernel.errors import NotFound
from motcua.modules.observations import queries

from . import telling
from .doors import on_duty

MOST_SERIES = 500


@on_duty()
def every(request: HttpRequest) -> HttpResponse:
    """All sources with their rows of the last day, and the series that are silent."""
    at = now()
    return page(
        request,
        "control_room/sources.html",
        sources=queries.sources(by=actor_of(request), at=at),
        silent=queries.public_freshness(at=at),
        at=at,
        words=telling,
    )


@on_duty()
def one(request: HttpRequest, code: str) -> HttpResponse:
    """A source: each series with its cadence, newest value and completeness today; its batches."""
    actor, at = actor_of(request), now()
    health = next((h for h in queries.sources(by=actor, at=at) if h.source.code == code), None)
    if health is None:
        raise NotFound(f"source {code}")
    series = queries.series(by=actor, source=code)[:MOST_SERIES]
    keys = [each.id for each in series]
    standings = {s.series.id: s for s in queries.public_latest(at=at, series=keys)} if keys else {}
    whole = {
        each.series: each
        for each in (queries.public_completeness(keys, _midnight(at), at) if keys else [])
    }
    return page(
        request,
        "control_room/source.html",
        health=health,
        series=series,
        standings=standings,
        whole=whole,
        receipts=queries.receipts(source=code, by=actor, limit=10),
        at=at,
        words=telling,
    )


def _midnight(at: datetime) -> datetime:
    """When today began here."""
    now_here = here(at)
    return now_here - timedelta(
        hours=now_here.hour,
        minutes=now_here.minute,
        seconds=now_here.second,
        microseconds=now_here.microsecond,
    )
