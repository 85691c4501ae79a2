"""What a package must know of the city it is published in: who decides there, and who works there.

Facts are handed in, so that examining a package stays a pure function.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from motcua.kernel.actors import Role
from motcua.modules.organisation.rules import AgencyKind


@dataclass(frozen=True, slots=True)
class AgencyHere:
    """An agency with the roles somebody holds in it, and whether it has an account for fees."""

    code: str
    name: str
    kind: AgencyKind
    roles: frozenset[Role]
    has_account: bool


@dataclass(frozen=True, slots=True)
class City:
    """The agencies of a city, and the facts about people its registers hold already.

    `held`: key of a question people know -> where the answer is held, in words (`Full name` ->
    `the population register`).
    """

    agencies: tuple[AgencyHere, ...] = ()
    held: Mapping[str, str] = field(default_factory=dict)

    def of_kind(self, kind: AgencyKind) -> tuple[AgencyHere, ...]:
        return tuple(agency for agency in self.agencies if agency.kind is kind)
