"""`/entityOperations`: many entities in one request."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from motcua.design.page import now
from motcua.kernel.actors import Actor
from motcua.modules.entities import operations
from motcua.modules.entities.operations import Failure, Outcome
from motcua.modules.entities.rules import entities, names
from motcua.modules.entities.rules.problems import (
    BadContent,
    NgsiProblem,
    OperationNotSupported,
)

from . import answering, asking, bodies
from .contexts import Spoken
from .entities import found
from .problems import details, door

MOST = 10_000
Payloads = list[entities.Payload]


def create(request: HttpRequest) -> HttpResponse:
    def act(told: Payloads, by: Actor) -> Outcome:
        return operations.create_batch(told=told, by=by, at=now())

    return _created(*_done(request, act))


def upsert(request: HttpRequest) -> HttpResponse:
    replace = "update" not in asking.options(asking.params(request))

    def act(told: Payloads, by: Actor) -> Outcome:
        return operations.upsert_batch(told=told, replace=replace, by=by, at=now())

    return _created(*_done(request, act))


def update(request: HttpRequest) -> HttpResponse:
    overwrite = "noOverwrite" not in asking.options(asking.params(request))

    def act(told: Payloads, by: Actor) -> Outcome:
        return operations.update_batch(told=told, overwrite=overwrite, by=by, at=now())

    return _changed(*_done(request, act))


def merge(request: HttpRequest) -> HttpResponse:
    def act(told: Payloads, by: Actor) -> Outcome:
        return operations.merge_batch(told=told, by=by, at=now())

    return _changed(*_done(request, act, lenient=True))


def delete(request: HttpRequest) -> HttpResponse:
    by, body = bodies.writer(request), bodies.read(request)
    ids = [names.uri(each, "the id of an entity") for each in _listed(body.told)]
    outcome = operations.delete_batch(ids=ids, by=by, at=now())
    return _changed(outcome, [])


def query(request: HttpRequest) -> HttpResponse:
    kind = answering.media_type(request, geo=True)
    body = bodies.read(request)
    if not isinstance(body.told, dict) or body.told.get("type") != "Query":
        raise BadContent("the body is an object of the type Query")
    spoken = body.context(body.told)
    if body.spoken is None:
        spoken = Spoken(spoken.context, spoken.url, spoken.told)
    asked = asking.params(request) | _asked(body.told)
    return found(request, asked, spoken, kind)


def _asked(told: dict[str, object]) -> dict[str, str]:
    """A Query (clause 5.2.23) as the parameters of a GET."""
    asked: dict[str, str] = {}
    for name in ("q", "scopeQ", "lang", "expandValues", "datasetId"):
        if name in told:
            asked[name] = _text(told[name], name)
    for name in ("attrs", "pick", "omit"):
        if name in told:
            asked[name] = _text(told[name], name)
    if "geoQ" in told:
        asked |= _geo(told["geoQ"])
    if "entities" in told:
        asked |= _selectors(told["entities"])
    return asked


def _text(value: object, name: str) -> str:
    """Text, or a list of texts with commas between."""
    several: list[Any] = value if isinstance(value, list) else [value]
    if not several or not all(isinstance(each, str) and each for each in several):
        raise BadContent(f"{name} is text, or a list of texts")
    return ",".join(several)


def _geo(told: object) -> dict[str, str]:
    if not isinstance(told, dict):
        raise BadContent("geoQ is an object")
    asked = {
        name: _text(told[name], name)
        for name in ("georel", "geometry", "geoproperty") if name in told
    }  # fmt: skip
    coordinates = told.get("coordinates", "")
    asked["coordinates"] = (
        coordinates if isinstance(coordinates, str)
        else answering.plain(coordinates).content.decode()
    )  # fmt: skip
    return asked


def _selectors(told: object) -> dict[str, str]:
    """Entity selectors; several are understood where they differ in one member alone."""
    if not isinstance(told, list) or not told or not all(isinstance(e, dict) for e in told):
        raise BadContent("entities is a list of objects")
    members = {name for each in told for name in each if name in ("id", "idPattern", "type")}
    if len(told) == 1:
        return {name: _text(told[0][name], name) for name in members}
    if (
        len(members) != 1
        or members == {"idPattern"}
        or not all(members & each.keys() for each in told)
    ):
        raise OperationNotSupported("several selectors may differ in their type or id alone")
    (name,) = members
    return {name: ",".join(_text(each[name], name) for each in told)}


def _done(
    request: HttpRequest, act: Callable[[Payloads, Actor], Outcome], *, lenient: bool = False
) -> tuple[Outcome, list[Failure]]:
    by, body = bodies.writer(request), bodies.read(request)
    told: Payloads = []
    unread: list[Failure] = []
    for raw in _listed(body.told):
        try:
            payload = entities.payload(raw, body.context(raw).context, lenient=lenient)
            names.uri(payload.id, "the id of an entity")
            told.append(payload)
        except NgsiProblem as problem:
            unread.append(Failure(_id(raw), problem))
    if not told:
        return Outcome((), (), ()), unread
    return act(told, by), unread


def _listed(told: object) -> list[object]:
    if not isinstance(told, list) or not told:
        raise BadContent("the body is a list that is not empty")
    if len(told) > MOST:
        raise BadContent(f"at most {MOST} in one request")
    return told


def _id(raw: object) -> str:
    found = raw.get("id", raw.get("@id")) if isinstance(raw, dict) else None
    return found[:2000] if isinstance(found, str) else ""


def _created(outcome: Outcome, unread: list[Failure]) -> HttpResponse:
    if outcome.failed or unread:
        return _mixed(outcome, unread)
    if outcome.created:
        made = answering.plain(outcome.created, status=201)
        return answering.remarked(made, outcome.remarks)
    return answering.done(outcome.remarks)


def _changed(outcome: Outcome, unread: list[Failure]) -> HttpResponse:
    if outcome.failed or unread:
        return _mixed(outcome, unread)
    return answering.done(outcome.remarks)


def _mixed(outcome: Outcome, unread: list[Failure]) -> HttpResponse:
    """207 with what succeeded and what did not (clause 5.2.16)."""
    answer = answering.plain(
        {
            "success": [*outcome.created, *outcome.updated],
            "errors": [
                {"entityId": each.entity, "error": details(each.problem)}
                for each in [*unread, *outcome.failed]
            ],
        },
        status=207,
    )
    return answering.remarked(answer, outcome.remarks)


doors = {
    "create": door(post=create),
    "upsert": door(post=upsert),
    "update": door(post=update),
    "merge": door(post=merge),
    "delete": door(post=delete),
    "query": door(post=query),
}
