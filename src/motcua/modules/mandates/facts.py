"""Who is stood for, and what of: the values mandates are made of. Pure."""

from dataclasses import dataclass
from datetime import date

from motcua.modules.people.facts import PersonKind

from .rules import Kind, Reach


@dataclass(frozen=True, slots=True)
class Named:
    """A person by what their card says; for a business, its name and tax code."""

    kind: PersonKind
    name: str
    number: str
    birth_on: date | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """What is covered, how much of it is seen, and the last day. No procedures means all."""

    kind: Kind
    procedures: tuple[str, ...]
    reach: Reach
    until: date
