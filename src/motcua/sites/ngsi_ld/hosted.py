"""`/jsonldContexts`: contexts kept here (clauses 5.13 and 6.29 to 6.30)."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from motcua.design.page import now
from motcua.modules.entities import operations, queries
from motcua.modules.entities.rules import core, moments
from motcua.modules.entities.rules.core import CORE_URL, CORE_URLS
from motcua.modules.entities.rules.problems import BadContent, ResourceNotFound

from . import answering, asking, bodies, contexts
from .problems import door

HERE = "/ngsi-ld/v1/jsonldContexts/"


def add(request: HttpRequest) -> HttpResponse:
    by, body = bodies.writer(request), bodies.read(request)
    key = operations.host_context(document=body.told, by=by, at=now())
    contexts.forget()
    return answering.created(f"{HERE}{key}")


def listed(request: HttpRequest) -> HttpResponse:
    asked = asking.params(request)
    kind = asked.get("kind", "")
    if kind not in ("", "Hosted", "Cached", "ImplicitlyCreated"):
        raise BadContent("kind is Hosted, Cached or ImplicitlyCreated")
    cards = [
        card for card in queries.public_contexts()
        if kind in ("", "Cached" if card.url else "Hosted")
    ]  # fmt: skip
    if asked.get("details") == "true":
        return answering.plain([_card(request, card) for card in cards])
    core = [CORE_URL] if kind in ("", "Cached") else []
    return answering.plain(core + [_address(request, card) for card in cards])


def show(request: HttpRequest, name: str) -> HttpResponse:
    if name in CORE_URLS:
        return _document(core.document())
    card = queries.public_context(_key(name))
    if card is None:
        raise ResourceNotFound("there is no such context")
    if asking.params(request).get("details") == "true":
        return answering.plain(_card(request, card))
    return _document(card.document)


def drop(request: HttpRequest, name: str) -> HttpResponse:
    by = bodies.writer(request)
    operations.drop_context(context=_key(name), by=by, at=now())
    contexts.forget()
    return answering.done()


def _document(told: object) -> HttpResponse:
    response = answering.plain(told)
    response.headers["Content-Type"] = answering.LD
    return response


def _key(name: str) -> UUID:
    """From an id, or from the whole address a list told."""
    try:
        return UUID(name.rpartition("/")[2])
    except ValueError:
        raise ResourceNotFound("there is no such context") from None


def _address(request: HttpRequest, card: queries.ContextCard) -> str:
    return card.url or request.build_absolute_uri(f"{HERE}{card.id}")


def _card(request: HttpRequest, card: queries.ContextCard) -> dict[str, object]:
    return {
        "URL": _address(request, card),
        "localId": str(card.id),
        "kind": "Cached" if card.url else "Hosted",
        "timestamp": moments.told(card.created_at.timestamp()),
        "extraInfo": {"sha256": card.digest},
    }


all_contexts, each_context = door(get=listed, post=add), door(get=show, delete=drop)
