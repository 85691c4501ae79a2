"""Reading mandates. Only the two people see theirs; a counter sees what it is to look at."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet
from django.db.models.functions import Now, TruncDate

from motcua.foundation import files
from motcua.kernel.actors import Actor
from motcua.kernel.errors import NotFound
from motcua.modules.people import queries as people

from . import policies, rules, sealing
from .facts import Named
from .models import Mandate
from .rules import Ground, Kind, Reach, State

HERE = ZoneInfo("Asia/Ho_Chi_Minh")
MOST_SHOWN = 100


@dataclass(frozen=True, slots=True)
class MandateCard:
    """A mandate as its two people and the counter see it. No procedures means all.

    `giver` is stood for, `holder` stands for them; `acts` is what the reader may do with it now.
    """

    id: UUID
    giver: Named
    holder: Named
    kind: Kind
    ground: Ground
    reach: Reach
    state: State
    procedures: tuple[str, ...]
    until: date
    is_over: bool
    proof_name: str
    agency: str
    decided_by: str
    reason: str
    made_at: datetime
    began_at: datetime | None
    moved_at: datetime
    acts: tuple[rules.Act, ...]

    @property
    def is_live(self) -> bool:
        return self.state is State.LIVE and not self.is_over


@dataclass(frozen=True, slots=True)
class Standing:
    """A mandate in force, for those who judge by it: whom the reader may stand for, and in what."""

    id: UUID
    giver: UUID
    procedures: tuple[str, ...]
    reach: Reach
    name: str
    until: date

    def covers(self, procedure: str) -> bool:
        return rules.covers(self.procedures, procedure)


@dataclass(frozen=True, slots=True)
class Proof:
    """The paper a mandate is claimed by, and in whose store it lies."""

    sha256: str
    owner: UUID | None
    content: bytes
    media_type: str
    name: str


def given(*, by: Actor) -> list[MandateCard]:
    """Who stands for the reader, or was asked to; the latest first."""
    if by.person is None:
        return []
    return _cards(_readable().filter(giver=by.person), by=by)


def held(*, by: Actor) -> list[MandateCard]:
    """For whom the reader stands, is asked to, or claims to; the latest first."""
    if by.person is None:
        return []
    return _cards(_readable().filter(_of_holder(by)), by=by)


def claimed_at_my_counter(*, by: Actor) -> list[MandateCard]:
    """Claims by paper that wait for this officer's counter, the oldest first."""
    agencies = by.agencies(*policies.LOOKERS)
    if not agencies or by.officer is None:
        return []
    found = _readable().filter(agency__in=agencies, state=State.CLAIMED)
    return _cards(found, by=by, latest_first=False)


def mandate(mandate_id: UUID, *, by: Actor) -> MandateCard:
    """:raises NotFound: no such mandate, or not the reader's to see"""
    row = _readable().filter(id=mandate_id).first()
    card = _card(row, mark=_mark(by), by=by) if row else None
    if card is None:
        raise NotFound("no such mandate")
    return card


def proof_of(mandate_id: UUID, *, by: Actor) -> Proof:
    """The paper, for whoever may see the mandate.

    :raises NotFound: none, not for this reader, or whoever handed it in was erased
    """
    card = mandate(mandate_id, by=by)
    row = Mandate.objects.select_related("proof").get(id=card.id)
    if row.proof is None:
        raise NotFound("there is no paper")
    try:
        content = files.read(row.proof.sha256)
    except files.FileErased as gone:
        raise NotFound("there is no paper any more") from gone
    kind = row.proof.media_type
    return Proof(row.proof.sha256, row.holder, content, kind, card.proof_name)


def standings(*, by: Actor) -> list[Standing]:
    """For whom the reader may act this very day, by name. One statement."""
    if by.person is None:
        return []
    return sorted((_standing(row) for row in _live(by.person)), key=lambda each: each.name)


