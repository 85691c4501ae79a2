"""A place of today: province, commune, detail; if known, the address as older papers have it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Self

from motcua.kernel.expressions import DAY, TEXT, Record, Type
from motcua.kernel.words import Text

from ..branch import Branch
from ..places import FormerPlace, PlaceName, PlaceNames
from ..problems import Fault
from ..scene import Scene
from . import writing
from .date import day_of
from .kind import NOTHING_TYPED, Control, Kind, Option, Parsed, Schema, Typed

LONGEST = 200
PROVINCE, COMMUNE = re.compile(r"[0-9]{2}"), re.compile(r"[0-9]{5}")
_TEXTS = ("detail", "legacy")


@dataclass(frozen=True, slots=True)
class Address(Kind):
    """Stored by code with the day the codes were true (`as_of`): units change names and borders.

    `found` is no part of the answer: it picks the commune among those that an old address leads to.
    """

    name: ClassVar[str] = "address"
    parts: ClassVar[tuple[str, ...]] = ("province", "commune", "detail", "legacy", "found")

    detail_required: bool = True

    @classmethod
    def read(cls, branch: Branch) -> Self:
        return cls(branch.flag("detail_required", default=True))

    @property
    def type(self) -> Type:
        texts = dict.fromkeys(("province", "commune", *_TEXTS), TEXT)
        return Record({**texts, "as_of": DAY})

    @property
    def schema(self) -> Schema:
        text = {"type": "string", "maxLength": LONGEST}
        needed = ["province", "commune", "as_of"]
        return {
            "type": "object",
            "properties": {
                "province": {"type": "string", "pattern": f"^{PROVINCE.pattern}$"},
                "commune": {"type": "string", "pattern": f"^{COMMUNE.pattern}$"},
                "as_of": {"type": "string", "format": "date"},
                **dict.fromkeys(_TEXTS, text),
            },
            "required": [*needed, "detail"] if self.detail_required else needed,
        }

    def ask(self, typed: Typed, scene: Scene) -> Control:
        """Offers the communes of the province typed, and those the old address leads to."""
        places, on = scene.places, scene.today
        province = typed.one("province")
        communes = places.communes(province, on) if PROVINCE.fullmatch(province) else ()
        return Control(
            provinces=_options(places.provinces(on)),
            communes=_options(communes),
            former=tuple(map(_former, _formerly(typed, scene))),
            longest=LONGEST,
            detail_required=self.detail_required,
        )

    def parse(self, typed: Typed, scene: Scene) -> Parsed:
        if typed.is_blank:
            return Parsed()
        texts = {part: typed.one(part) for part in self.parts if part != "found"}
        if COMMUNE.fullmatch(typed.one("found")) and not texts["commune"]:
            texts |= self._found(typed, scene)
        if not texts["province"]:
            return Parsed(fault=Fault("no-province", part="province"))
        if not texts["commune"]:
            return Parsed(fault=Fault("no-commune", part="commune"))
        answer = self.clean({**texts, "as_of": scene.today.isoformat()})
        return Parsed(answer) if answer else Parsed(fault=Fault("unknown-place", part="commune"))

    def _found(self, typed: Typed, scene: Scene) -> dict[str, str]:
        for former in _formerly(typed, scene):
            if former.commune.code == typed.one("found"):
                return {"province": former.province.code, "commune": former.commune.code}
        return {}

    def clean(self, answer: object) -> dict[str, object] | None:
        if not isinstance(answer, Mapping):
            return None
        province, commune = answer.get("province"), answer.get("commune")
        as_of = day_of(answer.get("as_of"))
        if not isinstance(province, str) or not isinstance(commune, str) or as_of is None:
            return None
        if not PROVINCE.fullmatch(province) or not COMMUNE.fullmatch(commune):
            return None
        texts = {part: writing.one_line(answer.get(part)) for part in _TEXTS}
        codes = {"province": province, "commune": commune, "as_of": as_of.isoformat()}
        return {**codes, **{part: text for part, text in texts.items() if text}}

    def check(self, answer: object, scene: Scene) -> list[Fault]:
        place = self._texts(answer)
        as_of = day_of(place.get("as_of"))
        found = []
        if (
            as_of is None
            or as_of > scene.today
            or not scene.places.lies_in(place["commune"], place["province"], as_of)
        ):
            found.append(Fault("unknown-place", part="commune"))
        if self.detail_required and "detail" not in place:
            found.append(Fault("no-detail", part="detail"))
        for part in (each for each in _TEXTS if each in place):
            faults = writing.faults(place[part], most=LONGEST)
            found += [Fault(fault.code, fault.params, part) for fault in faults]
        return found

    def _texts(self, answer: object) -> dict[str, str]:
        return {part: str(text) for part, text in (self.clean(answer) or {}).items()}

    def typed(self, answer: object) -> Typed:
        place = self._texts(answer)
        return Typed({p: [place[p]] for p in self.parts if p in place}) if place else NOTHING_TYPED

    def show(self, answer: object, language: str, places: PlaceNames) -> str:
        """12 Tràng Tiền, phường Hoàn Kiếm, thành phố Hà Nội; names are those of its own day."""
        place = self._texts(answer)
        as_of = day_of(place.get("as_of"))
        if as_of is None:
            return ""
        names = [places.name(place[part], as_of).in_(language) for part in ("commune", "province")]
        line = ", ".join([*([place["detail"]] if "detail" in place else []), *names])
        return "\n".join([line, *([f"({place['legacy']})"] if "legacy" in place else [])])


def _formerly(typed: Typed, scene: Scene) -> Sequence[FormerPlace]:
    """What the old address that was typed leads to."""
    old = writing.one_line(typed.one("legacy"))
    return scene.places.formerly(old[:LONGEST]) if old else ()


def _options(places: Sequence[PlaceName]) -> tuple[Option, ...]:
    return tuple(Option(place.code, place.name) for place in places)


def _former(found: FormerPlace) -> Option:
    """The commune of today, and what it was as a hint."""
    names = [found.commune.name, found.province.name]
    vi, en = (", ".join(name.in_(language) for name in names) for language in ("vi", "en"))
    return Option(found.commune.code, Text(vi, en), found.former)
