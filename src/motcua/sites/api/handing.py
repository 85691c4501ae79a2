"""Files by machine: sent one by one before the application that names them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any
from urllib.parse import unquote
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema, Status

from motcua.design.page import now
from motcua.foundation.limits import Limit, knock
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Refusal
from motcua.modules.access.rules import Scope
from motcua.modules.catalogue.queries import Revision
from motcua.modules.documents import errands
from motcua.modules.documents import queries as documents
from motcua.modules.dossiers import queries as dossiers
from motcua.modules.forms.rules.files import Held
from motcua.modules.forms.rules.kinds.file import file_name

from .entering import Keyed, entrant_of

router = Router(tags=["files"])
LONGEST_NAME = 255
_DIGEST = re.compile("[0-9a-f]{64}")
#: Each file is opened and scanned; far more than any filing needs.
SENDING = Limit("api-files", most=120, per=timedelta(minutes=10))


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
    at = now()
    knock(SENDING, actor.id, at=at)
    name = file_name(unquote(request.headers.get("File-Name", ""))[:LONGEST_NAME])
    card = errands.receive(
        content=request.read(), owner=UUID(actor.person), name=name, by=actor, at=at
    )
    return Status(201, _sent(card))


@router.get("/{document}", response=Sent, auth=Keyed(Scope.FILE), summary="How a file stands")
def standing(request: HttpRequest, document: UUID) -> dict[str, object]:
    """Whether it was scanned and can be read, and why not."""
    return _sent(documents.document(document, by=entrant_of(request).actor))


def must_be_mine(
    answers: Mapping[str, object], *, by: Actor, held: Mapping[str, object] = {}
) -> None:
    """Whoever knows the digest of a file does not own it; and a file is what it was sent as.

    Looks at whatever names a file, wherever it stands and whether or not it is asked for.

    :raises NotYourFile: one was not sent by this person, nor is it, as it is described, in the
        answers already `held`
    """
    old = {_described(each) for each in _entries(held)}
    new = [each for each in _entries(answers) if _described(each) not in old]
    digests = sorted({d for each in new if _DIGEST.fullmatch(d := str(each["sha256"]))})
    mine = documents.cards(digests, owner=UUID(by.person), by=by)
    for entry in new:
        if dossiers.is_own_extract(entry, by=by):
            continue
        card = mine.get(str(entry["sha256"]))
        said = (entry.get("size"), entry.get("media_type"))
        is_another = card is not None and entry.get("document", str(card.id)) != str(card.id)
        if card is None or is_another or said != (card.size, card.media_type):
            raise NotYourFile("not among this person's files", sha256=str(entry["sha256"]))


def standing_of(answers: Mapping[str, object], *, by: Actor) -> Held:
    """How far the files are that the answers name, as far as they are this person's."""
    return dossiers.files_standing(answers, owner=UUID(by.person), by=by, at=now())


def standing_for(revision: Revision, answers: Mapping[str, object], *, by: Actor) -> Held:
    """As `standing_of`, of what is filed anew: with the extracts of registers it may not cite."""
    held = standing_of(answers, by=by)
    told = dossiers.extracts_standing(revision, answers, by=by, at=now())
    return replace(held, states={**held.states, **told})


def _entries(found: object) -> Iterator[Mapping[str, object]]:
    """Every description of a file in it, however deep."""
    waiting = [found]
    while waiting:
        each = waiting.pop()
        if isinstance(each, Mapping):
            if "sha256" in each:
                yield each
            waiting.extend(each.values())
        elif isinstance(each, list):
            waiting.extend(each)


def _described(entry: Mapping[str, object]) -> tuple[str, str, str]:
    """Which bytes, and as what: the extract of a register is no PDF because somebody says so."""
    return str(entry["sha256"]), str(entry.get("size")), str(entry.get("media_type"))


def _sent(card: documents.DocumentCard) -> dict[str, object]:
    return {
        "document": card.id, "state": str(card.state), "trouble": card.trouble, "entry": card.entry,
    }  # fmt: skip
