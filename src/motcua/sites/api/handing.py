"""Files by machine: sent one by one before the application that names them."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema, Status

from motcua.design.page import now
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Refusal
from motcua.modules.access.rules import Scope
from motcua.modules.documents import errands
from motcua.modules.documents import queries as documents
from motcua.modules.forms import rules as forms

from .entering import Keyed, entrant_of

router = Router(tags=["files"])
LONGEST_NAME = 255


class NotYourFile(Refusal):
    """The answers name a file that this person has not sent; `params["sha256"]`."""

    code = "not-your-file"
    status = 422


class Sent(Schema):
    """`entry` goes into the answer of the question the file is for. `state`: received, checking,
    ready, quarantined or unreadable."""

    document: UUID
    state: str
    trouble: str
    entry: dict[str, Any]


@router.post("", response={201: Sent}, auth=Keyed(Scope.FILE), summary="Send a file")
def send(request: HttpRequest) -> Status[dict[str, object]]:
    """The body is the file itself; its name, percent-encoded, stands in the header `File-Name`.
    What kind of file it is is told by its content. It is looked into after; ask for its state."""
    actor = entrant_of(request).actor
    name = unquote(request.headers.get("File-Name", ""))[:LONGEST_NAME]
    card = errands.receive(
        content=request.body, owner=UUID(actor.person), name=name, by=actor, at=now()
    )
    return Status(201, _sent(card))


@router.get("/{document}", response=Sent, auth=Keyed(Scope.FILE), summary="How a file stands")
def standing(request: HttpRequest, document: UUID) -> dict[str, object]:
    """Whether it was scanned and can be read, and why not."""
    return _sent(documents.document(document, by=entrant_of(request).actor))


def must_be_mine(
    form: forms.Form, answers: Mapping[str, object], *, by: Actor, held: Mapping[str, object] = {}
) -> None:
    """Whoever knows the digest of a file does not own it.

    :raises NotYourFile: one was not sent by this person, nor is it in the answers already `held`
    """
    named = set(_digests(form, answers)) - set(_digests(form, held))
    mine = documents.cards(sorted(named), owner=UUID(by.person), by=by)
    for digest in sorted(named - mine.keys()):
        raise NotYourFile("not among this person's files", sha256=digest)


def _digests(form: forms.Form, answers: Mapping[str, object]) -> list[str]:
    counted = forms.clean(form, answers)
    kinds = {question.key: question.kind for question in form.questions()}
    return [
        str(entry["sha256"])
        for key, answer in counted.items()
        if isinstance(kinds.get(key), forms.File) and isinstance(answer, list)
        for entry in answer
    ]


def _sent(card: documents.DocumentCard) -> dict[str, object]:
    return {
        "document": card.id, "state": str(card.state), "trouble": card.trouble, "entry": card.entry,
    }  # fmt: skip
