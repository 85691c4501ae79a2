"""Keeping what is typed, as it is typed: from several pages, by several people, over and over."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.foundation import journal
from motcua.kernel.actors import Actor
from motcua.kernel.errors import NotFound, WrongMoment
from motcua.modules.forms.rules import Sources, Typed

from .. import answering, carrying, citing, content, events, helping, steps, tracing
from ..models import Dossier, Draft
from ..rules import State
from ..rules.expiring import expires_at
from ..rules.merging import Seen
from ..rules.writing import UNSEEN, Saved, Sent, Sheet, Written, write

_WRITABLE = frozenset({State.DRAFT, State.INTAKE_SUPPLEMENT, State.PROCESS_SUPPLEMENT})


@transaction.atomic(durable=True)
def save_answers(  # noqa: PLR0913 -- all that a page knows
    *, dossier_id: UUID, answers: Mapping[str, object], sources: Sources | None = None,
    confirms: Collection[str] = (), seen: Seen = UNSEEN, unread: Mapping[str, Typed] | None = None,
    by: Actor, at: datetime,
) -> Saved:  # fmt: skip
    """Keep what was typed on a page beside what is there already; nothing is checked here.

    Also while a supplement is being made: the original stays as it is. None removes an answer.
    `sources` says where answers come from that the actor did not type; what differs from what
    stood there before, and has no source, the actor typed. `confirms`: answers that were filled in
    and that the actor says are right. `seen` is the page that writes: an answer that changed since
    the page was drawn is not written over but told as a conflict. `unread` is what was typed into
    questions and is no answer yet.

    :raises NotFound: not the actor's draft, nor one they help with
    :raises NotAllowed: they may look at it and no more
    :raises WrongMoment: it was filed already
    """
    dossier, is_helper = helping.lock_to_write(dossier_id, by=by, at=at)
    if State(dossier.state) not in _WRITABLE and not carrying.waits(dossier):
        raise WrongMoment("filed already", act="file", state=dossier.state)
    draft = Draft.objects.filter(dossier=dossier).first()
    if draft is None:
        raise NotFound("nothing is being written")
    before = replace(content.sheet(draft), sources=tracing.known(dossier, draft))
    answers = citing.true_only(answers, applicant=dossier.applicant)
    written = write(
        before, Sent(answers, sources or {}, confirms, seen, unread or {}),
        by=by.id, typed=tracing.typed(dossier, by=by, at=at),
    )  # fmt: skip
    if written.is_new:
        content.put_sheet(draft, written.sheet)
        _keep(dossier, draft, at=at)
        _hold(dossier, before, written.sheet, at=at)
        if is_helper and written.keys:
            _tell_helped(dossier, written, by=by, at=at)
    elif draft.begun_on is not None:
        Draft.objects.filter(dossier=dossier).update(begun_on=None)
    return written.saved


def _hold(dossier: Dossier, before: Sheet, after: Sheet, *, at: datetime) -> None:
    held = [*content.files_in(after.answers), *content.proofs_in(after.sources)]
    steps.hold_files(dossier, held, at=at)
    steps.release_files(dossier, set(content.files_in(before.answers)) - set(held))


def _keep(dossier: Dossier, draft: Draft, *, at: datetime) -> None:
    draft.saved_at = at
    # That the form changed under it was told when the page was shown.
    draft.begun_on = None
    if dossier.state == State.DRAFT:
        draft.expires_at, draft.warned_at = expires_at(at, answering.today(at)), None
    draft.save(update_fields=[*content.SHEET, "saved_at", "begun_on", "expires_at", "warned_at"])


def _tell_helped(dossier: Dossier, written: Written, *, by: Actor, at: datetime) -> None:
    journal.record(
        events.AnswersHelped(dossier.id, tuple(sorted(written.keys)), at),
        by=by,
        subject=steps.subject(dossier),
        on_behalf_of=f"person:{dossier.applicant}",
    )
