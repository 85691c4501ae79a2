"""The documents of a dossier: whose they are, how far each is, and leave to fetch them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.foundation import files, keys, sealing
from motcua.kernel.actors import SYSTEM, Actor
from motcua.kernel.errors import NotFound, Refusal
from motcua.modules.documents import queries as documents
from motcua.modules.forms.rules.files import NOTHING_HELD, Held
from motcua.modules.registers.rules import EXTRACT, extracts

from .. import answering, content
from ..models import Dossier, HeldFile
from ..rules.sharing import Purpose
from .drafts import draft
from .sight import seen


@dataclass(frozen=True, slots=True)
class FileGrant:
    """Leave to fetch the bytes of one file of a dossier."""

    sha256: str
    media_type: str
    size: int


class NotSafe(Refusal):
    """The file holds malware: nobody opens it here."""

    code = "file-infected"
    status = 403


class NotScanned(Refusal):
    """No scanner has found it clean: an officer opens neither the file nor, yet, its copy."""

    code = "file-not-scanned"
    status = 409


def holder_of_draft(dossier_id: UUID, *, by: Actor) -> UUID:
    """In whose store files of a draft go, for somebody who may write it.

    :raises NotFound: no such draft, or one that the reader only looks at
    """
    if draft(dossier_id, by=by).rights is Purpose.SEE:
        raise NotFound("not a draft to write in")
    return Dossier.objects.values_list("applicant", flat=True).get(id=dossier_id)


def documents_of(dossier_id: UUID, *, by: Actor) -> dict[str, documents.DocumentCard]:
    """What is known of the files the dossier holds, by digest; cited papers have no entry.

    :raises NotFound: not for this reader
    """
    row, _ = seen(dossier_id, by=by)
    held = list(HeldFile.objects.filter(dossier=row).values_list("file_id", flat=True))
    return documents.cards(held, owner=row.applicant, by=SYSTEM)


def files_standing(answers: Mapping[str, object], *, owner: UUID, by: Actor, at: datetime) -> Held:
    """How far the files are that answers name, for their owner. A statement, if there are any."""
    if by.person != str(owner):
        return NOTHING_HELD
    return answering.standing_of(answers, owner=owner, at=at)


def files_of_draft(
    dossier_id: UUID, answers: Mapping[str, object], *, at: datetime, by: Actor
) -> Held:
    """How far the files are that a draft names, for whoever may look at it.

    :raises NotFound: no such draft for this reader
    """
    if not content.files_in(answers):
        return NOTHING_HELD
    draft(dossier_id, by=by)
    return answering.files_of(Dossier.objects.get(id=dossier_id), answers, at=at)


def file_of(dossier_id: UUID, key: str, *, by: Actor) -> FileGrant:
    """Leave to read one file as it was handed in.

    The extract of a register is for officers, and for whose own paper it is.

    :raises NotFound: not for this reader, or the dossier does not hold it
    :raises NotSafe: it holds malware
    :raises NotScanned: the reader is an officer, and the scanner has not called it clean
    """
    card = _card(dossier_id, key, by=by)
    if card is not None and card.verdict == "infected":
        raise NotSafe(f"{card.id} is in quarantine")
    if card is not None and by.person is None and card.verdict != "clean":
        raise NotScanned(f"{card.id} was not scanned")
    held = HeldFile.objects.select_related("file").filter(dossier=dossier_id, file=key).first()
    if held is None:
        raise NotFound("no such file")
    if held.file.media_type == EXTRACT and by.person is not None:
        extract = extracts.read(files.read(held.file.sha256))
        if extract.about_other or extract.asked_for != by.person:
            raise NotFound("no such file")
    return FileGrant(held.file.sha256, held.file.media_type, held.file.size)


def copy_of(dossier_id: UUID, key: str, *, by: Actor) -> FileGrant:
    """Leave to read the copy made for officers.

    :raises NotFound: not for this reader, or there is none
    :raises NotScanned: it was made while the scanner was away (`operations.open_unscanned`)
    """
    card = _card(dossier_id, key, by=by)
    if card is None or not card.copy:
        raise NotFound("no copy of this file")
    if card.verdict != "clean":
        raise NotScanned(f"{card.id} was not scanned")
    return FileGrant(card.copy, files.PDF, 0)


def picture_of(dossier_id: UUID, key: str, *, by: Actor) -> FileGrant:
    """Leave to read the small picture of the first page. :raises NotFound: as of the copy"""
    card = _card(dossier_id, key, by=by)
    if card is None or not card.thumbnail:
        raise NotFound("no picture of this file")
    return FileGrant(card.thumbnail, files.JPEG, 0)


@files.claimed_by("dossiers.held")
def _held(digests: list[str]) -> list[str]:
    """Those that some dossier or draft holds: the store of who gave them leaves them alone."""
    return list(HeldFile.objects.filter(file__in=digests).values_list("file_id", flat=True))


@sealing.held_by_people("dossiers.HeldFile")
def _holders(digest: str) -> list[str]:
    """Whose dossiers and drafts name a file."""
    rows = HeldFile.objects.filter(file=digest).values_list("dossier__applicant", flat=True)
    return [keys.person(each) for each in rows]


def _card(dossier_id: UUID, key: str, *, by: Actor) -> documents.DocumentCard | None:
    row, _ = seen(dossier_id, by=by)
    if not HeldFile.objects.filter(dossier=row, file=key).exists():
        raise NotFound("no such file")
    return documents.cards([key], owner=row.applicant, by=SYSTEM).get(key)