def standing(mandate_id: UUID, *, by: Actor) -> Standing:
    """:raises MandateNotLive: not the reader's, or not in force this day"""
    rows = _live(by.person).filter(id=mandate_id) if by.person else ()
    for row in rows:
        return _standing(row)
    raise rules.MandateNotLive("no mandate in force")


def stands_for(
    *, mandate: UUID | None, giver: UUID, procedure: str, only_under: bool = False, by: Actor
) -> bool:
    """Whether the reader may see what was filed for `giver` in a procedure, this very day.

    Either it was filed under a mandate of the reader's that is in force still, or one in force
    lets the reader see all there is (unless `only_under`).
    """
    if by.person is None:
        return False
    for row in _live(by.person).filter(giver=giver):
        is_under = row.id == mandate or (row.reach == Reach.ALL and not only_under)
        if is_under and rules.covers(row.procedures, procedure):
            return True
    return False


def _live(holder: str | None) -> QuerySet[Mandate]:
    """Mandates in force this day by the database's clock: a query is not told the time, and what
    guards people's papers must not depend on being told the right one."""
    rows = Mandate.objects.filter(holder=holder, state=State.LIVE)
    return rows.filter(until__gte=TruncDate(Now(), tzinfo=HERE))


def _readable() -> QuerySet[Mandate]:
    return Mandate.objects.annotate(today=TruncDate(Now(), tzinfo=HERE))


def _of_holder(by: Actor) -> Q:
    mark = _mark(by)
    return Q(holder=by.person) | (Q(holder_print=mark) if mark else Q(pk=None))


def _mark(by: Actor) -> bytes | None:
    return people.own_mark(by=by) if by.person is not None else None


def _cards(rows: QuerySet[Mandate], *, by: Actor, latest_first: bool = True) -> list[MandateCard]:
    order = ("-moved_at", "-id") if latest_first else ("made_at", "id")
    mark = _mark(by)
    found = (_card(row, mark=mark, by=by) for row in rows.order_by(*order)[:MOST_SHOWN])
    return [card for card in found if card is not None]


def sides(row: Mandate, *, mark: bytes | None, by: Actor) -> frozenset[rules.Side]:
    """As what the actor meets it; `mark` is of their own number."""
    parties = policies.Parties(
        giver=str(row.giver),
        holder=str(row.holder),
        is_meant=mark is not None and bytes(row.holder_print) == mark,
        agency=row.agency,
    )
    return policies.sides_of(by, parties)


def _card(row: Mandate, *, mark: bytes | None, by: Actor) -> MandateCard | None:
    met_as = sides(row, mark=mark, by=by)
    if not met_as:
        return None
    state = State(row.state)
    return MandateCard(
        id=row.id,
        giver=sealing.unseal_named(row.giver_sealed),
        holder=sealing.unseal_named(row.holder_sealed),
        kind=Kind(row.kind),
        ground=Ground(row.ground),
        reach=Reach(row.reach),
        state=state,
        procedures=tuple(row.procedures),
        until=row.until,
        is_over=row.until < row.today,  # type: ignore[attr-defined] # annotated above
        proof_name=sealing.unseal(row.proof_name),
        agency=row.agency,
        decided_by=row.decided_by,
        reason=sealing.unseal(row.reason),
        made_at=row.made_at,
        began_at=row.began_at,
        moved_at=row.moved_at,
        acts=rules.acts_open_to(met_as, state),
    )


def _standing(row: Mandate) -> Standing:
    assert row.giver is not None
    return Standing(
        id=row.id,
        giver=row.giver,
        procedures=tuple(row.procedures),
        reach=Reach(row.reach),
        name=sealing.unseal_named(row.giver_sealed).name,
        until=row.until,
    )


def public_kinds(mandate_ids: Iterable[UUID]) -> dict[UUID, tuple[Kind, date]]:
    """On what ground and until when these mandates run; says nothing of the people."""
    rows = Mandate.objects.filter(id__in=list(mandate_ids)).values_list("id", "kind", "until")
    return {key: (Kind(kind), until) for key, kind, until in rows}
