"""A draft as its pages see it: of one procedure, or of several that are joined.

What is alike is written once, in the doors that fill in, save, correct and cite; what differs,
where pages lead and who stores what is typed, is `Ways`, of which there is one for each kind.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from django.urls import reverse

from motcua.kernel.actors import Actor
from motcua.kernel.errors import NotFound
from motcua.kernel.words import Text
from motcua.modules.bundles import operations as bundles
from motcua.modules.bundles import queries as joined
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.catalogue.rules.components import Component, Source
from motcua.modules.dossiers import operations as dossiers
from motcua.modules.dossiers import queries
from motcua.modules.dossiers.rules.merging import Seen
from motcua.modules.dossiers.rules.sharing import Purpose
from motcua.modules.dossiers.rules.writing import UNSEEN
from motcua.modules.forms import rules as forms

from . import carried, eligibility, holding

Answers = Mapping[str, object]


class Ways(Protocol):
    """Where the pages of a draft lead, and how what is typed on them is kept."""

    def page(self, key: str) -> str:
        """The address of a page of the form."""

    def first(self) -> str:
        """Before the first page."""

    def last(self) -> str:
        """After the last page."""

    def instead(self, answers: Answers) -> str:
        """Where these answers lead, whatever page comes next; empty where they lead on."""

    def whole(self) -> str:
        """The address of the draft: it leads to where something is missing."""

    def check(self) -> str:
        """Where everything is looked at once more."""

    def document_type(self, key: str) -> str:
        """What a question asks for, where a paper one has already is taken; else empty."""

    def renewed(self, *, by: Actor) -> list[forms.Line] | None:
        """What the form, which has changed, has no place for; None where it did not change."""

    def names_of(self, people: Iterable[str], *, by: Actor) -> Mapping[str, str]:
        """Of those who wrote in it, as far as the reader may know them."""

    def save(  # noqa: PLR0913 -- all that a page knows
        self, answers: Answers, *, sources: forms.Sources | None = None,
        confirms: Collection[str] = (), seen: Seen = UNSEEN,
        unread: Mapping[str, forms.Typed] | None = None, by: Actor, at: datetime,
    ) -> dossiers.Saved:  # fmt: skip
        """:raises Refusal: it is not written in any more, or not by this actor"""


@dataclass(frozen=True, slots=True)
class Draft:
    """What stands in a draft. `what` it is, as addresses say it; `pages_beyond` those of the form.

    `helpers` is the address where others are let in; empty where nobody is.
    """

    what: str
    id: UUID
    name: Text
    form: forms.Form
    answers: dict[str, object]
    sources: forms.Sources
    unread: Mapping[str, forms.Typed]
    saved_at: datetime
    is_mine: bool
    may_fill: bool
    for_whom: str
    is_supplement: bool
    pages_beyond: int
    helpers: str
    ways: Ways

    @property
    def subject(self) -> str:
        """As logs name what something was done for."""
        return f"{'dossier' if self.what == holding.DRAFTS else 'bundle'}:{self.id}"


def opened(what: str, draft_id: UUID, *, by: Actor) -> Draft:
    """:raises NotFound: not a draft the reader sees, or filed already"""
    if what == holding.DRAFTS:
        return one(queries.draft(draft_id, by=by))
    if what == holding.BUNDLES:
        return several(joined.bundle_draft(draft_id, by=by))
    raise NotFound("no such draft")


def one(card: queries.DraftCard) -> Draft:
    """An application, or a supplement to one."""
    revision = catalogue.revision(card.revision)
    return Draft(
        what=holding.DRAFTS,
        id=card.id,
        name=revision.short_name,
        form=revision.form,
        answers=card.answers,
        sources=card.sources,
        unread=card.unread,
        saved_at=card.saved_at,
        is_mine=card.is_mine,
        may_fill=card.rights is not Purpose.SEE,
        for_whom=card.for_whom,
        is_supplement=card.is_supplement,
        # How the result is returned, and the check.
        pages_beyond=0 if card.is_supplement else 2,
        helpers=reverse("portal:helpers", args=[card.id]) if card.is_mine else "",
        ways=_One(card, revision),
    )


def several(card: joined.BundleDraft) -> Draft:
    """An application for several agencies."""
    return Draft(
        what=holding.BUNDLES,
        id=card.id,
        name=card.name,
        form=card.form,
        answers=card.answers,
        sources=card.sources,
        unread=card.unread,
        saved_at=card.saved_at,
        is_mine=True,
        may_fill=True,
        for_whom="",
        is_supplement=False,
        # The check.
        pages_beyond=1,
        helpers="",
        ways=_Joined(card),
    )


@dataclass(frozen=True, slots=True)
class _One:
    card: queries.DraftCard
    revision: catalogue.Revision

    def page(self, key: str) -> str:
        return reverse("portal:page", args=[self.card.id, key])

    def first(self) -> str:
        return reverse("portal:procedure", args=[self.card.procedure])

    def last(self) -> str:
        if self.card.is_supplement:
            return self.check()
        return reverse("portal:delivery", args=[self.card.id])

    def instead(self, answers: Answers) -> str:
        is_meant = not eligibility.unmet(self.revision.form, answers)
        return "" if is_meant else reverse("portal:not-meant", args=[self.card.id])

    def whole(self) -> str:
        return reverse("portal:draft", args=[self.card.id])

    def check(self) -> str:
        return reverse("portal:check", args=[self.card.id])

    def document_type(self, key: str) -> str:
        return _stored(self.revision.components, key)

    def renewed(self, *, by: Actor) -> list[forms.Line] | None:
        return carried.renewed(self.card, by=by)

    def names_of(self, people: Iterable[str], *, by: Actor) -> Mapping[str, str]:
        return queries.names_of(self.card.id, people, by=by)

    def save(  # noqa: PLR0913 -- all that a page knows
        self, answers: Answers, *, sources: forms.Sources | None = None,
        confirms: Collection[str] = (), seen: Seen = UNSEEN,
        unread: Mapping[str, forms.Typed] | None = None, by: Actor, at: datetime,
    ) -> dossiers.Saved:  # fmt: skip
        return dossiers.save_answers(
            dossier_id=self.card.id, answers=answers, sources=sources, confirms=confirms, seen=seen,
            unread=unread, by=by, at=at,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Joined:
    card: joined.BundleDraft

    def page(self, key: str) -> str:
        return reverse("portal:bundle_page", args=[self.card.id, key])

    def first(self) -> str:
        return reverse("portal:group", args=[self.card.group])

    def last(self) -> str:
        return self.whole()

    def instead(self, answers: Answers) -> str:
        """Whom a group is for is checked by its questions."""
        del answers
        return ""

    def whole(self) -> str:
        return reverse("portal:bundle", args=[self.card.id])

    def check(self) -> str:
        return reverse("portal:bundle_check", args=[self.card.id])

    def document_type(self, key: str) -> str:
        for member, revision in self.card.revisions.items():
            name = key.removeprefix(f"{member}_")
            if name != key and (found := _stored(catalogue.revision(revision).components, name)):
                return found
        return ""

    def renewed(self, *, by: Actor) -> list[forms.Line] | None:
        """A joined draft stays on the forms it was begun with."""
        del by
        return None

    def names_of(self, people: Iterable[str], *, by: Actor) -> Mapping[str, str]:
        """Nobody else writes in it."""
        del people, by
        return {}

    def save(  # noqa: PLR0913 -- all that a page knows
        self, answers: Answers, *, sources: forms.Sources | None = None,
        confirms: Collection[str] = (), seen: Seen = UNSEEN,
        unread: Mapping[str, forms.Typed] | None = None, by: Actor, at: datetime,
    ) -> dossiers.Saved:  # fmt: skip
        return bundles.save_answers(
            bundle_id=self.card.id, answers=answers, sources=sources, confirms=confirms, seen=seen,
            unread=unread, by=by, at=at,
        )  # fmt: skip


def _stored(components: Iterable[Component], key: str) -> str:
    """The type of document a question asks for, where one from the store is taken."""
    return next(
        (e.document_type for e in components if e.question == key and Source.STORE in e.sources), ""
    )
