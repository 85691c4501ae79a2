"""`/types` and `/attributes`: what there is."""

from django.http import HttpRequest, HttpResponse

from motcua.modules.entities import queries
from motcua.modules.entities.rules import names
from motcua.modules.entities.rules.contexts import Context
from motcua.modules.entities.rules.problems import BadContent, ResourceNotFound

from . import answering, asking, contexts
from .problems import door

LISTS = "urn:ngsi-ld:"


def types(request: HttpRequest) -> HttpResponse:
    kind, spoken = answering.media_type(request), contexts.of_link(request)
    short = spoken.context.compact
    if not _detailed(request):
        iris = [card.type for card in queries.public_types()]
        told = {
            "id": f"{LISTS}EntityTypeList:all",
            "type": "EntityTypeList",
            "typeList": [short(iri) for iri in iris],
        }
        return answering.answer(told, spoken, kind)
    cards: list[dict[str, object]] = [
        {
            "id": card.type,
            "type": "EntityType",
            "typeName": short(card.type),
            "attributeNames": [short(iri) for iri in card.attributes],
        }
        for card in queries.public_types(details=True)
    ]
    return _several(cards, spoken, kind)


def one_type(request: HttpRequest, name: str) -> HttpResponse:
    kind, spoken = answering.media_type(request), contexts.of_link(request)
    iri, short = _iri(name, spoken.context), spoken.context.compact
    found = queries.public_types(details=True, only=iri)
    if not found:
        raise ResourceNotFound("there is no entity of such a type")
    told = {
        "id": iri,
        "type": "EntityTypeInfo",
        "typeName": short(iri),
        "entityCount": found[0].count,
        "attributeDetails": [
            {
                "id": card.attribute,
                "type": "Attribute",
                "attributeName": short(card.attribute),
                "attributeTypes": list(card.kinds),
            }
            for card in queries.public_attributes(of_type=iri)
        ],
    }
    return answering.answer(told, spoken, kind)


def attributes(request: HttpRequest) -> HttpResponse:
    kind, spoken = answering.media_type(request), contexts.of_link(request)
    short, detailed = spoken.context.compact, _detailed(request)
    found = queries.public_attributes()
    if detailed:
        cards: list[dict[str, object]] = [
            {
                "id": card.attribute,
                "type": "Attribute",
                "attributeName": short(card.attribute),
                "typeNames": [short(iri) for iri in card.types],
            }
            for card in found
        ]
        return _several(cards, spoken, kind)
    told = {
        "id": f"{LISTS}AttributeList:all",
        "type": "AttributeList",
        "attributeList": [short(card.attribute) for card in found],
    }
    return answering.answer(told, spoken, kind)


def one_attribute(request: HttpRequest, name: str) -> HttpResponse:
    kind, spoken = answering.media_type(request), contexts.of_link(request)
    iri, short = _iri(name, spoken.context), spoken.context.compact
    found = queries.public_attributes(only=iri)
    if not found:
        raise ResourceNotFound("no entity has such an attribute")
    told = {
        "id": iri,
        "type": "Attribute",
        "attributeName": short(iri),
        "attributeCount": found[0].count,
        "attributeTypes": list(found[0].kinds),
        "typeNames": [short(each) for each in found[0].types],
    }
    return answering.answer(told, spoken, kind)


def _detailed(request: HttpRequest) -> bool:
    told = asking.params(request).get("details", "false")
    if told not in ("true", "false"):
        raise BadContent("details is true or false")
    return told == "true"


def _iri(name: str, context: Context) -> str:
    return context.expand(names.checked(name, "the name"))


def _several(cards: list[dict[str, object]], spoken: contexts.Spoken, kind: str) -> HttpResponse:
    if kind == answering.LD:
        cards = [{**card, "@context": spoken.echo} for card in cards]
    response = answering.plain(cards)
    response.headers["Content-Type"] = kind
    if kind == answering.JSON:
        response.headers["Link"] = spoken.link
    return response


all_types, each_type = door(get=types), door(get=one_type)
all_attributes, each_attribute = door(get=attributes), door(get=one_attribute)
