"""What mandates ask of the outside: registers that know who stands for whom by law."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Child:
    """A minor child of the asked person, as the civil-status register has it."""

    full_name: str
    personal_id: str
    birth_on: date


@dataclass(frozen=True, slots=True)
class Company:
    """A business whose legal representative the asked person is."""

    name: str
    tax_code: str


class Kinship(Protocol):
    """Asked outside any transaction, with the asked person's own number and consent only.

    :raises Weather: the register does not answer
    """

    def children_of(self, personal_id: str) -> Sequence[Child]: ...
    def companies_of(self, personal_id: str) -> Sequence[Company]: ...
