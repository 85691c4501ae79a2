"""What goes out: entities in the media type the client prefers, links to contexts and pages."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

import msgspec
from django.http import HttpRequest, HttpResponse

from motcua.modules.entities.queries import Found
from motcua.modules.entities.rules import shapes
from motcua.modules.entities.rules.core import LOCATION
from motcua.modules.entities.rules.observed import Remark
from motcua.modules.entities.rules.shapes import Kept, Shape

from .asking import Page
from .contexts import Spoken
from .problems import NotAcceptable

JSON, LD, GEO = "application/json", "application/ld+json", "application/geo+json"
COUNT = "NGSILD-Results-Count"
_encode = msgspec.json.Encoder().encode
_raw = msgspec.json.Decoder(dict[str, msgspec.Raw]).decode
_whole = msgspec.json.Decoder(dict[str, Any]).decode


@lru_cache(maxsize=256)
def _preferred(accept: str, *, geo: bool) -> str:
    """The media type to answer in; '' where none will do."""
    offered = (JSON, LD, GEO) if geo else (JSON, LD)
    best, weight = "", 0.0
    for part in accept.split(",")[:50]:
        kind, *rest = (piece.strip().lower() for piece in part.split(";"))
        told = next((r[2:] for r in rest if r.startswith("q=")), "1")
        try:
            own = float(told)
        except ValueError:
            own = 0.0
        if kind in ("*/*", "application/*", "application/problem+json"):
            kind = JSON
        if kind in offered and own > weight:
            best, weight = kind, own
    return best


def media_type(request: HttpRequest, *, geo: bool = False) -> str:
    """:raises NotAcceptable: none of what is accepted can be given"""
    accept = request.META.get("HTTP_ACCEPT") or "*/*"
    found = _preferred(accept, geo=geo)
    if not found:
        raise NotAcceptable("application/json and application/ld+json can be given")
    return found


def body(found: Found, spoken: Spoken, shape: Shape) -> dict[str, Any]:
    """An entity to be encoded. Attributes that read the same in every context stay as they are."""
    context = spoken.context
    if shape.is_plain and not found.is_deep:
        told = shapes.head(_kept(found, {}, {}), context, shape)
        compact, only, without = context.compact, shape.only, shape.without
        for iri, raw in _raw(found.document).items():
            if (only is None or iri in only) and iri not in without:
                told[compact(iri)] = raw
        return told
    return shapes.shown(_decoded(found), context, shape)


def _decoded(found: Found) -> Kept:
    return _kept(found, _whole(found.document), _whole(found.stamps) if found.stamps else {})


def _kept(found: Found, document: dict[str, Any], stamps: dict[str, Any]) -> Kept:
    return Kept(
        found.id,
        found.types,
        found.scopes,
        document,
        stamps,
        found.created,
        found.modified,
    )


def one(found: Found, spoken: Spoken, shape: Shape, kind: str, geometry: str) -> HttpResponse:
    """An entity."""
    if kind == GEO:
        return answer(shapes.feature(_decoded(found), spoken.context, shape, geometry=geometry),
                      spoken, kind)  # fmt: skip
    return answer(body(found, spoken, shape), spoken, kind)


def several(
    found: Iterable[Found], spoken: Spoken, shape: Shape, kind: str, geometry: str = LOCATION
) -> HttpResponse:
    """Entities, in order."""
    if kind == GEO:
        features = [
            shapes.feature(_decoded(each), spoken.context, shape, geometry=geometry)
            for each in found
        ]
        return answer({"type": "FeatureCollection", "features": features}, spoken, kind)
    bodies: list[dict[str, Any]] = [body(each, spoken, shape) for each in found]
    if kind == LD:
        bodies = [{**each, "@context": spoken.echo} for each in bodies]
    return HttpResponse(_encode(bodies), headers=_headers(spoken, kind))


def answer(told: dict[str, Any], spoken: Spoken, kind: str) -> HttpResponse:
    """One object."""
    if kind != JSON:
        told = {**told, "@context": spoken.echo}
    return HttpResponse(_encode(told), headers=_headers(spoken, kind))


def plain(told: object, *, status: int = 200) -> HttpResponse:
    """JSON that needs no context."""
    return HttpResponse(_encode(told), status=status, content_type=JSON)


def created(address: str, remarks: Sequence[Remark] = ()) -> HttpResponse:
    """201, and where it is."""
    return remarked(HttpResponse(status=201, headers={"Location": address}), remarks)


def done(remarks: Sequence[Remark] = ()) -> HttpResponse:
    """204: there is nothing to say but remarks."""
    answer = HttpResponse(status=204)
    del answer.headers["Content-Type"]
    return remarked(answer, remarks)


def remarked(answer: HttpResponse, remarks: Sequence[Remark]) -> HttpResponse:
    """With what became of observations that were not simply taken (clause 6.3.17)."""
    if remarks:
        answer.headers["NGSILD-Warning"] = warning(remarks)
    return answer


def warning(remarks: Sequence[Remark]) -> str:
    """Remarks as a header has them."""
    told = ", ".join(f'199 motcua "{remark.text}"' for remark in remarks)
    return told.encode("ascii", "replace").decode()


def _headers(spoken: Spoken, kind: str) -> dict[str, str]:
    headers = {"Content-Type": kind}
    if kind == JSON:
        headers["Link"] = spoken.link
    return headers


def with_pages(
    response: HttpResponse, request: HttpRequest, page: Page, *, more: bool
) -> HttpResponse:
    """Links to the next and the previous page (clause 6.3.10)."""
    links: Sequence[tuple[str, int]] = [
        *([("next", page.offset + page.limit)] if more else []),
        *([("prev", max(0, page.offset - page.limit))] if page.offset else []),
    ]
    if not links:
        return response
    asked = {name: value for name, value in request.GET.items() if name != "offset"}
    told = [response.headers["Link"]] if "Link" in response.headers else []
    for rel, offset in links:
        query = urlencode({**asked, "limit": page.limit, "offset": offset})
        told.append(f'<{request.path}?{query}>; rel="{rel}"; type="{LD}"')
    response.headers["Link"] = ", ".join(told)
    return response
