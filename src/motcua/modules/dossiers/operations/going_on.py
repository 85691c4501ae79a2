"""Since its procedure changed: the applicant answers what is new, or the dossier goes back."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.foundation import journal, plugs
from motcua.kernel.actors import Actor, Role
from motcua.kernel.errors import NotAllowed, WrongMoment
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.forms import rules as forms

from .. import answering, carrying, content, current, events, standing, steps, tracing
from ..models import Dossier, Draft, Transfer
from ..proven import Proven, by_who_files
from ..rules import Missing


@transaction.atomic(durable=True)
def give_new_answers(*, dossier_id: UUID, by: Actor, at: datetime) -> None:
    """The applicant's answers to what was asked since, as saved page by page.

    No supplement in the sense of the law: no request is counted, no clock stops, no date moves.

    :raises WrongMoment: nothing was asked
    :raises Incomplete: an answer is missing or wrong
    """
    dossier, roles = steps.lock_for(dossier_id, by=by)
    if Role.APPLICANT not in roles:
        raise NotAllowed("only the applicant answers", act="give_new_answers")
    transfer = carrying.open_transfer(dossier) if dossier.goes_by_id else None
    draft = Draft.objects.filter(dossier=dossier).first()
    if transfer is None or draft is None or dossier.reply_by is not None:
        raise WrongMoment("nothing was asked", act="give_new_answers", state=dossier.state)
    given, problems = _judged(dossier, transfer, content.unseal_answers(draft.answers), at=at)
    if problems:
        raise steps.Incomplete([Missing("answers-incomplete", {"count": problems})])
    digest = content.digest(given)
    form = catalogue.revision(current.revision_of(dossier)).form
    sources = tracing.given(dossier, draft, form, given, by=by, at=at)
    draft.delete()
    Transfer.objects.filter(id=transfer.id).update(
        given=content.seal(given), sources=sources, digest=digest, answered_at=at
    )
    steps.hold_files(dossier, content.files_in(given), at=at)
    journal.record(
        events.NewAnswersGiven(dossier.id, transfer.run, digest, at),
        by=by,
        subject=steps.subject(dossier),
        on_behalf_of=standing.on_behalf_of(dossier, by),
    )


@transaction.atomic(durable=True)
def carry_back(*, dossier_id: UUID, reason: str, by: Actor, at: datetime) -> None:
    """An officer of its agency lets a dossier go on as it was before its procedure changed.

    :raises NotAllowed: not for its applicant
    :raises WrongMoment: it was not carried over, or somebody acted on it since
    :raises Incomplete: without a reason
    """
    dossier, roles = steps.lock_for(dossier_id, by=by)
    if roles & standing.OF_PEOPLE:
        raise NotAllowed("only officers take it back", act="carry_back")
    transfer = carrying.last_transfer(dossier) if dossier.goes_by_id else None
    if transfer is None:
        raise WrongMoment("it was not carried over", act="carry_back", state=dossier.state, why="")
    if not reason.strip():
        raise steps.Incomplete([Missing("reason-missing")])
    carrying.carry_back(dossier, transfer, reason=reason.strip(), by=by, at=at)


def _judged(
    dossier: Dossier, transfer: Transfer, answers: content.Answers, *, at: datetime
) -> tuple[content.Answers, int]:
    """The answers that count, and how many are wrong or missing.

    What was answered before is judged by the day it was filed: time alone makes nothing wrong.
    """
    form = catalogue.revision(current.revision_of(dossier)).form
    places = plugs.get(forms.PlaceNames)
    today, filed = answering.today(at), answering.today(dossier.filed_at or at)
    proofs = Proven(by_who_files(dossier), at)
    counted, now = forms.judge(form, answers, today=today, places=places, proofs=proofs)
    before = forms.check(form, answers, today=filed, places=places, proofs=proofs)
    then = {problem.key for problem in before}
    wrong = {problem.key for problem in now if problem.key in then or problem.key in transfer.asked}
    shown = forms.visible(form, answers)
    asked = {each.key for page in shown.pages for each in page.questions} & set(transfer.asked)
    return counted, len(wrong | {key for key in asked if key not in counted})
