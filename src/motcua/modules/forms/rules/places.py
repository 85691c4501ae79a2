"""What forms must know of places: names to offer and to show, by code and day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from motcua.kernel.words import Text


@dataclass(frozen=True, slots=True)
class PlaceName:
    code: str
    name: Text


@dataclass(frozen=True, slots=True)
class FormerPlace:
    """Where a place of before lies today; several, where it was divided."""

    former: Text
    province: PlaceName
    commune: PlaceName


class PlaceNames(Protocol):
    """Codes of two digits are provinces, of five communes."""

    def provinces(self, on: date) -> Sequence[PlaceName]: ...

    def communes(self, province: str, on: date) -> Sequence[PlaceName]: ...

    def lies_in(self, commune: str, province: str, on: date) -> bool: ...

    def name(self, code: str, on: date) -> Text:
        """Its name on that day; the code itself where it is not known."""
        ...

    def formerly(self, words: str) -> Sequence[FormerPlace]:
        """The communes of today that an address of before July 2025 leads to, best first."""
        ...


class NoPlaces:
    """For where no names are at hand: any well-formed code will do and is shown as it is."""

    def provinces(self, on: date) -> Sequence[PlaceName]:  # noqa: ARG002
        return ()

    def communes(self, province: str, on: date) -> Sequence[PlaceName]:  # noqa: ARG002
        return ()

    def lies_in(self, commune: str, province: str, on: date) -> bool:  # noqa: ARG002
        return True

    def name(self, code: str, on: date) -> Text:  # noqa: ARG002
        return Text(code, code)

    def formerly(self, words: str) -> Sequence[FormerPlace]:  # noqa: ARG002
        return ()


NO_PLACES = NoPlaces()
