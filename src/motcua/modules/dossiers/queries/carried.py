"""Dossiers in flight, and those that go on by another revision than they were filed on."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from motcua.foundation import rows
from motcua.kernel.actors import Actor, Role
from motcua.kernel.errors import NotAllowed

from .. import carrying, content
from ..models import ClockAct, Dossier, Draft, Filing, HeldFile, Supplement, Transfer
from ..rules import CLOSED, State
from .sight import seen


@dataclass(frozen=True, slots=True)
class CarriedCard:
    """One time a dossier went on by another revision.

    `not_back` says why it cannot go back any more; empty while it can.
    """

    run: UUID
    before: UUID
    after: UUID
    moved_at: datetime
    asked: tuple[str, ...]
    answered_at: datetime | None
    undone_at: datetime | None
    undone_reason: str
    set_aside: content.Answers
    not_back: str

    @property
    def waits(self) -> bool:
        """Whether the applicant is asked and has not answered."""
        return bool(self.asked) and self.answered_at is None and self.undone_at is None


def carried(dossier_id: UUID, *, by: Actor) -> list[CarriedCard]:
    """Every time, oldest first; nothing and no look at the table for one that never was.

    :raises NotFound: not for this reader
    """
    row, roles = seen(dossier_id, by=by)
    found = list(Transfer.objects.filter(dossier_id=dossier_id).order_by("moved_at", "id"))
    is_applicant = roles == {Role.APPLICANT}
    return [_card(row, transfer, is_applicant=is_applicant) for transfer in found]


def _card(row: Dossier, transfer: Transfer, *, is_applicant: bool) -> CarriedCard:
    aside = transfer.set_aside
    return CarriedCard(
        run=transfer.run,
        before=transfer.before_id,
        after=transfer.after_id,
        moved_at=transfer.moved_at,
        asked=tuple(transfer.asked),
        answered_at=transfer.answered_at,
        undone_at=transfer.undone_at,
        undone_reason="" if is_applicant else content.unseal_text(transfer.undone_reason),
        set_aside={} if aside is None else content.unseal_answers(aside),
        not_back="undone" if transfer.undone_at else carrying.why_not_back(row, transfer),
    )


@dataclass(frozen=True, slots=True)
class RenewedNotice:
    """That the form changed under a draft, and the old answers that fit no more."""

    begun_on: UUID
    set_aside: content.Answers


def notice_of(draft_id: UUID, *, by: Actor) -> RenewedNotice | None:
    """What to tell the applicant on the next opening; None where nothing changed.

    :raises NotFound: not the reader's draft
    """
    seen(draft_id, by=by)
    row = Draft.objects.filter(dossier_id=draft_id, begun_on__isnull=False).first()
    if row is None or row.begun_on is None:
        return None
    aside = {} if row.set_aside is None else content.unseal_answers(row.set_aside)
    return RenewedNotice(row.begun_on, aside)


_LIVE = """
SELECT id FROM dossiers_dossier WHERE procedure = %s AND coalesce(goes_by_id, revision_id) = %s
    AND state <> ALL(%s) AND id > %s ORDER BY id LIMIT %s
"""


def live_page(procedure: str, revision: UUID, *, after: UUID, limit: int, by: Actor) -> list[UUID]:
    """Drafts and dossiers not closed that go by a revision, by id; nothing of what is in them.

    :raises NotAllowed: only who changes procedures
    """
    _must_change(by)
    closed = [state.value for state in CLOSED]
    return [key for (key,) in rows.fetch(_LIVE, [procedure, revision, closed, after, limit])]


def public_in_flight(procedure: str) -> int:
    """How many dossiers of a procedure are filed and not closed."""
    states = [state.value for state in State if state not in CLOSED and state is not State.DRAFT]
    return Dossier.objects.filter(procedure=procedure, state__in=states).count()


_ASTRAY = """
SELECT d.id FROM dossiers_dossier d LEFT JOIN LATERAL (
    SELECT t.after_id FROM dossiers_transfer t WHERE t.dossier_id = d.id AND t.undone_at IS NULL
    ORDER BY t.moved_at DESC, t.id DESC LIMIT 1
) l ON true WHERE d.goes_by_id IS NOT NULL AND d.goes_by_id IS DISTINCT FROM l.after_id
UNION ALL
SELECT d.id FROM dossiers_transfer t JOIN dossiers_dossier d ON d.id = t.dossier_id
WHERE t.undone_at IS NULL AND d.goes_by_id IS NULL LIMIT 20
"""


def public_astray() -> list[UUID]:
    """Dossiers that do not go by what their last transfer says; there should be none."""
    return [key for (key,) in rows.fetch(_ASTRAY)]


def _must_change(by: Actor) -> None:
    if by.id != "system" and not by.agencies(Role.PROCEDURE_ADMIN):
        raise NotAllowed("only who changes procedures", act="change")


def state_digest(dossier_id: UUID, *, by: Actor) -> str:
    """SHA-256 of all a dossier is, but its journal and what it was carried over to and back.

    :raises NotAllowed: only who changes procedures
    """
    _must_change(by)
    mark = sha256()
    for model, key in (
        (Dossier, "id"), (Draft, "dossier_id"), (Filing, "dossier_id"), (Supplement, "dossier_id"),
        (HeldFile, "dossier_id"), (ClockAct, "dossier_id"),
    ):  # fmt: skip
        columns = ", ".join(f'"{each.column}"' for each in model._meta.concrete_fields)
        table = model._meta.db_table
        statement = f"SELECT {columns} FROM {table} WHERE {key} = %s ORDER BY 1, 2"  # noqa: S608 -- ours
        for row in rows.fetch(statement, [dossier_id]):
            mark.update(repr([_plain(value) for value in row]).encode())
    return mark.hexdigest()


def _plain(value: object) -> object:
    return bytes(value) if isinstance(value, memoryview | bytes) else value
