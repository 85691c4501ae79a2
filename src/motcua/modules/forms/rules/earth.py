"""Points and areas on the earth, as people write them and as GeoJSON (RFC 7946) holds them.

Positions are `(longitude, latitude)` in degrees of WGS 84, rounded to a tenth of a metre.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import radians, sin

Position = tuple[float, float]

PLACES = 6
#: The frame around the land, islands and waters of Viet Nam: west, south, east, north.
VIETNAM = (102.0, 6.0, 118.0, 24.0)
#: Of the sphere with the same surface as the earth, in metres.
RADIUS = 6_371_007.2

_NUMBER = r"[0-9]{1,3}(?:[.,][0-9]{1,15})?"
_DECIMAL = re.compile(rf"([+-]?)({_NUMBER})\s*°?")
_SEXAGESIMAL = re.compile(
    rf"([0-9]{{1,3}})\s*°\s*(?:({_NUMBER})\s*['′’]\s*)?(?:({_NUMBER})\s*(?:[\"″”]|'')\s*)?"
)
# North and east by their first letters, in Vietnamese and English; nobody here is south or west.
_SIDES = re.compile(r"^(?:[NEBĐ]\s*(?=[0-9]))|(?<=[0-9°'′’\"″”\s])[NEBĐ]$", re.IGNORECASE)
_APART = re.compile(r"\s*[,;]\s+|\s*;\s*|\s+")


def degrees(text: str) -> float | None:
    """`21.0285`, `21,0285°`, `21°01'42.6"N`; None for anything else."""
    text = _SIDES.sub("", text.strip()).strip()
    if found := _DECIMAL.fullmatch(text):
        return rounded(float(found[1] + found[2].replace(",", ".")))
    if found := _SEXAGESIMAL.fullmatch(text):
        parts = [float((part or "0").replace(",", ".")) for part in found.groups()]
        is_whole = parts[1] < 60 and parts[2] < 60
        return rounded(parts[0] + parts[1] / 60 + parts[2] / 3600) if is_whole else None
    return None


def pair(text: str) -> Position | None:
    """A point as map programs copy it, latitude first: `21.0285, 105.8542`."""
    text = text.strip()
    halves = re.fullmatch(r"([0-9]{1,3}\.[0-9]+),([0-9]{1,3}\.[0-9]+)", text)
    parts = list(halves.groups()) if halves else _APART.split(text)
    if len(parts) != 2:
        return None
    latitude, longitude = degrees(parts[0]), degrees(parts[1])
    return None if latitude is None or longitude is None else (longitude, latitude)


def rounded(value: float) -> float:
    return round(value, PLACES) + 0.0  # no minus nought


def written(value: float) -> str:
    """`21.0285`: as short as it can be said."""
    return f"{value:.{PLACES}f}".rstrip("0").rstrip(".")


def line(position: Position) -> str:
    """Latitude first, as people and map programs say it."""
    return f"{written(position[1])}, {written(position[0])}"


def position(found: object) -> Position | None:
    """A GeoJSON position; a height is left out."""
    if not isinstance(found, list | tuple) or len(found) not in (2, 3):
        return None
    numbers = [
        each for each in found if isinstance(each, int | float) and not isinstance(each, bool)
    ]
    if len(numbers) != len(found):
        return None
    longitude, latitude = numbers[0], numbers[1]
    if not (-180 <= longitude <= 180 and -90 <= latitude <= 90):  # nothing that is no number, too
        return None
    return rounded(float(longitude)), rounded(float(latitude))


def is_in_vietnam(at: Position) -> bool:
    west, south, east, north = VIETNAM
    return west <= at[0] <= east and south <= at[1] <= north


def ring(found: Sequence[Position]) -> list[Position]:
    """Corners in one form: none twice in a row, closed, against the clock; empty below three."""
    corners = [at for n, at in enumerate(found) if n == 0 or at != found[n - 1]]
    while len(corners) > 1 and corners[0] == corners[-1]:
        corners.pop()
    if len(corners) < 3:
        return []
    if _turning(corners) < 0:
        corners = [corners[0], *reversed(corners[1:])]
    return [*corners, corners[0]]


def square_metres(closed: Sequence[Position]) -> int:
    """The surface within a closed ring, on a sphere; right to some thousandths."""
    total = sum(
        (radians(b[0]) - radians(a[0])) * (2 + sin(radians(a[1])) + sin(radians(b[1])))
        for a, b in pairwise(closed)
    )
    return round(abs(total) * RADIUS * RADIUS / 2)


def crosses_itself(closed: Sequence[Position]) -> bool:
    """Whether two sides of a closed ring meet elsewhere than where one goes on from the other."""
    sides = list(pairwise(closed))
    return any(_meet(*sides[n], *sides[m]) for n, m in _apart(len(sides))) or any(
        _turns_back(*one, other[1]) for one, other in pairwise([*sides, sides[0]])
    )


def _apart(count: int) -> Iterator[tuple[int, int]]:
    """Pairs of sides that are not neighbours."""
    for n in range(count):
        for m in range(n + 2, count):
            if (n, m) != (0, count - 1):
                yield n, m


def _turning(corners: Sequence[Position]) -> float:
    """Twice the area in degrees: above nought against the clock."""
    first = corners[0]
    around = [(at[0] - first[0], at[1] - first[1]) for at in corners]
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise([*around, around[0]]))


def _side(a: Position, b: Position, c: Position) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _within(a: Position, b: Position, c: Position) -> bool:
    """Whether c, in line with a and b, lies between them."""
    return min(a[0], b[0]) <= c[0] <= max(a[0], b[0]) and min(a[1], b[1]) <= c[1] <= max(a[1], b[1])


def _meet(a: Position, b: Position, c: Position, d: Position) -> bool:
    one, two, three, four = _side(a, b, c), _side(a, b, d), _side(c, d, a), _side(c, d, b)
    if one * two < 0 and three * four < 0:
        return True
    return (
        (one == 0 and _within(a, b, c)) or (two == 0 and _within(a, b, d))
        or (three == 0 and _within(c, d, a)) or (four == 0 and _within(c, d, b))
    )  # fmt: skip


def _turns_back(a: Position, b: Position, c: Position) -> bool:
    """Whether the way from b to c lies on the way from a to b."""
    return _side(a, b, c) == 0 and (_within(a, b, c) or _within(b, c, a))
