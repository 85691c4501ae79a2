"""What proposals need to know from above."""

from dataclasses import dataclass
from typing import Protocol


class DossiersInFlight(Protocol):
    """Counts what a change of a procedure would touch."""

    def in_flight(self, code: str) -> int:
        """How many dossiers of the procedure are filed and not closed."""
        ...


@dataclass(frozen=True, slots=True)
class Exporter:
    """The organisation whose key signs the packages that leave here; wiring says who."""

    code: str
    name: str
