"""Single observations that arrive at once are taken together: one commit, an answer to each.

Only plain ones: JSON, one object, without a key of its own. Everything else goes to the door.
"""

from collections.abc import Hashable, Sequence
from dataclasses import replace
from hashlib import sha256

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
_COUNTED = {
    Outcome.ACCEPTED: Counts(n_rows=1, n_accepted=1),
    Outcome.CORRECTED: Counts(n_rows=1, n_accepted=1, n_corrected=1),
    Outcome.DUPLICATE: Counts(n_rows=1, n_duplicate=1),
    Outcome.QUARANTINED: Counts(n_rows=1, n_quarantined=1),
    Outcome.REFUSED: Counts(n_rows=1, n_refused=1),
}
_row = msgspec.json.Decoder(Row)


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
        answers: list[Answer | None] = [None] * len(asked)
        rows: list[Row] = []
        places: list[int] = []
        for number, (scope, body) in enumerate(asked):
            try:
                rows.append(_row.decode(body))
                places.append(number)
            except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
                answers[number] = self.door.answer_alone(scope, body)
        if rows:
            some = [asked[number] for number in places]
            for number, answer in zip(places, self._taken(some, rows), strict=True):
                answers[number] = answer
        return [answer for answer in answers if answer is not None]

    def _taken(self, asked: Sequence[Asked], rows: Sequence[Row]) -> list[Answer]:
        try:
            who = _sender(asked[0][0])
            digest = sha256(b"\n".join(body for _, body in asked)).hexdigest()
            receipt = operations.take_batch(
                source=who.source.code, message=Message(rows, digest), by=who.actor, at=now()
            )
        except (OperationalError, InterfaceError):
            return [
                problem_answer(Unavailable(seconds=10), scope, self.always) for scope, _ in asked
            ]
        except Refusal as refusal:
            return [problem_answer(refusal, scope, self.always) for scope, _ in asked]
        address = f"/gate/v1/batches/{receipt.batch}"
        told = zip(asked, receipt.each_row(), strict=True)
        return [self._told(scope, receipt, verdict, address) for (scope, _), verdict in told]

    def _told(self, scope: Scope, receipt: Receipt, verdict: Verdict, address: str) -> Answer:
        own = replace(
            receipt,
            counts=_COUNTED[verdict.outcome],
            verdicts=() if verdict.outcome is Outcome.ACCEPTED else (verdict,),
        )
        told = receipts.told(own, address=address, language=language_asked(scope))
        answer = json_answer(201, told, self.always)
        answer.headers.append((b"location", address.encode()))
        return answer


def _sender(scope: Scope) -> Sender:
    shown = next((value for name, value in scope["headers"] if name == b"authorization"), b"")
    return sender_of(bearer(shown.decode("latin1")))
