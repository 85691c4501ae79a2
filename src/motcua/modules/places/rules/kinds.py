"""Levels and kinds of administrative units, now and before 1 July 2025, in both languages."""

from enum import StrEnum
from functools import cache

from motcua.kernel.words import Text, nfc

from .names import words


class Level(StrEnum):
    """Districts existed until 2025-06-30 and are kept for old addresses."""

    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"


class Kind(StrEnum):
    PROVINCE = "province"
    CENTRAL_CITY = "central_city"

    URBAN_DISTRICT = "urban_district"
    RURAL_DISTRICT = "rural_district"
    TOWN = "town"
    PROVINCIAL_CITY = "provincial_city"

    COMMUNE = "commune"
    WARD = "ward"
    TOWNSHIP = "township"
    SPECIAL_ZONE = "special_zone"


WORDS: dict[Kind, Text] = {
    Kind.PROVINCE: Text("Tỉnh", "Province"),
    Kind.CENTRAL_CITY: Text("Thành phố", "City"),
    Kind.URBAN_DISTRICT: Text("Quận", "District"),
    Kind.RURAL_DISTRICT: Text("Huyện", "District"),
    Kind.TOWN: Text("Thị xã", "Town"),
    Kind.PROVINCIAL_CITY: Text("Thành phố", "City"),
    Kind.COMMUNE: Text("Xã", "Commune"),
    Kind.WARD: Text("Phường", "Ward"),
    Kind.TOWNSHIP: Text("Thị trấn", "Township"),
    Kind.SPECIAL_ZONE: Text("Đặc khu", "Special Zone"),
}
KINDS: dict[Level, tuple[Kind, ...]] = {
    Level.PROVINCE: (Kind.PROVINCE, Kind.CENTRAL_CITY),
    Level.DISTRICT: (Kind.URBAN_DISTRICT, Kind.RURAL_DISTRICT, Kind.TOWN, Kind.PROVINCIAL_CITY),
    Level.COMMUNE: (Kind.COMMUNE, Kind.WARD, Kind.TOWNSHIP, Kind.SPECIAL_ZONE),
}


def kind_and_name(level: Level, full: str) -> tuple[Kind, str]:
    """`Thị Xã Buôn Hồ` -> town, `Buôn Hồ`; the data's own column of kinds has slips.

    :raises ValueError: a name that begins with no kind of its level
    """
    name = " ".join(nfc(full).split())
    for kind in KINDS[level]:
        prefix = WORDS[kind].vi
        if name.lower().startswith(prefix.lower() + " "):
            return kind, name[len(prefix) + 1 :]
    raise ValueError(f"no kind of {level} in {full!r}")


def full_name(kind: Kind, name: Text) -> Text:
    """Kind and name as each language joins them: `Quận 1`, `District 1`; `Ba Đình`, `… Ward`."""
    word = WORDS[kind]
    english = name.in_("en")
    in_english = f"{word.en} {english}" if english.isdigit() else f"{english} {word.en}"
    return Text(f"{word.vi} {name.vi}", in_english)


@cache
def kind_words(level: Level) -> tuple[str, ...]:
    """Every folded word that kinds of a level begin with, so that a search may contain any."""
    return tuple(sorted({word for kind in KINDS[level] for word in words(WORDS[kind].vi)}))
