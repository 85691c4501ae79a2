"""The decision: drafted by one, signed by another, numbered and issued by the clerk."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.kernel.actors import Actor
from motcua.kernel.errors import WrongMoment
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.results import queries as papers_of
from motcua.modules.results import steps as results
from motcua.modules.results.rules import ResultSpec

from .. import answering, carrying, current, decisions, papers, steps
from ..models import Dossier
from ..rules import Act, Facts, State


@dataclass(frozen=True, slots=True)
class Paper:
    """What a draft is made of: the kind of result, its template, its fields, their words."""

    spec: ResultSpec
    template: str
    values: Mapping[str, object]
    words: Mapping[str, str]


@transaction.atomic(durable=True)
def draft_result(
    *, dossier_id: UUID, values: Mapping[str, object], by: Actor, at: datetime
) -> UUID:
    """Propose what is granted: the fields of the procedure's result. Returns the result's id.

    :raises Incomplete: a field is missing or wrong
    """
    dossier, roles = steps.lock_for(dossier_id, by=by)
    revision = catalogue.revision(current.revision_of(dossier))
    kept, problems = answering.judged(revision.result_form, values, at=at)
    facts = Facts(
        problems=problems,
        answers_awaited=carrying.waits(dossier),
        objected=dossier.objected_at is not None,
        actor=by.id,
        handler=dossier.handler,
    )
    after = steps.decide(dossier, Act.DRAFT_RESULT, roles=roles, facts=facts)
    words = {
        line.key: line.text
        for part in answering.shown(revision.result_form, kept, "vi")
        for line in part.lines
    }
    granted = Paper(revision.result, revision.result_template, kept, words)
    drafted = _draft(dossier, granted, by=by, at=at)
    steps.move(dossier, Act.DRAFT_RESULT, after, by=by, at=at)
    return drafted


@transaction.atomic(durable=True)
def draft_refusal(
    *, dossier_id: UUID, reason: str, legal_basis: str, by: Actor, at: datetime
) -> UUID:
    """Propose to refuse after appraisal: a decision like any other, signed and numbered.

    :raises Incomplete: without reason or legal basis
    """
    dossier, roles = steps.lock_for(dossier_id, by=by)
    facts = Facts(reason=reason, legal_basis=legal_basis, actor=by.id, handler=dossier.handler)
    after = steps.decide(dossier, Act.DRAFT_REFUSAL, roles=roles, facts=facts)
    values = {"reason": reason.strip(), "legal_basis": legal_basis.strip()}
    refused = Paper(decisions.REFUSAL, decisions.refusal_template(), values, {})
    drafted = _draft(dossier, refused, by=by, at=at)
    steps.move(dossier, Act.DRAFT_REFUSAL, after, by=by, at=at, is_refusal=True)
    steps.give_grounds(
        dossier, Act.DRAFT_REFUSAL, reason=reason, legal_basis=legal_basis, by=by, at=at
    )
    return drafted


@transaction.atomic(durable=True)
def return_draft(*, dossier_id: UUID, reason: str, by: Actor, at: datetime) -> None:
    """The signatory sends the draft back, and says why.

    :raises Incomplete: without a reason
    """
    facts = Facts(reason=reason)
    dossier = steps.act_on(dossier_id, Act.RETURN_DRAFT, by=by, at=at, facts=facts)
    Dossier.objects.filter(id=dossier.id).update(is_refusal=False)
    results.return_draft(result_id=_result(dossier, by=by).id, reason=reason, by=by, at=at)
    steps.give_grounds(dossier, Act.RETURN_DRAFT, reason=reason, by=by, at=at)


@transaction.atomic(durable=True)
def sign(*, dossier_id: UUID, by: Actor, at: datetime) -> None:
    """The signatory decides; the signature itself is made right after, outside this transaction.

    :raises Incomplete: who drafted does not sign; what the applicant objects to is not granted
    """
    dossier, roles = steps.lock_for(dossier_id, by=by)
    result = papers_of.result_of(steps.subject(dossier), by=by)
    drafter = result.drafted_by if result else ""
    facts = Facts(drafter=drafter, actor=by.id, objected=_is_unwanted(dossier))
    after = steps.decide(dossier, Act.SIGN, roles=roles, facts=facts)
    steps.move(dossier, Act.SIGN, after, by=by, at=at)
    results.approve(result_id=_result(dossier, by=by).id, by=by, at=at)


@transaction.atomic(durable=True)
def issue(*, dossier_id: UUID, by: Actor, at: datetime) -> str:
    """The clerk gives number and date; the organisation's signature follows. Returns the number.

    :raises WrongMoment: numbered already
    :raises Incomplete: what the applicant objects to is not granted
    """
    dossier, roles = steps.lock_for(dossier_id, by=by)
    facts = Facts(objected=_is_unwanted(dossier))
    after = steps.decide(dossier, Act.ISSUE, roles=roles, facts=facts)
    result = _result(dossier, by=by)
    if result.number:
        raise WrongMoment("numbered already", act=Act.ISSUE, state=State(dossier.state))
    number = results.number_and_issue(result_id=result.id, by=by, at=at)
    steps.move(dossier, Act.ISSUE, after, by=by, at=at)
    return number


def _is_unwanted(dossier: Dossier) -> bool:
    """The applicant objects to the filing: a refusal goes out all the same, nothing is granted."""
    return dossier.objected_at is not None and not dossier.is_refusal


def _draft(dossier: Dossier, paper: Paper, *, by: Actor, at: datetime) -> UUID:
    work = results.Draft(
        agency=dossier.agency,
        revision=str(current.revision_of(dossier)),
        spec=paper.spec,
        template=paper.template,
        facts=papers.facts(dossier, is_traced=True),
        values=paper.values,
        words=paper.words,
    )
    return results.draft(subject=steps.subject(dossier), work=work, by=by, at=at)


def _result(dossier: Dossier, *, by: Actor) -> papers_of.ResultCard:
    found = papers_of.result_of(steps.subject(dossier), by=by)
    if found is None:
        raise WrongMoment("there is no draft", act=Act.SIGN, state=State(dossier.state))
    return found
