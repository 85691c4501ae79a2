"""Filed bundles: their parts as they stand, the dates of all, and what a dossier belongs to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.kernel.actors import SYSTEM, Actor
from motcua.kernel.errors import NotFound
from motcua.kernel.words import Text
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.catalogue.rules.procedure import TimeLimit
from motcua.modules.dossiers import queries as dossiers
from motcua.modules.dossiers.queries import StandingCard

from .. import joined, timing
from ..models import Bundle, Part
from ..rules import Ending, Leg, PartState, Planned, ended_as, joint_due, planned
from ..rules import Group as GroupRules


@dataclass(frozen=True, slots=True)
class PartCard:
    """One part. `standing`: its dossier, once filed; `plan`: from when to when it runs."""

    key: str
    name: Text
    procedure: str
    agency: str
    state: PartState
    because: str
    needs: tuple[str, ...]
    standing: StandingCard | None
    ending: Ending
    plan: Planned | None


@dataclass(frozen=True, slots=True)
class BundleCard:
    """`due_at` is the latest of the parts' dates; None when nothing will come any more."""

    id: UUID
    number: str
    group: str
    name: Text
    filed_at: datetime
    time: TimeLimit
    parts: tuple[PartCard, ...]
    due_at: datetime | None

    @property
    def is_over(self) -> bool:
        """Every part has ended, or will never start."""
        return all(
            part.state is PartState.BLOCKED or part.ending is not Ending.OPEN for part in self.parts
        )


@dataclass(frozen=True, slots=True)
class BundleRow:
    """Of a draft, also until when it is kept; `warned`: it goes soon, and that was told."""

    id: UUID
    group: str
    number: str
    name: Text
    is_draft: bool
    moved_at: datetime
    expires_at: datetime | None
    warned: bool


@dataclass(frozen=True, slots=True)
class Membership:
    """That a dossier is part of something filed once."""

    bundle: UUID
    number: str
    name: Text
    position: int
    parts: tuple[Text, ...]


def bundle(bundle_id: UUID, *, by: Actor, now: datetime) -> BundleCard:
    """A filed bundle with all its parts.

    :raises NotFound: not the reader's, or not filed yet
    """
    row = Bundle.objects.filter(id=bundle_id, filed_at__isnull=False).first()
    if row is None or (by != SYSTEM and by.person != str(row.submitter)):
        raise NotFound("no such bundle")
    group = joined.group_of(row.group_id)
    parts = list(row.parts.order_by("position"))
    standing = dossiers.several([part.dossier for part in parts if part.dossier], by=SYSTEM)
    mine = {part.member: standing[part.dossier] for part in parts if part.dossier in standing}
    plan = {each.key: each for each in planned(group, _legs(row, parts, mine), now=now)}
    assert row.number is not None
    assert row.filed_at is not None
    return BundleCard(
        id=row.id,
        number=row.number,
        group=group.code,
        name=group.name,
        filed_at=row.filed_at,
        time=group.time,
        parts=tuple(_part_card(row, group, p, mine.get(p.member), plan) for p in parts),
        due_at=joint_due(tuple(plan.values())),
    )


def my_bundles(*, by: Actor) -> list[BundleRow]:
    """The reader's bundles, drafts too, last touched first."""
    if by.person is None:
        return []
    rows = Bundle.objects.filter(submitter=by.person).order_by("-saved_at", "-id")[:50]
    return [_row(row, joined.group_of(row.group_id)) for row in rows]


def _row(row: Bundle, group: GroupRules) -> BundleRow:
    return BundleRow(
        id=row.id,
        group=group.code,
        number=row.number or "",
        name=group.name,
        is_draft=row.filed_at is None,
        moved_at=row.saved_at,
        expires_at=row.expires_at,
        warned=row.warned_at is not None,
    )


def bundle_holding(dossier: UUID, *, by: Actor) -> UUID | None:
    """The bundle a dossier is part of; only for the machinery."""
    if by != SYSTEM:
        return None
    return Part.objects.filter(dossier=dossier).values_list("bundle_id", flat=True).first()


def membership(dossier: UUID, *, by: Actor) -> Membership | None:
    """What a dossier is part of; None if it was filed by itself.

    :raises NotFound: the reader may not see the dossier
    """
    part = Part.objects.select_related("bundle").filter(dossier=dossier).first()
    if part is None:
        return None
    dossiers.dossier(dossier, by=by)
    row = part.bundle
    group = joined.group_of(row.group_id)
    return Membership(
        bundle=row.id,
        number=row.number or "",
        name=group.name,
        position=part.position,
        parts=tuple(_name(row, member.key) for member in group.members),
    )


def _part_card(
    row: Bundle, group: GroupRules, part: Part, standing: StandingCard | None,
    plan: Mapping[str, Planned],
) -> PartCard:  # fmt: skip
    needs = group.member(part.member).needs
    return PartCard(
        key=part.member,
        name=_name(row, part.member),
        procedure=part.procedure,
        agency=part.agency,
        state=PartState(part.state),
        because=part.because,
        needs=tuple(member.key for member in group.members if member.key in needs),
        standing=standing,
        ending=_ending(standing),
        plan=plan.get(part.member),
    )


def _ending(standing: StandingCard | None) -> Ending:
    if standing is None:
        return Ending.OPEN
    return ended_as(standing.state, is_refusal=standing.is_refusal)


def _name(row: Bundle, member: str) -> Text:
    return catalogue.revision(UUID(row.revisions[member])).short_name


def _legs(row: Bundle, parts: list[Part], mine: Mapping[str, StandingCard]) -> dict[str, Leg]:
    found = {}
    for part in parts:
        standing = mine.get(part.member)
        is_lost = part.state == PartState.BLOCKED or _ending(standing) is Ending.LOST
        found[part.member] = Leg(
            due_at=standing.due_at if standing else None,
            ended_at=standing.ended_at if standing else None,
            is_lost=is_lost,
            ready=timing.ready(row, part.member),
        )
    return found
