"""Facts about mandates: ids and codes only, never who is called what."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar
from uuid import UUID


@dataclass(frozen=True, slots=True)
class MandateMade:
    """Offered by the represented, claimed by paper, or read in a register (`ground`)."""

    kind: ClassVar[str] = "mandate.made/1"
    mandate: UUID
    ground: str
    mandate_kind: str
    procedures: tuple[str, ...]
    until: date
    at: datetime


@dataclass(frozen=True, slots=True)
class MandateBegan:
    """In force from now on: `giver` is stood for by `holder` (ids of people)."""

    kind: ClassVar[str] = "mandate.began/1"
    mandate: UUID
    giver: UUID
    holder: UUID
    until: date
    at: datetime


@dataclass(frozen=True, slots=True)
class MandateEnded:
    """Never in force again. `act` tells how: declined, turned down, revoked, laid down."""

    kind: ClassVar[str] = "mandate.ended/1"
    mandate: UUID
    act: str
    at: datetime
