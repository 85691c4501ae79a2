"""What forms read: the names of places."""

from collections.abc import Sequence
from datetime import date

from motcua.kernel.errors import NotFound
from motcua.kernel.words import Text
from motcua.modules.places import queries as places
from motcua.modules.places.queries import UnitCard
from motcua.modules.places.rules import Level

from .rules import FormerPlace, PlaceName, PlaceNames

MOST_FORMER = 12


def public_place_names() -> PlaceNames:
    """The register of places, as the rules of forms ask it.

    It remembers what it read: make one for each request.
    """
    return _Register()


class _Register:
    def __init__(self) -> None:
        self._units: dict[tuple[str, date], UnitCard | None] = {}

    def provinces(self, on: date) -> Sequence[PlaceName]:
        return [PlaceName(unit.code, unit.name) for unit in places.public_provinces(on)]

    def communes(self, province: str, on: date) -> Sequence[PlaceName]:
        return [PlaceName(unit.code, unit.name) for unit in places.public_communes(province, on)]

    def lies_in(self, commune: str, province: str, on: date) -> bool:
        unit = self._unit(commune, on)
        return unit is not None and unit.province_code == province

    def name(self, code: str, on: date) -> Text:
        unit = self._unit(code, on)
        return unit.name if unit else Text(code, code)

    def formerly(self, words: str, on: date) -> Sequence[FormerPlace]:
        found = [
            FormerPlace(
                Text(
                    ", ".join(name.vi for name in old.path),
                    ", ".join(name.in_("en") for name in old.path),
                ),
                PlaceName(heir.unit.province_code, heir.province),
                PlaceName(heir.unit.code, heir.unit.name),
            )
            for old in places.public_successors(words, on)
            for heir in old.successors
            if heir.unit.level is Level.COMMUNE
        ]
        return found[:MOST_FORMER]

    def _unit(self, code: str, on: date) -> UnitCard | None:
        if (code, on) not in self._units:
            self._units[code, on] = _unit(code, on)
        return self._units[code, on]


def _unit(code: str, on: date) -> UnitCard | None:
    try:
        return places.public_unit(code, on)
    except NotFound:
        return None
