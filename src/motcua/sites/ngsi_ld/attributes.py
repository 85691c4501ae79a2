"""`/entities/{id}/attrs`: attributes appended, updated, patched, replaced and deleted."""

from django.http import HttpRequest, HttpResponse

from motcua.design.page import now
from motcua.modules.entities import operations
from motcua.modules.entities.rules import attributes, entities, names
from motcua.modules.entities.rules.contexts import Context
from motcua.modules.entities.rules.problems import BadContent

from . import answering, asking, bodies, contexts
from .problems import door


def append(request: HttpRequest, entity: str) -> HttpResponse:
    by, body = bodies.writer(request), bodies.read(request)
    context = body.context(body.told).context
    overwrite = "noOverwrite" not in asking.options(asking.params(request))
    told = _named(entity, entities.payload(body.told, context))
    done = operations.append_attributes(
        entity=entity, told=told, overwrite=overwrite, by=by, at=now()
    )
    return _result(told, done, context)


def update(request: HttpRequest, entity: str) -> HttpResponse:
    by, body = bodies.writer(request), bodies.read(request, merge=True)
    context = body.context(body.told).context
    told = _named(entity, entities.payload(body.told, context, lenient=True))
    done = operations.update_attributes(entity=entity, told=told, by=by, at=now())
    return _result(told, done, context)


def patch(request: HttpRequest, entity: str, attribute: str) -> HttpResponse:
    by, body = bodies.writer(request), bodies.read(request, merge=True)
    if not isinstance(body.told, dict):
        raise BadContent("a fragment of an attribute is a JSON object")
    context = body.context(body.told).context
    fragment = attributes.instance(body.told, context, lenient=True)
    remarks = operations.patch_attribute(
        entity=_id(entity), attribute=_iri(attribute, context), fragment=fragment, by=by, at=now()
    )
    return answering.done(remarks)


def replace(request: HttpRequest, entity: str, attribute: str) -> HttpResponse:
    by, body = bodies.writer(request), bodies.read(request)
    context = body.context(body.told).context
    told = body.told
    if isinstance(told, dict):
        told = {name: value for name, value in told.items() if name != "@context"}
    new = attributes.instance(told, context)
    if new is None:
        raise BadContent("an attribute is null")
    remarks = operations.replace_attribute(
        entity=_id(entity), attribute=_iri(attribute, context), new=new, by=by, at=now()
    )
    return answering.done(remarks)


def delete(request: HttpRequest, entity: str, attribute: str) -> HttpResponse:
    by = bodies.writer(request)
    context = contexts.of_link(request).context
    asked = asking.params(request)
    every = asked.get("deleteAll", "false")
    if every not in ("true", "false"):
        raise BadContent("deleteAll is true or false")
    operations.delete_attribute(
        entity=_id(entity),
        attribute=_iri(attribute, context),
        dataset=names.uri(asked["datasetId"], "datasetId") if "datasetId" in asked else None,
        every=every == "true",
        by=by,
        at=now(),
    )
    return answering.done()


def _id(entity: str) -> str:
    return names.uri(entity, "the id of an entity")


def _iri(attribute: str, context: Context) -> str:
    return context.expand(names.checked(attribute, "the name of an attribute"))


def _named(entity: str, told: entities.Payload) -> entities.Payload:
    if told.id not in (None, _id(entity)):
        raise BadContent("the id in the body is another one")
    return told


def _result(told: entities.Payload, done: operations.Written, context: Context) -> HttpResponse:
    """204, or 207 with what was left as it was (clause 5.2.18)."""
    left = done.left
    if not left:
        return answering.done(done.remarks)
    out = {each.attribute for each in left}
    answer = answering.plain(
        {
            "updated": [context.compact(iri) for iri in told.attributes if iri not in out],
            "notUpdated": [
                {"attributeName": context.compact(each.attribute), "reason": each.reason}
                for each in left
            ],
        },
        status=207,
    )
    return answering.remarked(answer, done.remarks)


several = door(post=append, patch=update)
one = door(patch=patch, put=replace, delete=delete)
