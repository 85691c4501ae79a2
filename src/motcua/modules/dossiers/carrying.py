"""Dossiers that go on by a newer revision of their procedure, many at a time, and the way back.

Steps: the caller holds the transaction and decides what becomes of each (see `transitions`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from motcua.foundation import journal, rows
from motcua.foundation.identifiers import new_id
from motcua.kernel.actors import Actor
from motcua.kernel.errors import WrongMoment

from . import content, current, events
from .models import Dossier, Draft, Supplement, Transfer
from .rules import ASKABLE, CLOSED, SUBJECT, State

_WRITTEN_AGAIN = frozenset({State.INTAKE_SUPPLEMENT, State.PROCESS_SUPPLEMENT})


@dataclass(frozen=True, slots=True)
class InFlight:
    """A dossier or draft as it stands. `answers` are those that hold; `draft` what is written."""

    id: UUID
    state: State
    agency: str
    channel: str
    applicant_kind: str
    filed_on: UUID
    goes_by: UUID | None
    filed_at: datetime | None
    answers: content.Answers | None
    draft: content.Answers | None
    waits: bool

    @property
    def is_draft(self) -> bool:
        return self.state is State.DRAFT

    @property
    def is_closed(self) -> bool:
        return self.state in CLOSED


@dataclass(frozen=True, slots=True)
class Carry:
    """What becomes of one: the answers that go on, and what of the old ones does not."""

    dossier: InFlight
    answers: content.Answers
    set_aside: content.Answers = field(default_factory=dict)
    draft: content.Answers | None = None
    asked: tuple[str, ...] = ()
    place_before: str = ""
    place_after: str = ""


_READ = f"""
SELECT d.id, d.state, d.agency, d.channel, d.applicant_kind, d.revision_id, d.goes_by_id,
    d.filed_at, {current.LATEST.format(dossier="d.id")}, w.answers,
    d.goes_by_id IS NOT NULL AND EXISTS (
        SELECT FROM dossiers_transfer o WHERE o.dossier_id = d.id AND o.answered_at IS NULL
        AND o.undone_at IS NULL AND o.asked <> '[]'::jsonb)
FROM dossiers_dossier d LEFT JOIN dossiers_draft w ON w.dossier_id = d.id
WHERE d.id = ANY(%s) ORDER BY d.id
"""  # noqa: S608 -- ours
_LOCK = """
SELECT id FROM dossiers_dossier WHERE id = ANY(%s) AND coalesce(goes_by_id, revision_id) = %s
    AND state <> ALL(%s) ORDER BY id FOR UPDATE SKIP LOCKED
"""


def read(keys: Sequence[UUID]) -> list[InFlight]:
    """These dossiers, in the order of their ids."""
    return [_in_flight(row) for row in rows.fetch(_READ, [list(keys)])]


def locked(keys: Sequence[UUID], revision: UUID) -> list[InFlight]:
    """Those of them that still go by the revision and that nobody is working on, locked."""
    free = rows.fetch(_LOCK, [list(keys), revision, [state.value for state in CLOSED]])
    return read([key for (key,) in free])


def carry_over(
    moves: Sequence[Carry], *, run: UUID, before: UUID, after: UUID, by: Actor, at: datetime
) -> None:
    """Let dossiers go on by `after`, each with its own fact; drafts are begun anew on it."""
    filed = [move for move in moves if not move.dossier.is_draft]
    drafts = [move for move in moves if move.dossier.is_draft]
    facts = []
    with rows.together():
        if filed:
            _write_transfers(filed, run=run, before=before, after=after, at=at)
        if drafts:
            _renew_drafts(drafts, before=before, after=after)
        for move in moves:
            fact: journal.Event
            if move.dossier.is_draft:
                fact = events.DraftRenewed(move.dossier.id, run, before, after, at)
            else:
                fact = events.DossierCarriedOver(
                    move.dossier.id, run, before, after, len(move.asked),
                    move.place_before, move.place_after, at,
                )  # fmt: skip
            facts.append(journal.Fact(fact, by.id, (SUBJECT, str(move.dossier.id))))
        journal.record_all(facts)


_TRANSFERS = """
INSERT INTO dossiers_transfer (id, dossier_id, run, before_id, after_id, place_before, place_after,
    answers, set_aside, draft_before, asked, moved_at, digest, undone_by)
SELECT u.id, u.dossier, %s, %s, %s, u.was, u.now, u.answers, u.aside, w.answers, u.asked::jsonb,
    %s, '', ''
FROM unnest(%s::uuid[], %s::uuid[], %s::text[], %s::text[], %s::bytea[], %s::bytea[], %s::text[])
    AS u (id, dossier, was, now, answers, aside, asked)
