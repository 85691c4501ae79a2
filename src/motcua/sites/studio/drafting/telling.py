"""What pages say of drafts: findings with their places, names of people, what is missing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.kernel.words import Text
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.catalogue.rules import Finding, Package, PackageErrors
from motcua.modules.organisation import queries as organisation
from motcua.modules.proposals.queries import ProposalCard
from motcua.modules.proposals.rules.machine import Outcome, State

from . import words


class Names:
    """Who acted, by the id they acted under; officers are read together."""

    def __init__(self, ids: Iterable[str]) -> None:
        keys = {key for each in ids if (key := _officer(each))}
        self._found = organisation.officers(keys) if keys else {}

    def of(self, actor_id: str) -> str:
        if actor_id == "system":
            return _("Hệ thống")
        key = _officer(actor_id)
        card = self._found.get(key) if key else None
        return card.full_name if card else actor_id


def _officer(actor_id: str) -> UUID | None:
    kind, _sep, key = actor_id.partition(":")
    try:
        return UUID(key) if kind == "officer" else None
    except ValueError:
        return None


def names_in(cards: Iterable[ProposalCard], *others: str) -> Names:
    ids = set(others)
    for card in cards:
        ids |= card.authors | {each.decided_by for each in card.submissions}
    return Names(ids)


@dataclass(frozen=True, slots=True)
class Spot:
    """A finding as a page shows it: where, with a link into the editor, and what is wrong."""

    place: str
    href: str
    says: Text
    code: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What the checks say. `package` is empty where the files do not make one."""

    package: Package | None
    faults: tuple[Spot, ...]
    advice: tuple[Spot, ...]

    @property
    def is_sound(self) -> bool:
        return not self.faults

    @property
    def untranslated(self) -> int:
        """How many texts lack their English."""
        return sum(each.code == "no-english" for each in (*self.faults, *self.advice))


def checked(proposal: UUID, files: Mapping[str, bytes], *, on: date) -> Checked:
    """The examination of a draft, every finding linked to its line."""
    try:
        examination = catalogue.public_examination(files, on=on)
    except PackageErrors as wrong:
        return Checked(None, spots(proposal, wrong.findings), ())
    return Checked(
        examination.package,
        spots(proposal, examination.faults),
        spots(proposal, examination.advice),
    )


def spots(proposal: UUID, findings: Iterable[Finding]) -> tuple[Spot, ...]:
    return tuple(
        Spot(str(each.mark), line_href(proposal, each.file, each.line), each.says(), each.code)
        for each in findings
    )


def line_href(proposal: UUID, file: str, line: int) -> str:
    if "." not in file or file == "package.zip":
        return ""
    query = f"?line={line}#line" if line else ""
    return reverse("studio:file", args=[proposal, file]) + query


@dataclass(frozen=True, slots=True)
class Row:
    """A proposal in a list."""

    id: UUID
    code: str
    name: Text
    kind: str
    state: str
    tone: str
    by: str
    card: ProposalCard


def rows_of(cards: Iterable[ProposalCard], names: Names) -> list[Row]:
    cards = list(cards)
    known = catalogue.public_names({card.code for card in cards})
    return [
        Row(
            id=card.id,
            code=card.code,
            name=known.get(card.code, Text(card.code, card.code)),
            kind=str(words.KINDS[card.kind]),
            state=str(words.STATES[card.state][0]),
            tone=words.STATES[card.state][1],
            by=names.of(card.started_by),
            card=card,
        )
        for card in cards
    ]


def story(card: ProposalCard, names: Names) -> list[dict[str, object]]:
    """The rounds of a proposal as entries of a timeline, newest first."""
    entries: list[dict[str, object]] = []
    for each in card.submissions:
        said, tone = words.OUTCOMES[each.outcome]
        if each.decided_at is not None:
            entries.append({
                "title": str(said), "at": each.decided_at, "by": names.of(each.decided_by),
                "tone": tone, "words": each.comment,
            })  # fmt: skip
        elif each.outcome is Outcome.WAITING and card.state is State.SUBMITTED:
            entries.append({"title": _("Chờ một người khác duyệt"), "next": True})
        entries.append({
            "title": _("Trình lần %(n)s") % {"n": each.number},
            "at": each.submitted_at, "by": names.of(each.submitted_by),
            "words": f"{each.reason} ({each.decision_number})",
        })  # fmt: skip
    entries.append({
        "title": _("Tạo dự thảo, %(source)s") % {"source": words.SOURCES[card.source]},
        "at": card.started_at, "by": names.of(card.started_by),
    })  # fmt: skip
    return entries
