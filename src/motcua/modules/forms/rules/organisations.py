"""What forms must know of organisations: the name that a register has under a tax code."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class FoundOrganisation:
    tax_code: str
    name: str
    source: str = ""


class AskedTooOften(Exception):
    """So many codes were looked up that people write the name themselves for a while."""


class OrganisationNames(Protocol):
    """A register of organisations, or nobody who would know."""

    def named(self, tax_code: str) -> FoundOrganisation | None:
        """What stands under the code; None where it is unknown or the register does not answer.

        :raises AskedTooOften: nothing is looked up for this reader any more, for a while
        """
        ...


class NoOrganisations:
    """For where no register is at hand: people write the name themselves."""

    def named(self, tax_code: str) -> FoundOrganisation | None:  # noqa: ARG002
        return None


NO_ORGANISATIONS = NoOrganisations()