LEFT JOIN dossiers_draft w ON w.dossier_id = u.dossier
"""
_GO_ON = "UPDATE dossiers_dossier SET goes_by_id = %s WHERE id = ANY(%s)"
_ASK = """
INSERT INTO dossiers_draft (dossier_id, answers, saved_at)
SELECT key, answers, %s FROM unnest(%s::uuid[], %s::bytea[]) AS u (key, answers)
ON CONFLICT (dossier_id) DO NOTHING
"""
_REWRITE = """
UPDATE dossiers_draft w SET answers = u.answers
FROM unnest(%s::uuid[], %s::bytea[]) AS u (key, answers) WHERE w.dossier_id = u.key
"""
_BEGIN_ON = "UPDATE dossiers_dossier SET revision_id = %s WHERE id = ANY(%s)"
_RENEW = """
UPDATE dossiers_draft w SET answers = u.answers, set_aside = u.aside, begun_on = %s
FROM unnest(%s::uuid[], %s::bytea[], %s::bytea[]) AS u (key, answers, aside)
WHERE w.dossier_id = u.key
"""


def _write_transfers(
    moves: Sequence[Carry], *, run: UUID, before: UUID, after: UUID, at: datetime
) -> None:
    keys = [move.dossier.id for move in moves]
    sealed = [content.seal(move.answers) for move in moves]
    rows.run(_TRANSFERS, [
        run, before, after, at, [new_id() for _ in moves], keys,
        [move.place_before for move in moves], [move.place_after for move in moves], sealed,
        [content.seal(move.set_aside) if move.set_aside else None for move in moves],
        [content.listed(move.asked) for move in moves],
    ])  # fmt: skip
    rows.run(_GO_ON, [after, keys])
    asked = [
        (move.dossier.id, answers)
        for move, answers in zip(moves, sealed, strict=True)
        if move.asked and move.dossier.state not in _WRITTEN_AGAIN
    ]
    if asked:
        rows.run(_ASK, [at, *map(list, zip(*asked, strict=True))])
    written = [(m.dossier.id, content.seal(m.draft)) for m in moves if m.draft is not None]
    if written:
        rows.run(_REWRITE, [*map(list, zip(*written, strict=True))])


def _renew_drafts(moves: Sequence[Carry], *, before: UUID, after: UUID) -> None:
    keys = [move.dossier.id for move in moves]
    rows.run(_BEGIN_ON, [after, keys])
    rows.run(_RENEW, [
        before, keys, [content.seal(move.answers) for move in moves],
        [content.seal(move.set_aside) if move.set_aside else None for move in moves],
    ])  # fmt: skip


def waits(dossier: Dossier) -> bool:
    """Whether answers asked of the applicant since the procedure changed are still awaited."""
    return dossier.goes_by_id is not None and open_transfer(dossier) is not None


def open_transfer(dossier: Dossier) -> Transfer | None:
    """The transfer whose questions are still open."""
    found = Transfer.objects.filter(dossier=dossier, answered_at=None, undone_at=None)
    return found.exclude(asked=[]).order_by("-moved_at", "-id").first()


def note_answered(dossier: Dossier, *, by_supplement: bool, at: datetime) -> None:
    """A supplement answered what was asked as well: it holds the whole of the new form."""
    if by_supplement and dossier.goes_by_id is not None:
        waiting = Transfer.objects.filter(dossier=dossier, answered_at=None, undone_at=None)
        # One moment earlier, so that the supplement is the latest that holds.
        waiting.update(answered_at=at)


def last_transfer(dossier: Dossier) -> Transfer | None:
    """The one by which it goes on now."""
    found = Transfer.objects.filter(dossier=dossier, undone_at=None)
    return found.order_by("-moved_at", "-id").first()


def why_not_back(dossier: Dossier, transfer: Transfer) -> str:
    """Why it cannot go back; empty where it can: nobody has acted on what it became."""
    state = State(dossier.state)
    if transfer.answered_at is not None:
        return "applicant-acted"
    if state not in ASKABLE | _GOES_BACK:
        return "decision-drafted"
    draft = Draft.objects.filter(dossier=dossier).values_list("saved_at", flat=True).first()
    if draft is not None and draft > transfer.moved_at:
        return "applicant-acted"
    since = Supplement.objects.filter(dossier=dossier).filter(
        Q(asked_at__gt=transfer.moved_at) | Q(answered_at__gt=transfer.moved_at)
    )
    return "asked-since" if since.exists() else ""


_GOES_BACK = frozenset({
    State.AWAITING_PAYMENT_INTAKE, State.INTAKE_SUPPLEMENT, State.ACCEPTED,
    State.WAITING_COORDINATION, State.PROCESS_SUPPLEMENT, State.AWAITING_FINANCIAL_OBLIGATION,
})  # fmt: skip


def carry_back(
    dossier: Dossier, transfer: Transfer, *, reason: str, by: Actor, at: datetime
) -> None:
    """Undo it: everything is again as it was before.

    :raises WrongMoment: somebody acted on it since; params: act, why
    """
    if why := why_not_back(dossier, transfer):
        raise WrongMoment(why, act="carry_back", state=dossier.state, why=why)
    if transfer.draft_before is not None:
        Draft.objects.filter(dossier=dossier).update(answers=transfer.draft_before)
    else:
        Draft.objects.filter(dossier=dossier).delete()
    back = transfer.before_id if transfer.before_id != dossier.revision_id else None
    Dossier.objects.filter(id=dossier.id).update(goes_by=back)
    dossier.goes_by_id = back
    Transfer.objects.filter(id=transfer.id).update(
        undone_at=at, undone_by=by.id, undone_reason=content.seal(reason)
    )
    journal.record(
        events.DossierCarriedBack(
            dossier.id, transfer.run, transfer.after_id, transfer.before_id, at
        ),
        by=by,
        subject=(SUBJECT, str(dossier.id)),
    )


_BACK = """
SELECT d.id, t.id, t.after_id, t.before_id, t.draft_before IS NOT NULL
FROM dossiers_dossier d CROSS JOIN LATERAL (
    SELECT l.* FROM dossiers_transfer l WHERE l.dossier_id = d.id AND l.undone_at IS NULL
    ORDER BY l.moved_at DESC, l.id DESC LIMIT 1
) t LEFT JOIN dossiers_draft w ON w.dossier_id = d.id
WHERE d.id = ANY(%s) AND t.run = %s AND t.answered_at IS NULL AND d.state = ANY(%s)
    AND (w.saved_at IS NULL OR w.saved_at <= t.moved_at)
    AND NOT EXISTS (SELECT FROM dossiers_supplement s WHERE s.dossier_id = d.id
        AND (s.asked_at > t.moved_at OR s.answered_at > t.moved_at))
