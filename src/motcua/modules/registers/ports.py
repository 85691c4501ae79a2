"""What the registers of the state are asked through: one person or business, some facts, a day."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from motcua.kernel.errors import NotFound

from .facts import Holding, RegisterCode

#: A document whose facts the register holds, so that it is cited and never asked for.
HeldDocument = Holding


@dataclass(frozen=True, slots=True)
class Subject:
    """About whom: a personal identification number, or a tax code for a business."""

    personal_id: str = ""
    tax_code: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """What a register holds, as the answer to a question would be, and since when it says so."""

    value: object
    as_of: date


@dataclass(frozen=True, slots=True)
class Extract:
    """What the register told: facts by name (`rules.FACTS`), and documents it holds."""

    facts: Mapping[str, Fact] = field(default_factory=dict)
    documents: tuple[HeldDocument, ...] = ()


class Register(Protocol):
    """One register. Speaks values; never told more than it needs."""

    @property
    def code(self) -> RegisterCode:
        """Which it is."""

    def look_up(
        self, subject: Subject, *, facts: Collection[str], documents: Collection[str],
        ref: str, at: datetime,
    ) -> Extract | None:  # fmt: skip
        """What it holds of these facts and types of documents; None where it knows nobody.

        `ref` names this look-up in the register's own log.

        :raises Weather: it does not answer
        """


@dataclass(frozen=True, slots=True)
class Registers:
    """Those this city is connected to."""

    connected: tuple[Register, ...] = ()

    @property
    def codes(self) -> frozenset[RegisterCode]:
        return frozenset(each.code for each in self.connected)

    def register(self, code: RegisterCode) -> Register:
        """:raises NotFound: the city is not connected to it"""
        for each in self.connected:
            if each.code == code:
                return each
        raise NotFound("not connected to this register")
