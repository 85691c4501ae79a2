"""Papers that registers hold, by machine: looked up for the key's owner, cited by what is given."""

from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from motcua.design.page import now
from motcua.modules.access.rules import Scope
from motcua.modules.dossiers import looking_up, queries

from .entering import Keyed, entrant_of
from .forms import fileable

router = Router(tags=["files"])


class ToLookUp(Schema):
    """`question` of the procedure's form, one of kind file. `answers` as far as they say whose the
    paper is."""

    procedure: str
    question: str
    answers: dict[str, Any]


class LookedUp(Schema):
    """`standing`: valid, revoked, expired, nothing or unreachable. `told_by`: which register.
    `entry` goes into the answer of the question, as it is, where the paper is valid; else null."""

    standing: str
    told_by: str
    entry: dict[str, Any] | None


@router.post("", response=LookedUp, auth=Keyed(Scope.FILE), summary="Look a paper up")
def look_up(request: HttpRequest, sent: ToLookUp) -> dict[str, object]:
    """Ask the register that holds it for a paper, instead of sending a file. What the paper says is
    for officers. A register that needs the person's consent is asked on the pages only. The entry
    is good for thirty days, for this person and whom the answers name, and is checked again when
    the application is filed."""
    actor, revision = entrant_of(request).actor, fileable(sent.procedure)
    asked = queries.register_question_of(revision, sent.question, sent.answers, by=actor)
    subject = f"procedure:{revision.code}"
    paper = looking_up.ask(asked, subject=subject, has_agreed=False, by=actor, at=now())
    found, entry = queries.register_entry_of(asked, paper, by=actor)
    return {"standing": str(found), "told_by": str(asked.register), "entry": entry}
