"""Reading documents. Their owner reads them; whoever sees a dossier is judged by the dossier."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from motcua.foundation import files, keys
from motcua.kernel.actors import Actor
from motcua.kernel.errors import NotFound

from . import policies
from .models import Document, Piece, Upload
from .rules import REFUSED, WAITING, State
from .rules.life import why_not
from .rules.limits import COUNTING

#: So many documents are looked at in one go when the store is tidied.
BATCH = 1000


@dataclass(frozen=True, slots=True)
class PartCard:
    """One photo of several."""

    sha256: str
    size: int
    media_type: str


@dataclass(frozen=True, slots=True)
class DocumentCard:
    """One document. `name` is '' once its owner was erased.

    `pages` is 0 until they were counted. `trouble` is a refusal code, `verdict` clean, infected or
    ''. `warnings` are pairs of a code and a page of the copy. `copy` and `thumbnail` are digests.
    `handed_by` is everybody who gave this content, first who gave it first.
    """

    id: UUID
    owner: UUID
    sha256: str
    name: str
    media_type: str
    size: int
    pages: int
    originality: str
    document_type: str
    state: State
    trouble: str
    verdict: str
    engine: str
    scanned_at: datetime | None
    warnings: tuple[tuple[str, int], ...]
    departures: tuple[str, ...]
    parts: tuple[PartCard, ...]
    copy: str
    thumbnail: str
    received_at: datetime
    checked_at: datetime | None
    is_kept: bool
    handed_by: tuple[str, ...] = ()

    @property
    def is_waiting(self) -> bool:
        return self.state in WAITING

    @property
    def is_refused(self) -> bool:
        """It cannot be filed."""
        return self.state in REFUSED

    @property
    def why_not(self) -> str:
        """Why it cannot be taken, as a code that forms have a sentence for; '' where it can."""
        return why_not(self.state, self.verdict, self.trouble)

    def is_being_counted(self, at: datetime) -> bool:
        """Nobody knows its pages yet, and it has not been waited for long enough."""
        return not self.pages and self.is_waiting and at < self.received_at + COUNTING

    @property
    def entry(self) -> dict[str, object]:
        """As an answer of the kind `file` names it."""
        found: dict[str, object] = {
            "sha256": self.sha256, "name": self.name, "size": self.size,
            "media_type": self.media_type, "document": str(self.id),
        }  # fmt: skip
        found |= {"pages": self.pages} if self.pages else {}
        return found | ({"originality": self.originality} if self.originality else {})


@dataclass(frozen=True, slots=True)
class Outlook:
    """As much of a document as says whether it can be filed; no name is opened for it."""

    state: State
    trouble: str
    verdict: str
    pages: int
    received_at: datetime

    @property
    def is_refused(self) -> bool:
        return self.state in REFUSED

    @property
    def is_waiting(self) -> bool:
        return self.state in WAITING

    @property
    def why_not(self) -> str:
        """Why it cannot be taken, as a code that forms have a sentence for; '' where it can."""
        return why_not(self.state, self.verdict, self.trouble)

    def is_being_counted(self, at: datetime) -> bool:
        """Nobody knows its pages yet, and it has not been waited for long enough."""
        return not self.pages and self.is_waiting and at < self.received_at + COUNTING


@dataclass(frozen=True, slots=True)
class UploadCard:
    """How far a file has come; `document` once it is whole."""

    id: UUID
    owner: UUID
    size: int
    received: int
    state: str
    document: UUID | None


def my_documents(*, by: Actor, document_type: str = "", limit: int = 100) -> list[DocumentCard]:
    """What the reader holds, last received first; of one type only, if one is told."""
    if by.person is None:
        return []
    found = Document.objects.filter(owner=by.person)
    if document_type:
        found = found.filter(document_type=document_type)
    return _cards(found.order_by("-received_at", "-id")[:limit])


def document(document_id: UUID, *, by: Actor) -> DocumentCard:
    """:raises NotFound: none, or not the reader's"""
    row = Document.objects.filter(id=document_id).first()
    if row is None or not policies.may_see(by, owner=row.owner):
        raise NotFound("no such document")
    return _cards([row])[0]


def cards(digests: Sequence[str], *, owner: UUID, by: Actor) -> dict[str, DocumentCard]:
    """The owner's documents with these contents, by digest. Two statements.

    Who sees a dossier sees its documents: modules above judge that and ask as SYSTEM.
    """
    if not digests or not policies.may_see(by, owner=owner):
        return {}
    found = Document.objects.filter(owner=owner, file__in=list(digests))
    return {card.sha256: card for card in _cards(found)}


