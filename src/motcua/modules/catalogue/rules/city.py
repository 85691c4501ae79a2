"""What a package must know of the city it is published in: who decides there, and who works there.

Facts are handed in, so that examining a package stays a pure function.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from motcua.kernel.actors import Role
from motcua.kernel.words import Text
from motcua.modules.organisation.rules import AgencyKind


@dataclass(frozen=True, slots=True)
class AgencyHere:
    """An agency with the people who hold each role in it, and whether it has a fee account."""

    code: str
    name: str
    kind: AgencyKind
    holders: Mapping[Role, frozenset[str]]
    has_account: bool

    @property
    def roles(self) -> frozenset[Role]:
        return frozenset(role for role, people in self.holders.items() if people)


@dataclass(frozen=True, slots=True)
class City:
    """The agencies of a city, and the documents that connected registers hold already.

    `held`: type of a document -> where it is held, in words.
    """

    agencies: tuple[AgencyHere, ...] = ()
    held: Mapping[str, Text] = field(default_factory=dict)

    def of_kind(self, kind: AgencyKind) -> tuple[AgencyHere, ...]:
        return tuple(agency for agency in self.agencies if agency.kind is kind)
