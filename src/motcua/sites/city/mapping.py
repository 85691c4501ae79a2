"""A map of communes as pages draw it: shapes with their colour and words, and a legend."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.design import formats
from motcua.modules.indicators.queries import BandCard, DefinitionCard, ValueCard
from motcua.modules.places import queries as places

from . import telling, words

MOST_LABELS = 40  # numbers written on the map; with more of them nobody could read any


@dataclass(frozen=True, slots=True)
class Area:
    """A commune on the map. `label` is written on it; `says` is all that is known in words."""

    code: str
    name: str
    path: str
    fill: str
    says: str
    href: str
    label: str
    label_x: int
    label_y: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A colour of the legend, by its name and its values."""

    colour: str
    name: str
    values: str


@dataclass(frozen=True, slots=True)
class CityMap:
    """`version` names the boundaries, `credit` who made them."""

    title: str
    width: int
    height: int
    areas: tuple[Area, ...]
    legend: tuple[Entry, ...]
    version: str
    credit: str


def draw(
    province: str, on: date, definition: DefinitionCard | None, values: Sequence[ValueCard]
) -> CityMap | None:
    """The map of a province's communes coloured by an indicator; None without boundaries."""
    drawing = places.public_boundaries(province, on)
    if drawing is None:
        return None
    by_place = {card.place: card for card in values}
    labelled = len(by_place) <= MOST_LABELS
    areas = [
        _area(shape, definition, by_place.get(shape.code), is_labelled=labelled)
        for shape in drawing.shapes
    ]
    title = formats.text(definition.name) if definition else _("Các phường, xã")
    version = drawing.version
    return CityMap(
        title, drawing.width, drawing.height, tuple(areas), legend(definition),
        version.version, f"{version.source}, {version.licence}",
    )  # fmt: skip


def colours(
    definition: DefinitionCard | None, values: Sequence[ValueCard], names: Mapping[str, str]
) -> dict[str, dict[str, str]]:
    """By code of commune: what the moving map needs to colour it and tell of it."""
    by_place = {card.place: card for card in values}
    return {
        code: {
            "code": code,
            "name": name,
            "fill": _fill(definition, by_place.get(code)),
            "says": _says(definition, by_place.get(code)),
            "href": reverse("city:place", args=[code]),
        }
        for code, name in names.items()
    }


def legend(definition: DefinitionCard | None) -> tuple[Entry, ...]:
    """Every band by colour, name and values, and what a commune without data looks like."""
    bands = definition.bands if definition else ()
    entries = [
        Entry(band.rgb, formats.text(band.name), _range(bands, place))
        for place, band in enumerate(bands)
    ]
    return (*entries, Entry(words.NONE_COLOUR, _("Chưa có số liệu"), ""))


def _range(bands: Sequence[BandCard], place: int) -> str:
    low = formats.number(bands[place].low)
    if place + 1 == len(bands):
        return _("từ %(low)s") % {"low": low}
    # Bands begin where the one before ends; whole numbers are told as people write them.
    high = bands[place + 1].low
    is_whole = high == int(high) and bands[place].low == int(bands[place].low)
    last = formats.number(high - 1) if is_whole else formats.number(high, 1)
    return f"{low}–{last}"


def _area(
    shape: places.Shape, definition: DefinitionCard | None, card: ValueCard | None, *,
    is_labelled: bool,
) -> Area:  # fmt: skip
    has_value = definition is not None and card is not None and card.value is not None
    label = ""
    if has_value and is_labelled and definition and card and card.value is not None:
        label = formats.number(card.value, definition.decimals)
    return Area(
        code=shape.code,
        name=formats.text(shape.name),
        path=shape.path,
        fill=_fill(definition, card),
        says=_says(definition, card),
        href=reverse("city:place", args=[shape.code]),
        label=label,
        label_x=shape.label_x,
        label_y=shape.label_y,
    )


def _fill(definition: DefinitionCard | None, card: ValueCard | None) -> str:
    if definition is None or card is None:
        return words.NONE_COLOUR
    band = definition.band_of(card.value)
    return band.rgb if band else words.NONE_COLOUR


def _says(definition: DefinitionCard | None, card: ValueCard | None) -> str:
    if definition is None or card is None or card.value is None:
        return _("chưa có số liệu")
    band = definition.band_of(card.value)
    number = telling.amount(definition, card.value)
    return f"{number}, {formats.text(band.name)}" if band else number
