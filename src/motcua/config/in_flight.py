"""Tells those who change procedures how many dossiers are on their way."""

from motcua.modules.dossiers.queries.in_flight import public_in_flight


class CountedDossiers:
    """Counts in the dossiers of this city; see `proposals.ports.DossiersInFlight`."""

    def in_flight(self, code: str) -> int:
        return public_in_flight(code)
