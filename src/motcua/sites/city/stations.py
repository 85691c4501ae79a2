"""Stations and sources, open: what is measured where, how often, by whom, under which licence."""

from dataclasses import dataclass
from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from motcua.design import formats
from motcua.design.page import now, page
from motcua.kernel.errors import NotFound
from motcua.modules.observations import queries as observations
from motcua.modules.observations.queries import SourceCard, Standing

from . import asking, words

MOST = 500  # series on the page; who has more chooses a place or a property
SHOWN_HOURS = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Station:
    """A thing with its series, as they stand."""

    code: str
    name: str
    place: str
    standings: tuple[Standing, ...]


@require_safe
@gzip_page
def every(request: HttpRequest) -> HttpResponse:
    """All open series by station, of one property or all, with their freshness."""
    at = now()
    known = observations.public_properties()
    wanted = request.GET.get("property", "")
    if wanted and wanted not in known:
        raise Http404
    found = observations.public_latest(observed=wanted, at=at)
    sources: list[SourceCard] = observations.public_sources()
    return page(
        request,
        "city/stations.html",
        stations=stations_of(found[:MOST]),
        is_cut=len(found) > MOST,
        n_series=len(found),
        n_stale=sum(each.is_stale for each in found),
        sources=sources,
        properties=known,
        wanted=wanted,
        communes=asking.communes(formats.here(at).date()),
        at=at,
        words=words,
    )


@require_safe
@gzip_page
def one(request: HttpRequest, code: str) -> HttpResponse:
    """One series: where it stands, its last day by the hour, how to download the rest."""
    at = now()
    try:
        series = observations.public_series(code)
    except NotFound:
        raise Http404 from None
    standing = observations.public_latest(series=[series.id], at=at)
    start = at - SHOWN_HOURS
    completeness = observations.public_completeness([series.id], start, at)
    return page(
        request,
        "city/series.html",
        series=series,
        standing=standing[0] if standing else None,
        hours=list(reversed(observations.public_hours([series.id], start, at))),
        completeness=completeness[0] if completeness else None,
        rules=observations.public_rulesets(observed=series.property)[:1],
        communes=asking.communes(formats.here(at).date()),
        today=formats.here(at).date(),
        week_ago=formats.here(at).date() - timedelta(days=6),
        at=at,
        words=words,
    )


def stations_of(found: list[Standing]) -> list[Station]:
    """Series by their thing, in order of its name."""
    by_thing: dict[str, list[Standing]] = {}
    for each in found:
        by_thing.setdefault(each.series.thing, []).append(each)
    stations = [
        Station(
            thing,
            formats.text(rows[0].series.thing_name),
            rows[0].series.place,
            tuple(rows),
        )
        for thing, rows in by_thing.items()
    ]
    return sorted(stations, key=lambda each: each.name)
