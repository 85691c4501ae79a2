"""Looking into one document: outside any transaction, then written down."""

from datetime import datetime
from uuid import UUID

from motcua.foundation import files
from motcua.kernel.actors import SYSTEM
from motcua.kernel.errors import NotFound, WrongMoment

from .. import operations, queries
from ..operations.checking import Findings
from ..rules import State, photos
from .examining import Examined, examine


def check(*, document_id: UUID, at: datetime) -> State | None:
    """Look into it, and write down what was found. Returns what became of it; None if it is gone.

    :raises Weather: a scanner or a helper is away; it goes on waiting
    """
    try:
        operations.begin_check(document_id=document_id, by=SYSTEM, at=at)
        card = queries.document(document_id, by=SYSTEM)
        content = files.read(card.sha256)
    except (NotFound, WrongMoment, files.FileErased):
        return None
    contents = photos.parted(content) if card.parts else [content]
    found = _findings(examine(contents, at=at))
    try:
        operations.note_checked(document_id=document_id, found=found, by=SYSTEM, at=at)
        return queries.document(document_id, by=SYSTEM).state
    except (NotFound, WrongMoment):
        # Discarded meanwhile, or another job was quicker.
        return None


def _findings(seen: Examined) -> Findings:
    verdict, copied = seen.verdict, seen.copied if seen.is_ready else None
    return Findings(
        trouble=str(seen.trouble or ""),
        verdict=str(verdict.scanned) if verdict else "",
        engine=verdict.engine if verdict else "",
        scanned_at=verdict.scanned_at if verdict else None,
        pages=seen.pages,
        warnings=tuple((str(each.doubt), each.page) for each in seen.warnings),
        departures=tuple(map(str, copied.departures)) if copied else (),
        copy=files.lay(copied.pdf) if copied else None,
        thumbnail=files.lay(copied.thumbnail) if copied and copied.thumbnail else None,
    )