ORDER BY d.id
"""
_HELD = "SELECT id FROM dossiers_dossier WHERE id = ANY(%s) ORDER BY id FOR UPDATE"
_REWRITE_BACK = """
UPDATE dossiers_draft w SET answers = t.draft_before FROM dossiers_transfer t
WHERE t.id = ANY(%s) AND t.dossier_id = w.dossier_id
"""
_FORGET = "DELETE FROM dossiers_draft WHERE dossier_id = ANY(%s)"
_GO_BACK = """
UPDATE dossiers_dossier d SET goes_by_id = nullif(t.before_id, d.revision_id)
FROM dossiers_transfer t WHERE t.id = ANY(%s) AND t.dossier_id = d.id
"""
_UNDO = """
UPDATE dossiers_transfer SET undone_at = %s, undone_by = %s, undone_reason = %s
WHERE id = ANY(%s)
"""


def carry_all_back(
    keys: Sequence[UUID], *, run: UUID, reason: str, by: Actor, at: datetime
) -> list[UUID]:
    """As `carry_back`, for those of them on which nobody acted since. Returns which went back."""
    # What somebody works on at this moment is waited for; what it became is read after that.
    rows.fetch(_HELD, [list(keys)])
    states = [state.value for state in ASKABLE | _GOES_BACK]
    found = rows.fetch(_BACK, [list(keys), run, states])
    if not found:
        return []
    transfers = [row[1] for row in found]
    facts = [
        journal.Fact(
            events.DossierCarriedBack(key, run, after, before, at), by.id, (SUBJECT, str(key))
        )
        for key, _transfer, after, before, _has_draft in found
    ]
    with rows.together():
        rows.run(_REWRITE_BACK, [[row[1] for row in found if row[4]]])
        rows.run(_FORGET, [[row[0] for row in found if not row[4]]])
        rows.run(_GO_BACK, [transfers])
        rows.run(_UNDO, [at, by.id, content.seal(reason), transfers])
        journal.record_all(facts)
    return [row[0] for row in found]


def _in_flight(row: tuple[Any, ...]) -> InFlight:
    key, state, agency, channel, kind, filed_on, goes_by, filed_at, answers, draft, waiting = row
    return InFlight(
        id=key,
        state=State(state),
        agency=agency,
        channel=channel,
        applicant_kind=kind,
        filed_on=filed_on,
        goes_by=goes_by,
        filed_at=filed_at,
        answers=None if answers is None else content.unseal_answers(answers),
        draft=None if draft is None else content.unseal_answers(draft),
        waits=waiting,
    )
