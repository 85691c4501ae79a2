"""A commune: its indicators, its stations, its warnings; and the shapes of all communes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from motcua.design import formats
from motcua.design.page import now, page
from motcua.kernel.errors import NotFound
from motcua.kernel.words import Text
from motcua.modules.alerts import queries as alerts
from motcua.modules.indicators import queries as indicators
from motcua.modules.indicators.queries import BandCard, DefinitionCard, ValueCard
from motcua.modules.observations import queries as observations
from motcua.modules.observations.queries import Standing
from motcua.modules.places import queries as places
from motcua.modules.places.rules import DenominatorKind, Level

from . import answering, asking, mapping, telling, words

VERSION = re.compile(r"[0-9]{2}-[0-9]{4}-[0-9]{2}-[0-9]{2}-[0-9a-f]{8}")


@dataclass(frozen=True, slots=True)
class Line:
    """An indicator of a commune: its newest value and what may be said of it."""

    definition: DefinitionCard
    card: ValueCard | None
    number: str
    band: BandCard | None
    says: str


@require_safe
@gzip_page
def one(request: HttpRequest, code: str) -> HttpResponse:
    """A commune and all that is known of it."""
    at = now()
    today = formats.here(at).date()
    try:
        unit = places.public_unit(code, today)
    except NotFound:
        raise Http404 from None
    if unit.level is not Level.COMMUNE:
        raise Http404
    denominators = [
        found
        for kind in DenominatorKind
        if (found := places.public_denominators(kind, [unit.code], today).get(unit.code))
    ]
    return page(
        request,
        "city/place.html",
        unit=unit,
        lines=lines_of(unit.code, at),
        standings=observations.public_latest(place=unit.code, at=at),
        alerts=alerts.public_active([unit.code], at=at),
        predecessors=places.public_predecessors(unit.code),
        denominators=denominators,
        stream=f"/stream?places={unit.code}",
        feed=asking.feed(place=unit.code),
        words=words,
        at=at,
    )


def lines_of(code: str, at: datetime) -> list[Line]:
    """Every indicator that communes have, with this one's newest value or none."""
    return [
        _line(definition, code, at)
        for definition in indicators.public_definitions()
        if definition.has_places
    ]


def _line(definition: DefinitionCard, code: str, at: datetime) -> Line:
    grain = definition.smallest
    found = asking.recent(definition, grain, at, place=code)
    card, before = asking.newest(found)
    if card is None:
        return Line(definition, None, "", None, "")
    if definition.splits:
        there = [each for each in found if each.value is not None]
        return Line(definition, card, "", None, "; ".join(telling.parts(definition, there)))
    number = telling.amount(definition, card.value or 0.0)
    says = telling.changed(definition, card, before, at)
    return Line(definition, card, number, definition.band_of(card.value), says)


@require_safe
@gzip_page
def shapes(request: HttpRequest, version: str) -> HttpResponse:
    """A version of boundaries as GeoJSON (RFC 7946). What its name says never changes."""
    if not VERSION.fullmatch(version):
        raise Http404
    found = next(
        (each for each in places.public_boundary_versions(version[:2]) if each.version == version),
        None,
    )
    if found is None:
        raise Http404
    names = {unit.code: unit.name for unit in places.public_communes(version[:2], found.valid_from)}
    content = b"".join(_collection(found, names))
    return answering.kept(
        request,
        content,
        "application/geo+json",
        seconds=answering.A_YEAR,
        name=f"ranh-gioi-{version}.geojson",
    )


@require_safe
def ground(request: HttpRequest) -> HttpResponse:
    """The boundaries in force today, under an address that does not change; empty without any."""
    found = places.public_boundary_version(asking.province(), formats.here(now()).date())
    if found is None:
        return answering.json(request, {"type": "FeatureCollection", "features": []})
    response = redirect("city:shapes", found.version)
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response


def _collection(found: places.BoundaryVersion, names: dict[str, Text]) -> Iterator[bytes]:
    about = {"version": found.version, "valid_from": str(found.valid_from),
             "source": found.source, "licence": found.licence}  # fmt: skip
    yield b'{"type":"FeatureCollection","about":' + answering.encoded(about) + b',"features":['
    for number, (code, geometry) in enumerate(places.public_geometries(found.version)):
        name = names.get(code, Text(code))
        properties = {"code": code, "name": name.vi, "name_en": name.in_("en")}
        yield (
            (b"," if number else b"")
            + b'{"type":"Feature","properties":'
            + answering.encoded(properties)
            + b',"geometry":'
            + geometry.encode()
            + b"}"
        )
    yield b"]}"


@require_safe
@gzip_page
def coloured(request: HttpRequest, code: str) -> HttpResponse:
    """By commune: the colour and the words an indicator gives it now, for the moving map."""
    at = now()
    today = formats.here(at).date()
    try:
        definition = indicators.public_definition(code)
    except NotFound:
        raise Http404 from None
    found = asking.newest_by_place(
        asking.recent(definition, definition.smallest, at, by_place=True)
    )
    city = asking.province()
    names = {place: formats.text(name) for place, name in asking.communes(today, city).items()}
    version = places.public_boundary_version(city, today)
    credit = f"{version.source}, {version.licence}" if version else ""
    told = mapping.colours(definition, [card for card, _ in found.values()], names)
    return answering.json(
        request, {"places": told, "none": words.NONE_COLOUR, "source": credit}, seconds=30
    )


def fresh(standing: Standing, at: datetime) -> str:
    """How long ago a series spoke."""
    return words.ago(standing.seen_time, at) if standing.seen_time else ""
