"""The files of a draft: kept in the store of whose draft it is, and how far each of them is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse

from motcua.design.page import now
from motcua.design.requests import actor_of
from motcua.kernel.actors import SYSTEM, Actor
from motcua.kernel.errors import NotFound
from motcua.modules.bundles import queries as bundles
from motcua.modules.documents import errands, operations
from motcua.modules.documents import queries as documents
from motcua.modules.dossiers import queries as dossiers
from motcua.modules.forms.rules.files import Entry, FileState, Held, Standing

#: What files may belong to, as addresses say it.
DRAFTS, BUNDLES = "drafts", "bundles"


def owner_of(what: str, draft: UUID, *, by: Actor) -> UUID:
    """In whose store the files of this draft go.

    :raises NotFound: not a draft that this actor may write in
    """
    if what == DRAFTS:
        return dossiers.holder_of_draft(draft, by=by)
    if what != BUNDLES or by.person is None:
        raise NotFound("no such draft")
    bundles.bundle_draft(draft, by=by)
    return UUID(by.person)


def keeper(request: HttpRequest, what: str, draft: UUID) -> "StoreKeeper":
    """For a page of a draft; whether the reader may write in it is asked when it is used."""
    return StoreKeeper(actor_of(request), what, draft)


@dataclass(frozen=True)
class StoreKeeper:
    """A `Keeper` over the store of one person, for one draft of theirs.

    Whatever it is asked for raises NotFound where the reader may not write in the draft.
    """

    by: Actor
    what: str
    draft: UUID

    @cached_property
    def owner(self) -> UUID:
        """In whose store it keeps."""
        return owner_of(self.what, self.draft, by=self.by)

    def take(self, content: bytes, name: str) -> Entry:
        card = errands.receive(content=content, owner=self.owner, name=name, by=self.by, at=now())
        return _named(card, name)

    def join(self, contents: Sequence[bytes], name: str) -> Entry:
        card = errands.join_contents(
            contents=contents, owner=self.owner, name=name, by=self.by, at=now()
        )
        return _named(card, name)

    @cached_property
    def given(self) -> frozenset[str]:
        """The digests of what the draft names; asked for somebody else's draft only."""
        answers = dossiers.draft(self.draft, by=self.by).answers if self.what == DRAFTS else {}
        return frozenset(_named_in(answers))

    def find(self, document: str) -> Entry | None:
        """Whatever the page says, only what the reader may use of this store is found."""
        owner = self.owner
        try:
            card = self.card(UUID(document))
            operations.attach(document_id=card.id, owner=owner, by=self.by, at=now())
        except (ValueError, NotFound):
            return None
        return card.entry

    def card(self, document: UUID) -> documents.DocumentCard:
        """A document that the reader may use here: its owner any of theirs; who writes for the
        owner what this draft was given, and what they handed in themselves.

        :raises NotFound: none, or not for this reader
        """
        owner = self.owner
        found = documents.document(document, by=SYSTEM)
        is_own = self.by.person == str(owner) or self.by.id in found.handed_by
        if found.owner != owner or not (is_own or found.sha256 in self.given):
            raise NotFound("no such document")
        return found

    def held(self, digests: Sequence[str]) -> Held:
        cards = documents.cards(digests, owner=self.owner, by=SYSTEM)
        states = {digest: self.state(card) for digest, card in cards.items()}
        if self.what == DRAFTS and len(states) < len(set(digests)):
            # What nobody handed in may be what a register told.
            states |= dossiers.extract_states(self.draft, by=self.by, at=now())
        return Held(states, reverse("portal:uploads", args=[self.what, self.draft]))

    def state(self, card: documents.DocumentCard) -> FileState:
        """How far a document is, as a page tells it."""
        where = [self.what, self.draft, card.id]
        return FileState(
            standing=_standing(card),
            trouble=card.why_not,
            pages=card.pages,
            warnings=card.warnings,
            picture=reverse("portal:picture", args=where) if card.thumbnail else "",
            is_being_counted=card.is_being_counted(now()),
        )


def _named_in(answers: Mapping[str, object]) -> Iterator[str]:
    """The digest of every file that answers name."""
    for answer in answers.values():
        for each in answer if isinstance(answer, list) else ():
            if isinstance(each, Mapping) and isinstance(each.get("sha256"), str):
                yield each["sha256"]


def _standing(card: documents.DocumentCard) -> Standing:
    if card.is_refused:
        return Standing.REFUSED
    return Standing.WAITING if card.is_waiting else Standing.READY


def _named(card: documents.DocumentCard, name: str) -> Entry:
    """Under the name it has now, even where the same bytes were handed in under another."""
    return {**card.entry, "name": name}
