"""Small messages of one source that arrive at once are taken together: one commit, an answer each.

Only plain ones: JSON, a row or a few, without a key of their own. Everything else goes to the door.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import replace
from hashlib import sha256
from itertools import islice

import msgspec
from django.db import InterfaceError, OperationalError, close_old_connections

from motcua.design.page import now
from motcua.foundation.front.answers import Answer, Headers
from motcua.foundation.front.doors import Door, Scope
from motcua.foundation.front.front import Asked
from motcua.foundation.identifiers import new_id
from motcua.foundation.journal import request_id
from motcua.kernel.errors import Refusal
from motcua.modules.observations import operations
from motcua.modules.observations.rules import Counts, Message, Outcome, Receipt, Row, Verdict

from . import receipts
from .answers import json_answer, language_asked, problem_answer
from .entering import Sender, bearer, sender_of

ADDRESS = "/gate/v1/observations"
_PLAIN = {b"application/json", b"application/json; charset=utf-8"}
_ALONE = {b"idempotency-key", b"content-encoding"}
_rows = msgspec.json.Decoder(Row | list[Row])


class Unavailable(Refusal):
    """The database does not answer; that passes."""

    code = "unavailable"
    status = 503


class Singles:
    """`door` answers what turns out not to be a plain single observation."""

    largest = 2048

    def __init__(self, door: Door, always: Headers) -> None:
        self.door, self.always = door, always

    def key(self, scope: Scope) -> Hashable | None:
        if scope["path"] != ADDRESS or scope["method"] != "POST" or scope["query_string"]:
            return None
        shown, kind = None, b"application/json"
        for name, value in scope["headers"]:
            if name in _ALONE:
                return None
            if name == b"authorization":
                shown = value
            elif name == b"content-type":
                kind = value.lower()
        return shown if kind in _PLAIN else None

    def answer(self, asked: Sequence[Asked]) -> Sequence[Answer]:
        close_old_connections()
        mark = request_id.set(new_id().hex)
        try:
            return self._answer(asked)
        finally:
            request_id.reset(mark)
            close_old_connections()

    def _answer(self, asked: Sequence[Asked]) -> Sequence[Answer]:
        plain: list[tuple[Asked, list[Row]]] = []
        answers: dict[int, Answer] = {}
        for number, (scope, body) in enumerate(asked):
            if rows := _read(body):
                plain.append((asked[number], rows))
            else:
                answers[number] = self.door.answer_alone(scope, body)
        told = iter(self._taken(plain) if plain else ())
        return [answers.get(number) or next(told) for number in range(len(asked))]

    def _taken(self, plain: Sequence[tuple[Asked, list[Row]]]) -> list[Answer]:
        scopes = [scope for (scope, _), _ in plain]
        digest = sha256(b"\n".join(body for (_, body), _ in plain)).hexdigest()
        try:
            who = _sender(scopes[0])
            receipt = operations.take_batch(
                source=who.source.code,
                message=Message([row for _, rows in plain for row in rows], digest),
                by=who.actor,
                at=now(),
            )
        except (OperationalError, InterfaceError):
            return [problem_answer(Unavailable(seconds=10), scope, self.always) for scope in scopes]
        except Refusal as refusal:
            return [problem_answer(refusal, scope, self.always) for scope in scopes]
        verdicts = receipt.each_row()
        return [
            self._told(scope, receipt, list(islice(verdicts, len(rows))))
            for scope, (_, rows) in zip(scopes, plain, strict=True)
        ]

    def _told(self, scope: Scope, receipt: Receipt, verdicts: list[Verdict]) -> Answer:
        address = f"/gate/v1/batches/{receipt.batch}"
        own = replace(
            receipt,
            counts=counted(verdicts),
            verdicts=tuple(v for v in verdicts if v.outcome is not Outcome.ACCEPTED),
        )
        told = receipts.told(own, address=address, language=language_asked(scope))
        answer = json_answer(201, told, self.always)
        answer.headers.append((b"location", address.encode()))
        return answer


def counted(verdicts: Iterable[Verdict]) -> Counts:
    """How many single rows became what."""
    n = Counter(verdict.outcome for verdict in verdicts)
    return Counts(
        n_rows=n.total(),
        n_accepted=n[Outcome.ACCEPTED] + n[Outcome.CORRECTED],
        n_corrected=n[Outcome.CORRECTED],
        n_duplicate=n[Outcome.DUPLICATE],
        n_quarantined=n[Outcome.QUARANTINED],
        n_refused=n[Outcome.REFUSED],
    )


def _read(body: bytes) -> list[Row]:
    """The rows of a small JSON message; none if it is not one, which the door will explain."""
    try:
        found = _rows.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return []
    return found if isinstance(found, list) else [found]


def _sender(scope: Scope) -> Sender:
    shown = next((value for name, value in scope["headers"] if name == b"authorization"), b"")
    return sender_of(bearer(shown.decode("latin1")))
