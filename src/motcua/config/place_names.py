"""Lends the names of places to the forms, which know of places only what they ask."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import lru_cache

from motcua.kernel.errors import NotFound
from motcua.kernel.words import Text
from motcua.modules.forms.rules import FormerPlace, PlaceName
from motcua.modules.places import queries as places
from motcua.modules.places.rules import Level

#: The page that asks for an address lists all communes of a province; lists change rarely and
#: then by a load, after which the processes are started again.
KEPT = 512
#: An old district leads to many communes; more than these nobody picks from.
MOST_FORMER = 12


class ListedPlaces:
    """A `forms.rules.PlaceNames` over the lists of places, by the day asked for."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock

    def provinces(self, on: date) -> Sequence[PlaceName]:
        try:
            return _provinces(on)
        except _NoneThere:
            return ()

    def communes(self, province: str, on: date) -> Sequence[PlaceName]:
        try:
            return _communes(province, on)
        except _NoneThere:
            return ()

    def lies_in(self, commune: str, province: str, on: date) -> bool:
        return any(place.code == commune for place in self.communes(province, on))

    def name(self, code: str, on: date) -> Text:
        try:
            return _name(code, on)
        except NotFound:
            return Text(code, code)

    def formerly(self, words: str) -> Sequence[FormerPlace]:
        today = self._clock().date()
        return [
            FormerPlace(
                former=Text(", ".join(part.vi for part in old.path)),
                province=PlaceName(to.unit.province_code, to.province),
                commune=PlaceName(to.unit.code, to.unit.name),
            )
            for old in places.public_successors(words, today)
            for to in old.successors
            if to.unit.level is Level.COMMUNE
        ][:MOST_FORMER]


class _NoneThere(Exception):
    """Nothing was found, perhaps since nothing was loaded yet: that is not remembered."""


@lru_cache(maxsize=KEPT)
def _provinces(on: date) -> tuple[PlaceName, ...]:
    return _named(places.public_provinces(on))


@lru_cache(maxsize=KEPT)
def _communes(province: str, on: date) -> tuple[PlaceName, ...]:
    return _named(places.public_communes(province, on))


def _named(units: Sequence[places.UnitCard]) -> tuple[PlaceName, ...]:
    if not units:
        raise _NoneThere
    return tuple(PlaceName(unit.code, unit.name) for unit in units)


@lru_cache(maxsize=KEPT * 8)
def _name(code: str, on: date) -> Text:
    return places.public_unit(code, on).name
