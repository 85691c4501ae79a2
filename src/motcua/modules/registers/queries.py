"""Who asked which register about a person: the person's own right to know."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from motcua.foundation import files, plugs
from motcua.kernel.actors import Actor
from motcua.kernel.errors import NotFound
from motcua.modules.people import queries as people
from motcua.modules.people.facts import PersonKind

from . import policies
from .models import FoundPaper, LookUp
from .ports import Registers
from .rules import (
    Ground,
    Other,
    Outcome,
    PaperExtract,
    Purpose,
    RegisterCode,
    Standing,
    document_holder,
    extracts,
)

LONGEST_LIST = 100


@dataclass(frozen=True, slots=True)
class LookUpCard:
    """One question to a register: when, by whom, why, on what ground, and what was asked.

    `is_about_other`: for the reader's application, about somebody else's paper. `is_of_other`:
    about the reader, for the application of somebody else, who is then not named.
    """

    id: UUID
    register: RegisterCode
    purpose: Purpose
    ground: Ground
    basis: str
    facts: tuple[str, ...]
    documents: tuple[str, ...]
    outcome: Outcome
    asked_by: str
    subject: str
    at: datetime
    is_about_other: bool = False
    is_of_other: bool = False


def look_ups(person: UUID | str, *, by: Actor) -> list[LookUpCard]:
    """The last hundred, newest first.

    :raises NotFound: not for this reader
    """
    key = person if isinstance(person, UUID) else UUID(person)
    if not policies.may_read_log(by, key):
        raise NotFound("no such log")
    known = Q(person=key)
    if by.person == str(key):
        known |= Q(about=people.own_mark(by=by))
    rows = LookUp.objects.filter(known).order_by("-at", "-id")[:LONGEST_LIST]
    return [_card(row, of=key) for row in rows]


def public_connected() -> frozenset[RegisterCode]:
    """The registers this city is connected to."""
    return plugs.get(Registers).codes


def public_holder(document_type: str) -> RegisterCode | None:
    """The register that holds papers of this type, if this city is connected to it."""
    holder = document_holder(document_type)
    return holder if holder is not None and holder in public_connected() else None


def public_mark(other: Other) -> bytes:
    """Of whom something found is, as it is kept; the mark itself tells nothing."""
    return people.public_number_mark(PersonKind.CITIZEN, other.personal_id)


@dataclass(frozen=True, slots=True)
class PaperFound:
    """What came of asking for a paper. `sha256` and `size` are of its extract, if it is valid;
    `extract` is None where it is not, or can no longer be read."""

    id: UUID
    lookup: UUID
    register: RegisterCode
    document_type: str
    standing: Standing
    about: bytes
    at: datetime
    sha256: str
    size: int
    extract: PaperExtract | None


def papers_found(subject: str, *, by: Actor) -> list[PaperFound]:
    """What registers told for one application of the reader's, each paper once, as told last."""
    if by.person is None:
        return []
    rows = FoundPaper.objects.filter(person=by.person, subject=subject).select_related("file")
    paper = ("document_type", "about")
    latest = rows.order_by(*paper, "-at", "-id").distinct(*paper)
    return [_paper(row) for row in sorted(latest, key=lambda row: (row.at, row.id))]


def paper_found(paper: UUID, *, by: Actor) -> PaperFound:
    """:raises NotFound: not for an application of the reader's"""
    found = FoundPaper.objects.filter(id=paper).select_related("file").first()
    if found is None or by.person != str(found.person):
        raise NotFound("no such paper")
    return _paper(found)


def _paper(row: FoundPaper) -> PaperFound:
    return PaperFound(
        id=row.id,
        lookup=row.lookup,
        register=RegisterCode(row.register),
        document_type=row.document_type,
        standing=Standing(row.standing),
        about=bytes(row.about),
        at=row.at,
        sha256=row.file.sha256 if row.file else "",
        size=row.file.size if row.file else 0,
        extract=_read(row.file.sha256) if row.file else None,
    )


def _read(sha256: str) -> PaperExtract | None:
    try:
        return extracts.read(files.read(sha256))
    except (files.FileErased, ValueError):
        return None


def _card(row: LookUp, *, of: UUID) -> LookUpCard:
    is_of_other = row.person != of
    return LookUpCard(
        id=row.id,
        register=RegisterCode(row.register),
        purpose=Purpose(row.purpose),
        ground=Ground(row.ground),
        basis=row.basis,
        facts=tuple(row.facts),
        documents=tuple(row.documents),
        outcome=Outcome(row.outcome),
        asked_by="" if is_of_other else row.asked_by,
        subject="" if is_of_other else row.subject,
        at=row.at,
        is_about_other=bool(row.about) and not is_of_other,
        is_of_other=is_of_other,
    )
