"""Filing by machine: exactly once, by the form's own verdict."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import translation
from ninja import Router, Schema, Status

from motcua.design.formats import language
from motcua.design.page import now
from motcua.design.problems import language_of
from motcua.kernel.errors import AlreadyDone, Refusal
from motcua.modules.access.queries import Entrant
from motcua.modules.access.rules import Scope
from motcua.modules.catalogue.queries import Revision
from motcua.modules.dossiers import operations, queries
from motcua.modules.forms import rules as forms

from . import handing, telling, verdicts
from .entering import Keyed, by_machine, entrant_of
from .forms import fileable
from .once import key_of
from .proofs import prover_of

router = Router(tags=["dossiers"])


class KeyReused(Refusal):
    """Something else was filed under the same key."""

    code = "idempotency-key-reused"
    status = 422


class RevisionPassed(Refusal):
    """The procedure has changed since; `params["revision"]` is the digest of what is in force."""

    code = "revision-passed"
    status = 409


class ToFile(Schema):
    """`agency` as listed for the procedure. `answers` by the form's JSON Schema; files are sent to
    `/files` before. `return_method`: ONLINE, AT_SUBMISSION_PLACE or AT_HOME. `revision`: the
    digest the answers were made for; where another is in force, nothing is filed."""

    procedure: str
    agency: str
    answers: dict[str, Any]
    return_method: str = ""
    revision: str = ""


@router.post(
    "",
    response={201: telling.Dossier, 200: telling.Dossier},
    auth=Keyed(Scope.FILE),
    summary="File an application",
)
def file(request: HttpRequest, sent: ToFile) -> Status[dict[str, object]]:
    """Exactly once: send an `Idempotency-Key` of your own with every application, and the same
    again when no answer came. The first answer is 201, every later one 200 with the dossier as
    it stands by then."""
    key, entrant = key_of(request), entrant_of(request)
    revision = fileable(sent.procedure)
    if sent.revision and sent.revision != revision.digest:
        raise RevisionPassed("another revision is in force", revision=revision.digest)
    with translation.override(language_of(request)):
        found, status = _filed(sent, key, revision.form, entrant), 201
        if found is None:
            number = _lodged(sent, key, revision, entrant)
            found = queries.find(number, by=entrant.actor)
        else:
            status = 200
        return Status(status, telling.dossier(found, by=entrant.actor))


def _filed(sent: ToFile, key: str, form: forms.Form, entrant: Entrant) -> UUID | None:
    """What was filed under the key before, if it is the same.

    :raises KeyReused: it is something else
    """
    number = queries.filed_under(key, by=entrant.actor)
    if number is None:
        return None
    found = queries.find(number, by=entrant.actor)
    card = queries.dossier(found, by=entrant.actor)
    answers, _digest = queries.original(found, by=entrant.actor)
    filed_on = queries.form_filed_on(found, by=entrant.actor)
    same = (card.procedure, card.agency) == (sent.procedure, sent.agency)
    if not same or forms.clean(filed_on, sent.answers) != answers:
        raise KeyReused("something else was filed under this key")
    return found


def _lodged(sent: ToFile, key: str, revision: Revision, entrant: Entrant) -> str:
    files = handing.standing_for(revision, sent.answers, by=entrant.actor)
    verdicts.must_be_right(revision.form, sent.answers, proofs=prover_of(entrant), files=files)
    handing.must_be_mine(sent.answers, by=entrant.actor)
    at = now()
    try:
        return operations.file_at_once(
            procedure=sent.procedure,
            agency=sent.agency,
            answers=sent.answers,
            key=key,
            sources=by_machine(sent.answers, entrant, at=at),
            return_method=sent.return_method,
            language=language(),
            by=entrant.actor,
            at=at,
        )
    except AlreadyDone as done:
        # The same request once more, while the first was under way.
        number = done.params.get("submission_number") or queries.filed_under(key, by=entrant.actor)
        if number is None:
            raise
        return str(number)
