"""Names and outlines of places as they are today."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from motcua.kernel.errors import NotFound
from motcua.kernel.words import Text
from motcua.modules.places import queries as places

from ..rules.cap import HERE
from ..rules.rings import Ring, outer_rings

#: With more places than this only their codes and names are told.
MOST_DRAWN = 20


def names_of(codes: Iterable[str], *, at: datetime) -> Iterator[tuple[str, Text]]:
    """Code and name of each unit that exists on the day, in the order asked for."""
    on = at.astimezone(HERE).date()
    for code in codes:
        try:
            yield code, places.public_unit(code, on).name
        except NotFound:
            continue


def rings_of(codes: Sequence[str], *, at: datetime) -> dict[str, list[Ring]]:
    """The outer rings of communes whose boundaries were loaded; none where there are too many
    places to draw, for a document must reach phones."""
    on = at.astimezone(HERE).date()
    if len(codes) > MOST_DRAWN:
        return {}
    versions: dict[str, list[str]] = {}
    for code in codes:
        for version in _versions(code, on):
            versions.setdefault(version, []).append(code)
    return {
        code: outer_rings(json.loads(geometry))
        for version, wanted in versions.items()
        for code, geometry in places.public_geometries(version, wanted)
    }


def _versions(code: str, on: date) -> list[str]:
    """The version of boundaries a unit is drawn by, if any."""
    try:
        province = places.public_unit(code, on).province_code
    except NotFound:
        return []
    found = places.public_boundary_version(province, on)
    return [found.version] if found else []
