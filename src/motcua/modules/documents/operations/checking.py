"""What was found in a document, written down once."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.foundation import files, journal, keys
from motcua.kernel.actors import SYSTEM, Actor
from motcua.kernel.errors import NotAllowed, WrongMoment

from .. import events, steps
from ..models import Document
from ..rules import Act, State


@dataclass(frozen=True, slots=True)
class Findings:
    """`trouble` is why it cannot be taken. The copies lie on the shelf; None where there are none.

    `pages` are those of the copy; `warnings` pairs of a code and a page of it.
    """

    trouble: str = ""
    verdict: str = ""
    engine: str = ""
    scanned_at: datetime | None = None
    pages: int = 0
    warnings: tuple[tuple[str, int], ...] = ()
    departures: tuple[str, ...] = ()
    copy: files.Laid | None = None
    thumbnail: files.Laid | None = None

    @property
    def act(self) -> Act:
        """What is noted by them."""
        if self.verdict == "infected":
            return Act.NOTE_INFECTED
        if self.trouble or self.copy is None:
            return Act.NOTE_UNREADABLE
        return Act.NOTE_READY


@transaction.atomic(durable=True)
def begin_check(*, document_id: UUID, by: Actor, at: datetime) -> None:
    """Somebody looks into it now.

    :raises NotAllowed: only the machinery does
    :raises NotFound: it was discarded meanwhile
    :raises WrongMoment: it was looked into before
    """
    _must_be_system(by)
    row = steps.lock(document_id, by=by)
    steps.move(row, Act.BEGIN_CHECK)
    row.checked_at = at
    row.save(update_fields=["state", "checked_at"])


@transaction.atomic(durable=True)
def note_looked(
    *, document_id: UUID, pages: int, warnings: tuple[tuple[str, int], ...], by: Actor, at: datetime
) -> None:
    """Nothing was found wrong inside: so many pages, and what to look at again. It still waits.

    :raises NotAllowed: only the machinery does
    :raises NotFound: it was discarded meanwhile
    :raises WrongMoment: it does not wait any more
    """
    del at
    row = _under_way(document_id, by=by)
    row.pages, row.warnings = pages or row.pages, [list(each) for each in warnings]
    row.save(update_fields=["pages", "warnings"])


@transaction.atomic(durable=True)
def note_unscanned_copy(
    *, document_id: UUID, copy: files.Laid, pages: int, departures: tuple[str, ...], by: Actor,
    at: datetime,
) -> None:  # fmt: skip
    """A copy was made apart while the scanner is away. It still waits, and is not called clean.

    :raises NotAllowed: only the machinery does
    :raises NotFound: it was discarded meanwhile
    :raises WrongMoment: it does not wait any more
    """
    row = _under_way(document_id, by=by)
    row.copy_id = _held(copy, files.PDF, keys.person(row.owner), at)
    row.pages, row.departures = pages, list(departures)
    row.save(update_fields=["copy", "pages", "departures"])
    made = events.DocumentCopiedUnscanned(row.id, pages, at)
    journal.record(made, by=SYSTEM, subject=steps.subject(row.id))


@transaction.atomic(durable=True)
def note_checked(*, document_id: UUID, found: Findings, by: Actor, at: datetime) -> None:
    """Write down what was found, with the copy for officers and the thumbnail.

    :raises NotAllowed: only the machinery does
    :raises NotFound: it was discarded meanwhile
    :raises WrongMoment: it was written down before
    """
    _must_be_system(by)
    row = steps.lock(document_id, by=by)
    steps.move(row, found.act)
    holder = keys.person(row.owner)
    row.trouble, row.verdict = found.trouble, found.verdict
    row.engine, row.scanned_at, row.checked_at = found.engine, found.scanned_at, at
    row.pages = found.pages or row.pages
    row.warnings = [list(each) for each in found.warnings]
    row.departures = list(found.departures)
    steps.forget_copy(row)
    if found.act is Act.NOTE_READY:
        row.copy_id = _held(found.copy, files.PDF, holder, at)
        row.thumbnail_id = _held(found.thumbnail, files.JPEG, holder, at)
    row.save()
    checked = events.DocumentChecked(
        row.id, str(row.state), found.trouble, found.verdict, row.pages, at
    )
    journal.record(checked, by=SYSTEM, subject=steps.subject(row.id))


def _under_way(document_id: UUID, *, by: Actor) -> Document:
    _must_be_system(by)
    row = steps.lock(document_id, by=by)
    if row.state != State.CHECKING:
        raise WrongMoment("it is not being looked into", state=row.state)
    return row


def _held(laid: files.Laid | None, media_type: str, holder: str, at: datetime) -> str | None:
    if laid is None:
        return None
    return files.hold(laid, media_type=media_type, holder=holder, at=at).sha256


def _must_be_system(by: Actor) -> None:
    if by != SYSTEM:
        raise NotAllowed("only the machinery looks into documents")
