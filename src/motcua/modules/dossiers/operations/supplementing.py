"""Asking the applicant for more, complete in one go, and their answer."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.foundation import journal
from motcua.foundation.identifiers import new_id
from motcua.kernel import clock
from motcua.kernel.actors import Actor
from motcua.kernel.errors import WrongMoment
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.organisation import queries as organisation

from .. import (
    answering,
    carrying,
    content,
    current,
    events,
    letters,
    papers,
    standing,
    steps,
    tracing,
)
from ..models import Dossier, Draft, Supplement
from ..rules import Act, Facts, Item, State

_ASKS = {"intake": Act.ASK_SUPPLEMENT_AT_INTAKE, "process": Act.ASK_SUPPLEMENT}
_GIVES = {"intake": Act.SUPPLEMENT_AT_INTAKE, "process": Act.SUPPLEMENT}


@transaction.atomic(durable=True)
def ask_supplement(
    *, dossier_id: UUID, items: Sequence[Item], contact: str, reply_by: datetime,
    by: Actor, at: datetime,
) -> UUID:  # fmt: skip
    """Ask for everything that is missing, each with its reason and legal basis. Returns its id.

    Before acceptance no clock runs; after it the clock pauses (or restarts, by the procedure).

    :raises Incomplete: an item without reason or basis, a second request without leave for it
    :raises UnknownYear: the date to reply by lies beyond the calendar
    """
    dossier, roles = steps.lock_for(dossier_id, by=by)
    organisation.calendar_of(dossier.agency).hours_on(answering.today(reply_by))
    stage = "intake" if dossier.accepted_at is None else "process"
    asked = Supplement.objects.filter(dossier=dossier, stage=stage).count()
    facts = Facts(
        items=tuple(items),
        contact=contact,
        replies_in_future=reply_by > at,
        supplements_asked=asked,
        override_reason=content.unseal_text(dossier.second_request_reason),
        supervisor=dossier.second_request_by,
        actor=by.id,
        handler=dossier.handler,
    )
    after = steps.decide(dossier, _ASKS[stage], roles=roles, facts=facts)
    supplement = Supplement.objects.create(
        id=new_id(),
        dossier=dossier,
        stage=stage,
        items=content.seal([[i.about, i.reason, i.legal_basis] for i in items]),
        contact=contact,
        asked_by=by.id,
        asked_at=at,
        reply_by=reply_by,
    )
    # There is one already where answers are awaited since the procedure changed: it goes on.
    if not carrying.waits(dossier):
        whole = content.seal(current.answers(dossier.id))
        Draft.objects.create(dossier=dossier, answers=whole, saved_at=at)
    steps.move(
        dossier, _ASKS[stage], after, by=by, at=at,
        reply_by=reply_by, second_request_reason=None, second_request_by="",
    )  # fmt: skip
    if stage == "process":
        pause = clock.ClockAct(
            clock.ActKind.PAUSE, at, clock.PauseReason.SUPPLEMENT, str(supplement.id)
        )
        steps.tick(dossier, pause, by=by)
    journal.record(
        events.SupplementAsked(
            dossier=dossier.id,
            supplement=supplement.id,
            stage=stage,
            items=len(items),
            reply_by=reply_by,
            counts_as_late=asked > 0,
            at=at,
        ),
        by=by,
        subject=steps.subject(dossier),
    )
    asked_for = papers.supplement_request(
        dossier, items=items, contact=contact, reply_by=reply_by, officer=by
    )
    letters.issue(dossier, asked_for, by=by, at=at)
    return supplement.id


@transaction.atomic(durable=True)
def give_supplement(*, dossier_id: UUID, by: Actor, at: datetime) -> None:
    """The applicant's answer, as saved page by page, beside the untouched original.

    :raises WrongMoment: nothing was asked
    :raises Incomplete: with these answers the form is not complete and correct
    """
    dossier, roles = steps.lock_for(dossier_id, by=by)
    supplement = (
        Supplement.objects.filter(dossier=dossier, answered_at=None).order_by("-asked_at").first()
    )
    if supplement is None:
        raise WrongMoment("nothing was asked", act=Act.SUPPLEMENT, state=dossier.state)
    act = _GIVES[supplement.stage]
    form = catalogue.revision(current.revision_of(dossier)).form
    draft = Draft.objects.get(dossier=dossier)
    whole = content.unseal_answers(draft.answers)
    given, problems = answering.fit(form, whole, of=dossier, at=at)
    facts = Facts(problems=problems)
    after = steps.decide(dossier, act, roles=roles, facts=facts)
    supplement.sources = tracing.given(dossier, draft, form, given, by=by, at=at)
    draft.delete()
    supplement.answers, supplement.digest = content.seal(given), content.digest(given)
    supplement.answered_at = at
    supplement.save(update_fields=["answers", "sources", "digest", "answered_at"])
    steps.hold_files(dossier, content.files_in(given), at=at)
    steps.move(
        dossier, act, after, by=by, at=at,
        reply_by=None, answer_by=steps.answer_limit(dossier, at=at),
        owner_print=standing.owner_mark(
            dossier, catalogue.revision(current.revision_of(dossier)), given
        ),
    )  # fmt: skip
    _resume(dossier, supplement, by=by, at=at)
    carrying.note_answered(dossier, by_supplement=True, at=at)
    journal.record(
        events.SupplementGiven(dossier.id, supplement.id, supplement.digest, at),
        by=by,
        subject=steps.subject(dossier),
        on_behalf_of=standing.on_behalf_of(dossier, by),
    )


def _resume(dossier: Dossier, supplement: Supplement, *, by: Actor, at: datetime) -> None:
    if dossier.state == State.IN_PROCESS:
        resume = clock.ClockAct(
            clock.ActKind.RESUME, at, clock.PauseReason.SUPPLEMENT, str(supplement.id)
        )
        steps.tick(dossier, resume, by=by)
