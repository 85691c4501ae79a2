"""Linked data: procedures as public services of CPSV-AP 3.2, one or all, and their stable names.

`/id/…` names things and shows none of them: it sends people to a page, and programs to data.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe
from ninja import Router

from motcua.design import shell
from motcua.design.page import today
from motcua.design.problems import language_of, of_refusal
from motcua.foundation.journal import request_id
from motcua.kernel.errors import NotFound, Refusal
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.catalogue.rules.linked import Around, Node, jsonld, turtle

from . import limiting

R = TypeVar("R", bound=HttpResponseBase)

router = Router(tags=["linked data"])
CHUNK = 64 * 1024
#: How long others may keep it: a change of the catalogue is seen by the tag before that.
KEPT_SECONDS = 3600
Spell = Callable[[Iterable[Node]], Iterator[str]]
SPELLINGS: dict[str, tuple[Spell, str]] = {
    "jsonld": (jsonld.spell, jsonld.MEDIA_TYPE), "ttl": (turtle.spell, turtle.MEDIA_TYPE),
}  # fmt: skip
_READERS = {
    "text/turtle": "ttl", "application/x-turtle": "ttl", "application/ld+json": "jsonld",
    "application/json": "json", "text/html": "html", "application/xhtml+xml": "html",
}  # fmt: skip
#: What else has a name of its own: described in the data of the whole catalogue.
KINDS = frozenset({
    "audience", "authority", "channel", "document-type", "event", "law", "online-extent",
    "online-level", "organisation", "place", "sector",
})  # fmt: skip


@router.get(
    "/procedures.jsonld", summary="The whole catalogue as JSON-LD", url_name="catalogue-jsonld"
)
@gzip_page
def whole_jsonld(request: HttpRequest) -> HttpResponseBase:
    """Every procedure in force as a `cpsv:PublicService` of CPSV-AP 3.2, as one document that
    flows. Its `ETag` changes when anything in it does: ask with `If-None-Match`."""
    return _whole(request, "jsonld")


@router.get("/procedures.ttl", summary="The whole catalogue as Turtle", url_name="catalogue-ttl")
@gzip_page
def whole_turtle(request: HttpRequest) -> HttpResponseBase:
    """The same as `procedures.jsonld`, in Turtle."""
    return _whole(request, "ttl")


@router.get("/procedures/{code}.jsonld", summary="A procedure as JSON-LD")
@gzip_page
def one_jsonld(request: HttpRequest, code: str) -> HttpResponse:
    """A procedure in force as a `cpsv:PublicService` of CPSV-AP 3.2."""
    return _one(request, code, "jsonld")


@router.get("/procedures/{code}.ttl", summary="A procedure as Turtle")
@gzip_page
def one_turtle(request: HttpRequest, code: str) -> HttpResponse:
    """The same as `.jsonld`, in Turtle."""
    return _one(request, code, "ttl")


@require_safe
@gzip_page
def beside_the_page(request: HttpRequest, code: str, form: str) -> HttpResponse:
    """`/procedures/2.000635.ttl`: the data of a page, at the address of the page."""
    try:
        return _one(request, code, form)
    except Refusal as refusal:
        return _refused(request, refusal)


@require_safe
def named(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """Send on (303) from a stable name to what the asker can read."""
    form = preferred(request.headers.get("Accept", ""))
    if kind == "procedure":
        return _sent(_of_procedure(key, form))
    if kind not in KINDS:
        return _refused(request, NotFound(f"no such kind of thing: {kind}"))
    return _sent(_of_catalogue(form))


@require_safe
def named_catalogue(request: HttpRequest, name: str) -> HttpResponse:
    """`/id/catalogue` and `/id/city`."""
    del name
    return _sent(_of_catalogue(preferred(request.headers.get("Accept", ""))))


def preferred(accepted: str) -> str:
    """html, json, jsonld or ttl: the best liked of what is there; html where nothing is said."""
    liked = [_like(part) for part in accepted.split(",")]
    known = [(weight, _READERS[kind]) for weight, kind in liked if kind in _READERS and weight > 0]
    return max(known, key=lambda each: each[0])[1] if known else "html"


def _like(part: str) -> tuple[float, str]:
    kind, *parameters = (each.strip().lower() for each in part.split(";"))
    weights = [each.removeprefix("q=") for each in parameters if each.startswith("q=")]
    try:
        return (float(weights[0]) if weights else 1.0), kind
    except ValueError:
        return 0.0, kind


def _of_procedure(code: str, form: str) -> str:
    if form == "json":
        return reverse("api:procedure", args=[code])
    page = reverse("portal:procedure", args=[code])
    return page if form == "html" else f"{page}.{form}"


def _of_catalogue(form: str) -> str:
    if form == "html":
        return reverse("portal:find")
    return reverse("api:catalogue-ttl" if form == "ttl" else "api:catalogue-jsonld")


def _sent(address: str) -> HttpResponse:
    answer = HttpResponse(status=303, headers={"Location": address})
    patch_vary_headers(answer, ["Accept"])
    return answer


def _refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    with translation.override(language_of(request)):
        return of_refusal(refusal, instance=request_id.get())


def _one(request: HttpRequest, code: str, form: str) -> HttpResponse:
    limiting.count(request)
    nodes = catalogue.public_described(code, _around())
    spell, media_type = SPELLINGS[form]
    content = "".join(spell(nodes)).encode()
    tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    if tag in request.headers.get("If-None-Match", ""):
        return _open(HttpResponse(status=304), tag)
    return _open(HttpResponse(content, content_type=media_type), tag)


def _whole(request: HttpRequest, form: str) -> HttpResponseBase:
    limiting.count(request)
    around = _around()
    said = f"{catalogue.public_catalogue_mark()}{around}{form}"
    tag = f'"{hashlib.sha256(said.encode()).hexdigest()[:32]}"'
    if tag in request.headers.get("If-None-Match", ""):
        return _open(HttpResponse(status=304), tag)
    spell, media_type = SPELLINGS[form]
    parts = _chunks(spell(catalogue.public_described_all(around)))
    return _open(StreamingHttpResponse(parts, content_type=media_type), tag)


def _around() -> Around:
    return catalogue.public_around(shell.city().name, today())


def _chunks(parts: Iterable[str]) -> Iterator[bytes]:
    held, size = [], 0
    for part in parts:
        held.append(part)
        size += len(part)
        if size > CHUNK:
            yield "".join(held).encode()
            held, size = [], 0
    yield "".join(held).encode()


def _open(response: R, tag: str) -> R:
    """Public data: caches and pages of others may have it."""
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = f"public, max-age={KEPT_SECONDS}"
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    patch_vary_headers(response, ["Accept-Encoding"])
    return response