def outlooks(digests: Sequence[str], *, owner: UUID, by: Actor) -> dict[str, Outlook]:
    """How far these files of the owner's are, by digest. A statement, if there are any."""
    if not digests or not policies.may_see(by, owner=owner):
        return {}
    found = Document.objects.filter(owner=owner, file__in=list(digests))
    told = found.values_list("file_id", "state", "trouble", "verdict", "pages", "received_at")
    return {
        digest: Outlook(State(state), trouble, verdict, pages, at)
        for digest, state, trouble, verdict, pages, at in told
    }


def upload(upload_id: UUID, *, by: Actor) -> UploadCard:
    """:raises NotFound: none, or not the reader's"""
    row = Upload.objects.filter(id=upload_id).first()
    if row is None or by.id not in (row.handed_by, f"person:{row.owner}"):
        raise NotFound("no such upload")
    return UploadCard(row.id, row.owner, row.size, row.received, row.state, row.document)


def pieces(upload_id: UUID, *, by: Actor) -> bytes:
    """What has come of an upload, in order. :raises NotFound: none, or not the reader's"""
    row = Upload.objects.filter(id=upload_id).first()
    if row is None or by.id not in (row.handed_by, f"person:{row.owner}"):
        raise NotFound("no such upload")
    found = Piece.objects.filter(upload=row).order_by("start").values_list("content", flat=True)
    opened = keys.unseal_each(keys.person(row.owner), [bytes(each) for each in found])
    return b"".join(each or b"" for each in opened)


def waiting(*, before: datetime, limit: int = 200, by: Actor) -> list[UUID]:
    """Documents that wait to be looked into since before, longest first; for the machinery."""
    policies.must_erase(by)
    found = Document.objects.filter(state__in=[str(s) for s in WAITING], received_at__lt=before)
    found = found.filter(Q(checked_at=None) | Q(checked_at__lt=before))
    return list(found.order_by("received_at", "id").values_list("id", flat=True)[:limit])


def without_copy(*, before: datetime, limit: int = 50, by: Actor) -> list[UUID]:
    """Documents that wait since before and have no copy, longest first; for the machinery."""
    policies.must_erase(by)
    found = Document.objects.filter(
        state__in=[str(s) for s in WAITING], received_at__lt=before, copy=None
    )
    return list(found.order_by("received_at", "id").values_list("id", flat=True)[:limit])


def late(*, before: datetime, by: Actor) -> int:
    """How many were handed in before, and are not looked into yet; for those who run the city."""
    policies.must_erase(by)
    states = [str(state) for state in WAITING]
    return Document.objects.filter(state__in=states, received_at__lt=before).count()


def unused(*, before: datetime, by: Actor) -> Iterator[UUID]:
    """Documents that nothing names and nobody touched since; for the machinery."""
    policies.must_erase(by)
    after: tuple[datetime, UUID] | None = None
    while True:
        found = Document.objects.filter(touched_at__lt=before, kept_at=None)
        if after:
            at, key = after
            found = found.filter(Q(touched_at__gt=at) | Q(touched_at=at, id__gt=key))
        found = found.order_by("touched_at", "id")
        listed = list(found.values_list("touched_at", "id", "file_id")[:BATCH])
        named = files.claimed([digest for _, _, digest in listed])
        yield from (key for _, key, digest in listed if digest not in named)
        if len(listed) < BATCH:
            return
        after = listed[-1][:2]


def _cards(found: Iterable[Document]) -> list[DocumentCard]:
    rows = list(found)
    names: dict[UUID, str] = {}
    for owner in {row.owner for row in rows}:
        of = [row for row in rows if row.owner == owner]
        opened = keys.unseal_each(keys.person(owner), [bytes(row.name) for row in of])
        names |= {row.id: (name or b"").decode() for row, name in zip(of, opened, strict=True)}
    return [_card(row, names[row.id]) for row in rows]


def _card(row: Document, name: str) -> DocumentCard:
    return DocumentCard(
        id=row.id,
        owner=row.owner,
        sha256=row.file_id,
        name=name,
        media_type=row.media_type,
        size=row.size,
        pages=row.pages,
        originality=row.originality,
        document_type=row.document_type,
        state=State(row.state),
        trouble=row.trouble,
        verdict=row.verdict,
        engine=row.engine,
        scanned_at=row.scanned_at,
        warnings=tuple((str(code), int(page)) for code, page in row.warnings),
        departures=tuple(row.departures),
        parts=tuple(PartCard(**each) for each in row.parts),
        copy=row.copy_id or "",
        thumbnail=row.thumbnail_id or "",
        received_at=row.received_at,
        checked_at=row.checked_at,
        is_kept=row.kept_at is not None,
        handed_by=(row.handed_by, *row.also_by),
    )
