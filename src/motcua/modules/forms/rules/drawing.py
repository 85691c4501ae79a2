"""Answers of single kinds, drawn at random: of kinds that know their own limits and lists."""

import random
from collections.abc import Mapping
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR
from decimal import Decimal as Exact

from motcua.kernel.numbers import TAX_WEIGHTS

from .kinds.bank_account import BankAccount
from .kinds.decimal import Decimal
from .kinds.kind import Kind
from .kinds.land_parcel import LandParcel
from .kinds.map_area import MapArea
from .kinds.map_point import MapPoint
from .kinds.organisation import Organisation
from .kinds.reference_choice import ReferenceChoice
from .kinds.signature import Signature
from .kinds.time import Time
from .kinds.year import Year

Answer = Mapping[str, object]
#: The kinds that are drawn here.
DRAWN = frozenset(
    kind.name
    for kind in (
        *(Time, Year, Decimal, ReferenceChoice, BankAccount, Organisation, Signature),
        *(LandParcel, MapPoint, MapArea),
    )
)
#: The middle of the demonstration city, in millionths of a degree: places are drawn around it.
EAST, NORTH, AROUND = 105_840_000, 21_030_000, 20_000


def drawn(  # noqa: C901, PLR0911 a line for each kind
    kind: Kind, draw: random.Random, *, today: date, name: str, home: Answer
) -> object | None:
    """An answer this kind takes; None for kinds that are drawn elsewhere.

    `name` is somebody's, `home` an address: what is asked of people or land is made of them.
    """
    match kind:
        case Time():
            minutes = draw.randint(kind.earliest, kind.latest)
            return kind.clean({"time": f"{minutes // 60:02}:{minutes % 60:02}"})
        case Year():
            earliest = today.year if kind.earliest is None else kind.earliest
            latest = today.year if kind.latest is None else kind.latest
            return draw.randint(max(earliest, min(latest, today.year) - 40), latest)
        case Decimal():
            return kind.clean(_amount(kind, draw))
        case ReferenceChoice():
            return draw.choice(kind.listed.entries).code
        case BankAccount():
            bank = draw.choice(kind.banks.entries).code
            number = f"{draw.randrange(10**10):010}"
            return kind.clean({"bank": bank, "number": number, "holder": name})
        case Organisation():
            return kind.clean({"tax_code": tax_code(draw), "name": f"Công ty Mẫu {name}"})
        case Signature():
            return {"name": name}
        case LandParcel():
            numbers = {"sheet": str(draw.randint(1, 90)), "parcel": str(draw.randint(1, 400))}
            area = f"{draw.randint(200, 5000) / 10:.1f}"
            return kind.clean({**home, **numbers, "area": area, "point": _point(draw)})
        case MapPoint():
            return kind.clean(_point(draw))
        case MapArea():
            return kind.clean({"type": "Polygon", "coordinates": [_square(draw)]})
        case _:
            return None


def tax_code(draw: random.Random) -> str:
    """Ten digits whose last proves the others; those that begin with 98 are given to nobody."""
    while True:
        digits = f"98{draw.randrange(10**7):07}"
        last = 10 - sum(w * int(d) for w, d in zip(TAX_WEIGHTS, digits, strict=True)) % 11
        if 0 <= last <= 9:
            return f"{digits}{last}"


def _amount(kind: Decimal, draw: random.Random) -> Answer:
    """Within the limits, in the first unit."""
    steps = Exact(10) ** kind.places
    least = int((kind.least * steps).to_integral_value(ROUND_CEILING))
    most = int((kind.most * steps).to_integral_value(ROUND_FLOOR))
    count = draw.randint(least, min(most, least + 500 * int(steps)))
    answer: dict[str, object] = {"value": f"{Exact(count) / steps:f}"}
    return answer | ({"unit": kind.units[0].key} if kind.units else {})


def _point(draw: random.Random) -> Answer:
    at = EAST + draw.randint(-AROUND, AROUND), NORTH + draw.randint(-AROUND, AROUND)
    return {"type": "Point", "coordinates": [each / 10**6 for each in at]}


def _square(draw: random.Random) -> list[list[float]]:
    """A piece of land of some tens of metres."""
    west, south = EAST + draw.randint(-AROUND, AROUND), NORTH + draw.randint(-AROUND, AROUND)
    east, north = west + draw.randint(100, 900), south + draw.randint(100, 900)
    corners = [(west, south), (east, south), (east, north), (west, north), (west, south)]
    return [[x / 10**6, y / 10**6] for x, y in corners]
