"""Keeping what is typed, as it is typed: from several pages, by several people, over and over."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.foundation import journal
from motcua.kernel.actors import Actor
from motcua.kernel.errors import NotFound, WrongMoment
from motcua.modules.forms.rules import Sources, Typed, provenance

from .. import answering, carrying, citing, content, events, helping, steps, tracing
from ..models import Dossier, Draft
from ..rules import State
from ..rules.expiring import expires_at
from ..rules.merging import Merged, Seen, Touch, mark_of, merge

#: As one who saw nothing before: whatever stands there is written over.
UNSEEN = Seen("")
_WRITABLE = frozenset({State.DRAFT, State.INTAKE_SUPPLEMENT, State.PROCESS_SUPPLEMENT})


@dataclass(frozen=True, slots=True)
class Conflict:
    """An answer that was left as it is: somebody else changed it meanwhile, to something else."""

    key: str
    theirs: object
    mark: str
    by: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Saved:
    """`marks` are those of the answers that now stand as they were given."""

    marks: Mapping[str, str] = field(default_factory=dict)
    conflicts: tuple[Conflict, ...] = ()


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
    before = content.unseal_answers(draft.answers)
    touched = {key: Touch(*told) for key, told in (draft.tabs or {}).items()}
    answers = citing.true_only(answers, applicant=dossier.applicant)
    merged = merge(before, answers, seen=seen, touched=touched)
    after = {key: value for key, value in {**before, **merged.written}.items() if value is not None}
    typed = tracing.typed(dossier, by=by, at=at)
    traced = provenance.traced(
        before, after, tracing.known(dossier, draft), given=_written(sources, merged), typed=typed
    )
    traced = provenance.confirmed(traced, frozenset(confirms), by=typed)
    is_halfway = _keep_unread(draft, answers, unread or {}, merged, seen)
    if merged.written or confirms or sources or is_halfway:
        draft.answers, draft.sources = content.seal(after), content.seal_sources(traced)
        touch = [seen.tab, seen.turn, by.id, at.isoformat()]
        draft.tabs = {**(draft.tabs or {}), **dict.fromkeys(merged.written, touch)}
        _keep(dossier, draft, at=at)
        held = [*content.files_in(after), *content.proofs_in(traced)]
        steps.hold_files(dossier, held, at=at)
        steps.release_files(dossier, set(content.files_in(before)) - set(held))
        if is_helper and merged.written:
            _tell_helped(dossier, merged, by=by, at=at)
    elif draft.begun_on is not None:
        Draft.objects.filter(dossier=dossier).update(begun_on=None)
    same = (key for key, mine in answers.items() if mark_of(mine) == mark_of(after.get(key)))
    return Saved(
        {key: mark_of(after.get(key)) for key in same},
        tuple(_conflict(key, after.get(key), touched.get(key)) for key in merged.conflicts),
    )


def _written(sources: Sources | None, merged: Merged) -> Sources:
    return {key: each for key, each in (sources or {}).items() if key not in merged.conflicts}


def _keep(dossier: Dossier, draft: Draft, *, at: datetime) -> None:
    draft.saved_at = at
    # That the form changed under it was told when the page was shown.
    draft.begun_on = None
    if dossier.state == State.DRAFT:
        draft.expires_at, draft.warned_at = expires_at(at, answering.today(at)), None
    draft.save(
        update_fields=[
            "answers", "sources", "tabs", "unread", "saved_at", "begun_on", "expires_at",
            "warned_at",
        ]
    )  # fmt: skip


def _keep_unread(
    draft: Draft, answers: Mapping[str, object], unread: Mapping[str, Typed], merged: Merged,
    seen: Seen,
) -> bool:  # fmt: skip
    """Put in what is half typed, and take out what became an answer or was wiped out again."""
    before = {} if draft.unread is None else dict(content.unseal(draft.unread))
    kept = dict(before)
    for key, answer in answers.items():
        if key in unread and key not in merged.conflicts:
            parts = {part: list(words) for part, words in unread[key].parts.items()}
            kept[key] = {"tab": seen.tab, "parts": parts}
        elif answer is not None or kept.get(key, {}).get("tab") == seen.tab:
            kept.pop(key, None)
    draft.unread = content.seal(kept) if kept else None
    return kept != before


def _conflict(key: str, theirs: object, touch: Touch | None) -> Conflict:
    at = datetime.fromisoformat(touch.at) if touch else None
    return Conflict(key, theirs, mark_of(theirs), touch.by if touch else "", at)


def _tell_helped(dossier: Dossier, merged: Merged, *, by: Actor, at: datetime) -> None:
    journal.record(
        events.AnswersHelped(dossier.id, tuple(sorted(merged.written)), at),
        by=by,
        subject=steps.subject(dossier),
        on_behalf_of=f"person:{dossier.applicant}",
    )
