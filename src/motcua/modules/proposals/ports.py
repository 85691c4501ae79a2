"""What proposals need to know from above."""

from typing import Protocol


class DossiersInFlight(Protocol):
    """Counts what a change of a procedure would touch."""

    def in_flight(self, code: str) -> int:
        """How many dossiers of the procedure are filed and not closed."""
        ...
