"""`/entities`: whole entities made, found, replaced, merged and deleted."""

from urllib.parse import quote

from django.http import HttpRequest, HttpResponse

from motcua.design.page import now
from motcua.modules.entities import operations, queries
from motcua.modules.entities.rules import entities as rules
from motcua.modules.entities.rules import names
from motcua.modules.entities.rules.core import LOCATION
from motcua.modules.entities.rules.problems import BadContent, ResourceNotFound

from . import answering, asking, bodies, contexts
from .contexts import Spoken
from .problems import door

HERE = "/ngsi-ld/v1/entities/"


def create(request: HttpRequest) -> HttpResponse:
    by, body = bodies.writer(request), bodies.read(request)
    context = body.context(body.told).context
    told = rules.payload(body.told, context, whole=True)
    remarks = operations.create_entity(told=told, by=by, at=now())
    return answering.created(address(str(told.id)), remarks)


def address(entity: str) -> str:
    """Where an entity is found."""
    return HERE + quote(entity, safe=":")


def find(request: HttpRequest) -> HttpResponse:
    kind = answering.media_type(request, geo=True)
    spoken = contexts.of_link(request)
    return found(request, asking.params(request), spoken, kind)


def found(request: HttpRequest, asked: asking.Params, spoken: Spoken, kind: str) -> HttpResponse:
    """A page of a search, by GET or by POST."""
    search = asking.search(asked, spoken.context)
    page = asking.page(asked)
    shape = asking.shape(asked, spoken.context)
    several, in_all = queries.public_page(
        search,
        limit=page.limit + 1 if page.limit else 0,
        offset=page.offset,
        stamps=shape.stamps,
        count=page.count,
    )
    more = len(several) > page.limit
    answer = answering.several(several[: page.limit], spoken, shape, kind, _geometry(asked, spoken))
    if page.count:
        answer.headers[answering.COUNT] = str(in_all)
    return answering.with_pages(answer, request, page, more=more)


def show(request: HttpRequest, entity: str) -> HttpResponse:
    kind = answering.media_type(request, geo=True)
    spoken = contexts.of_link(request)
    asked = asking.params(request)
    shape = asking.shape(asked, spoken.context)
    there = queries.public_entity(_id(entity), stamps=shape.stamps)
    if there is None:
        raise ResourceNotFound("there is no such entity")
    answer = answering.one(there, spoken, shape, kind, _geometry(asked, spoken))
    wanted = asking.search({"attrs": asked["attrs"]}, spoken.context) if "attrs" in asked else None
    if wanted is not None and not any(f'"{iri}":' in there.document for iri in wanted.attributes):
        raise ResourceNotFound("the entity has none of these attributes")
    return answer


def replace(request: HttpRequest, entity: str) -> HttpResponse:
    by, body = bodies.writer(request), bodies.read(request)
    told = _of(entity, rules.payload(body.told, body.context(body.told).context))
    remarks = operations.replace_entity(entity=entity, told=told, by=by, at=now())
    return answering.done(remarks)


def merge(request: HttpRequest, entity: str) -> HttpResponse:
    by, body = bodies.writer(request), bodies.read(request, merge=True)
    told = _of(entity, rules.payload(body.told, body.context(body.told).context, lenient=True))
    remarks = operations.merge_entity(entity=entity, told=told, by=by, at=now())
    return answering.done(remarks)


def delete(request: HttpRequest, entity: str) -> HttpResponse:
    by = bodies.writer(request)
    operations.delete_entity(entity=_id(entity), by=by, at=now())
    return answering.done()


def _id(entity: str) -> str:
    return names.uri(entity, "the id of an entity")


def _of(entity: str, told: rules.Payload) -> rules.Payload:
    if told.id not in (None, _id(entity)):
        raise BadContent("the id in the body is another one")
    return told


def _geometry(asked: asking.Params, spoken: Spoken) -> str:
    if "geometryProperty" not in asked:
        return LOCATION
    return spoken.context.expand(names.checked(asked["geometryProperty"], "geometryProperty"))


several = door(get=find, post=create)
one = door(get=show, put=replace, patch=merge, delete=delete)
