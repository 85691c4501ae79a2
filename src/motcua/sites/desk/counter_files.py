"""The files a clerk takes in at the counter: they go into the store of whoever sits before them."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from motcua.design.page import now
from motcua.kernel.actors import SYSTEM, Actor
from motcua.modules.documents import errands
from motcua.modules.documents import queries as documents
from motcua.modules.forms.rules.files import Entry, FileState, Held, Standing


@dataclass(frozen=True)
class CounterKeeper:
    """A `Keeper` over the applicant's store; the door has asked whose draft the clerk writes."""

    by: Actor
    owner: UUID

    def take(self, content: bytes, name: str) -> Entry:
        card = errands.receive(content=content, owner=self.owner, name=name, by=self.by, at=now())
        return {**card.entry, "name": name}

    def join(self, contents: Sequence[bytes], name: str) -> Entry:
        card = errands.join_contents(
            contents=contents, owner=self.owner, name=name, by=self.by, at=now()
        )
        return {**card.entry, "name": name}

    def find(self, document: str) -> Entry | None:
        """A clerk takes in what is laid on the counter, and looks into nobody's store."""
        del document
        return None

    def held(self, digests: Sequence[str]) -> Held:
        cards = documents.cards(digests, owner=self.owner, by=SYSTEM)
        return Held({digest: _state(card) for digest, card in cards.items()})


def _state(card: documents.DocumentCard) -> FileState:
    standing = Standing.WAITING if card.is_waiting else Standing.READY
    return FileState(
        standing=Standing.REFUSED if card.is_refused else standing,
        trouble=card.why_not,
        pages=card.pages,
        warnings=card.warnings,
        is_being_counted=card.is_being_counted(now()),
    )
