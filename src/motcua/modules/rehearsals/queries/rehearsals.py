"""Rehearsals as the city knows them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from motcua.kernel.actors import Actor
from motcua.kernel.errors import NotFound
from motcua.kernel.words import Text

from .. import policies
from ..models import Rehearsal
from ..rules.life import STANDING, State

_SHOWN = 50


@dataclass(frozen=True, slots=True)
class RehearsalCard:
    """`origin` names what is rehearsed: `proposal:…` or `revision:…`."""

    id: UUID
    key: str
    procedure: str
    name: Text
    origin: str
    digest: str
    agency: str
    state: State
    progress: int
    trouble: str
    asked_by: str
    asked_at: datetime
    closed_at: datetime | None

    @property
    def is_open(self) -> bool:
        return self.state is State.OPEN


def rehearsals(*, by: Actor, origin: str = "") -> tuple[RehearsalCard, ...]:
    """The latest ones, those that stand first.

    :raises NotAllowed: not a procedure administrator
    """
    policies.must_rehearse(by)
    rows = Rehearsal.objects.order_by("-asked_at", "id")
    if origin:
        rows = rows.filter(origin=origin)
    found = [_card(row) for row in _lean(rows)[:_SHOWN]]
    return tuple(sorted(found, key=lambda card: card.state not in STANDING))


def rehearsal(rehearsal_id: UUID, *, by: Actor) -> RehearsalCard:
    """
    :raises NotAllowed: not a procedure administrator
    :raises NotFound: no such rehearsal
    """
    policies.must_rehearse(by)
    return _one(Rehearsal.objects.filter(id=rehearsal_id), str(rehearsal_id))


def by_key(key: str, *, by: Actor) -> RehearsalCard:
    """The rehearsal whose space has this key.

    :raises NotAllowed: not a procedure administrator
    :raises NotFound: no such rehearsal
    """
    policies.must_rehearse(by)
    return _one(Rehearsal.objects.filter(key=key), key)


def files(rehearsal_id: UUID, *, by: Actor) -> dict[str, bytes]:
    """What is rehearsed.

    :raises NotAllowed: not a procedure administrator
    :raises NotFound: no such rehearsal
    """
    policies.must_rehearse(by)
    source = Rehearsal.objects.filter(id=rehearsal_id).values_list("source", flat=True).first()
    if source is None:
        raise NotFound(f"rehearsal {rehearsal_id}")
    return {name: text.encode() for name, text in source.items()}


def open_keys(*, by: Actor) -> frozenset[str]:
    """Keys of the spaces that shall stand.

    :raises NotAllowed: not a procedure administrator
    """
    policies.must_rehearse(by)
    rows = Rehearsal.objects.filter(state__in=[s.value for s in STANDING])
    return frozenset(rows.values_list("key", flat=True))


def _lean(rows: "QuerySet[Rehearsal]") -> "QuerySet[Rehearsal]":
    return rows.defer("source")


def _one(rows: "QuerySet[Rehearsal]", key: str) -> RehearsalCard:
    row = _lean(rows).first()
    if row is None:
        raise NotFound(f"rehearsal {key}")
    return _card(row)


def _card(row: Rehearsal) -> RehearsalCard:
    return RehearsalCard(
        id=row.id,
        key=row.key,
        procedure=row.procedure,
        name=Text(row.name_vi, row.name_en),
        origin=row.origin,
        digest=row.digest,
        agency=row.agency,
        state=State(row.state),
        progress=row.progress,
        trouble=row.trouble,
        asked_by=row.asked_by,
        asked_at=row.asked_at,
        closed_at=row.closed_at,
    )
