"""Looking into one document: outside any transaction, each step written down as it is done."""

from datetime import datetime
from uuid import UUID

from motcua.foundation import files
from motcua.kernel.actors import SYSTEM
from motcua.kernel.errors import NotFound, WrongMoment

from .. import operations, queries
from ..operations.checking import Findings
from ..ports import Copied, Scanned, Verdict
from ..rules import State, photos
from . import examining
from .examining import Looked


def check(*, document_id: UUID, at: datetime) -> State | None:
    """Look into it, scan it, copy it. Returns what became of it; None if it is gone.

    How many pages it has, and what is doubtful about them, is told before the scanner answers.

    :raises Weather: a scanner or a helper is away; it goes on waiting
    """
    contents = _begun(document_id, at=at)
    if contents is None:
        return None
    looked = examining.look_into(contents)
    try:
        if looked.trouble is None:
            operations.note_looked(
                document_id=document_id, pages=looked.pages, warnings=_told(looked), by=SYSTEM,
                at=at,
            )  # fmt: skip
        found = _findings(contents, looked, at=at)
        operations.note_checked(document_id=document_id, found=found, by=SYSTEM, at=at)
        return queries.document(document_id, by=SYSTEM).state
    except (NotFound, WrongMoment):
        # Discarded meanwhile, or another job was quicker.
        return None


def copy_unscanned(*, document_id: UUID, at: datetime) -> bool:
    """Make the copy apart for a document whose scanner is away too long. Returns whether it was.

    The document goes on waiting; nothing of it is called clean.

    :raises Weather: whoever looks into files, or copies them, is away
    """
    contents = _begun(document_id, at=at)
    if contents is None:
        return False
    looked = examining.look_into(contents)
    made = None if looked.trouble else examining.copied(looked)
    trouble = looked.trouble if made is None else made.trouble
    try:
        if made is None or trouble:
            found = Findings(trouble=str(trouble), pages=looked.pages)
            operations.note_checked(document_id=document_id, found=found, by=SYSTEM, at=at)
            return False
        operations.note_unscanned_copy(
            document_id=document_id, copy=files.lay(made.pdf), pages=made.pages,
            departures=tuple(map(str, made.departures)), by=SYSTEM, at=at,
        )  # fmt: skip
    except (NotFound, WrongMoment):
        return False
    return True


def _begun(document_id: UUID, *, at: datetime) -> list[bytes] | None:
    """The parts of it; None where it is gone, or was looked into before."""
    try:
        operations.begin_check(document_id=document_id, by=SYSTEM, at=at)
        card = queries.document(document_id, by=SYSTEM)
        content = files.read(card.sha256)
    except (NotFound, WrongMoment, files.FileErased):
        return None
    return photos.parted(content) if card.parts else [content]


def _findings(contents: list[bytes], looked: Looked, *, at: datetime) -> Findings:
    """What cannot be taken is not scanned, and what is infected is not copied."""
    if looked.trouble is not None:
        return Findings(trouble=str(looked.trouble), pages=looked.pages)
    verdict = examining.scanned(contents, at=at)
    if verdict.scanned is Scanned.INFECTED:
        return _judged(looked, verdict, None)
    return _judged(looked, verdict, examining.copied(looked))


def _judged(looked: Looked, verdict: Verdict, copied: Copied | None) -> Findings:
    made = copied if copied is not None and copied.trouble is None else None
    return Findings(
        trouble=str(copied.trouble) if copied is not None and copied.trouble else "",
        verdict=str(verdict.scanned),
        engine=verdict.engine,
        scanned_at=verdict.scanned_at,
        pages=made.pages if made else looked.pages,
        warnings=_told(looked),
        departures=tuple(map(str, made.departures)) if made else (),
        copy=files.lay(made.pdf) if made else None,
        thumbnail=files.lay(made.thumbnail) if made and made.thumbnail else None,
    )


def _told(looked: Looked) -> tuple[tuple[str, int], ...]:
    return tuple((str(each.doubt), each.page) for each in looked.warnings)
