"""Small writes of one token that arrive at once are done together: one commit, an answer each.

Plain ones only: JSON without a context of its own, no options, one attribute patched or one entity
created. Everything else goes to the door.
"""

from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

import msgspec
from django.db import InterfaceError, OperationalError, close_old_connections

from motcua.design.page import now
from motcua.foundation.front.answers import Answer, Headers
from motcua.foundation.front.doors import Scope
from motcua.foundation.front.front import Asked
from motcua.foundation.identifiers import new_id
from motcua.foundation.journal import request_id
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Refusal
from motcua.modules.entities import operations
from motcua.modules.entities.operations import Patch
from motcua.modules.entities.rules import attributes, entities, names
from motcua.modules.entities.rules.contexts import core_context
from motcua.modules.entities.rules.observed import Remark
from motcua.modules.entities.rules.problems import BadContent, NgsiProblem

from . import answering, bodies
from .contexts import CORE
from .entities import HERE, address
from .problems import CONTENT_TYPE, PATIENCE_SECONDS, Away, details

_PLAIN = frozenset({b"application/json", b"application/json; charset=utf-8"})
_ALONE = frozenset({b"link", b"ngsild-tenant", b"content-encoding"})
ATTRIBUTE = "/attrs/"
Done = dict[int, Answer]
T = TypeVar("T")


class Together:
    """`always` are the headers every answer has."""

    largest = 8192

    def __init__(self, always: Headers) -> None:
        self.always = always

    def key(self, scope: Scope) -> Hashable | None:
        """The token and what is done with it; None: this one goes alone."""
        method, path = scope["method"], scope["path"]
        is_patch = method == "PATCH" and path.startswith(HERE) and ATTRIBUTE in path
        is_new = method == "POST" and path == HERE[:-1]
        if not (is_patch or is_new) or scope["query_string"]:
            return None
        shown, kind = None, b""
        for name, value in scope["headers"]:
            if name in _ALONE:
                return None
            if name == b"authorization":
                shown = value
            elif name == b"content-type":
                kind = value.lower()
        return (method, shown) if shown and kind in _PLAIN else None

    def answer(self, asked: Sequence[Asked]) -> Sequence[Answer]:
        """In a thread of the lane: an answer to each, in their order."""
        close_old_connections()
        mark = request_id.set(new_id().hex)
        try:
            return self._answer(asked)
        finally:
            request_id.reset(mark)
            close_old_connections()

    def _answer(self, asked: Sequence[Asked]) -> list[Answer]:
        scope = asked[0][0]
        shown = next(value for name, value in scope["headers"] if name == b"authorization")
        act = self._patch if scope["method"] == "PATCH" else self._create
        try:
            by = bodies.writer_of(shown.decode("latin1"))
            done = act(asked, by)
        except Refusal as refusal:
            return [self._problem(refusal) for _ in asked]
        except (OperationalError, InterfaceError):
            return [self._problem(Away("the database does not answer")) for _ in asked]
        return [done[number] for number in range(len(asked))]

    def _patch(self, asked: Sequence[Asked], by: Actor) -> Done:
        patches, done = self._read(asked, _patch)
        if patches:
            patched = operations.patch_attributes(patches=list(patches.values()), by=by, at=now())
            for (number, patch), problem in zip(patches.items(), patched.problems, strict=True):
                mine = [each for each in patched.remarks if each.entity == patch.entity]
                done[number] = self._problem(problem) if problem else self._told(204, mine)
        return done

    def _create(self, asked: Sequence[Asked], by: Actor) -> Done:
        payloads, done = self._read(asked, _payload)
        if payloads:
            outcome = operations.create_batch(told=list(payloads.values()), by=by, at=now())
            new = set(outcome.created)
            failed = {each.entity: each.problem for each in outcome.failed}
            for number, payload in payloads.items():
                uri = str(payload.id)
                if uri in new:
                    new.remove(uri)
                    mine = [each for each in outcome.remarks if each.entity == uri]
                    done[number] = self._told(201, mine, location=address(uri))
                else:
                    done[number] = self._problem(failed[uri])
        return done

    def _read(
        self, asked: Sequence[Asked], read: Callable[[str, object], T]
    ) -> tuple[dict[int, T], Done]:
        """What could be read by its number, and answers to what could not."""
        found: dict[int, T] = {}
        done: Done = {}
        for number, (scope, body) in enumerate(asked):
            try:
                found[number] = read(scope["path"], bodies.decoded(body))
            except NgsiProblem as problem:
                done[number] = self._problem(problem)
        return found, done

    def _told(self, status: int, remarks: Sequence[Remark], *, location: str = "") -> Answer:
        headers = [*self.always, (b"x-request-id", request_id.get().encode())]
        if location:
            headers += [(b"location", location.encode()), (b"content-length", b"0")]
        if remarks:
            headers.append((b"ngsild-warning", answering.warning(remarks).encode()))
        return Answer(status, headers, b"")

    def _problem(self, refusal: Refusal) -> Answer:
        body = msgspec.json.encode(details(refusal))
        headers = [
            *self.always,
            (b"content-type", CONTENT_TYPE.encode()),
            (b"content-length", str(len(body)).encode()),
            (b"x-request-id", request_id.get().encode()),
        ]
        if refusal.status == 401:
            headers.append((b"www-authenticate", b'Bearer realm="ngsi-ld"'))
        if refusal.status == 503:
            headers.append((b"retry-after", str(PATIENCE_SECONDS).encode()))
        return Answer(refusal.status, headers, body)


def _patch(path: str, told: object) -> Patch:
    uri, _, attribute = path.removeprefix(HERE).rpartition(ATTRIBUTE)
    if not isinstance(told, dict):
        raise BadContent("a fragment of an attribute is a JSON object")
    context = bodies.Body(told, CORE).context(told).context
    iri = context.expand(names.checked(attribute, "the name of an attribute"))
    fragment = attributes.instance(told, context, lenient=True)
    return Patch(names.uri(uri, "the id of an entity"), iri, fragment)


def _payload(path: str, told: object) -> entities.Payload:
    del path
    bodies.Body(told, CORE).context(told)
    return entities.payload(told, core_context(), whole=True)
