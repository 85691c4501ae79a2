"""A number with decimals and a unit, exact: no binary fractions anywhere."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal as Exact
from typing import ClassVar, Self

from motcua.kernel.expressions import INT, TEXT, Record, Type
from motcua.kernel.expressions import Text as OneOf
from motcua.kernel.words import Text

from ..branch import Branch
from ..places import PlaceNames
from ..problems import Fault
from ..scene import Scene
from .kind import NOTHING_TYPED, Control, Kind, Option, Parsed, Schema, Typed

#: What an expression calls the smallest step, by the number of decimals.
STEPS = ("whole", "tenths", "hundredths", "thousandths", "ten_thousandths")
LARGEST = Exact(999_999_999)
MOST_UNITS = 8
_FILED = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{0,3}[1-9])?")
_LIMIT = re.compile(r"-?[0-9]{1,9}(?:\.[0-9]{1,4})?")
_GROUPED = re.compile(r"-?[0-9]{1,3}(?:[.,\s][0-9]{3})+")
_DIGITS = re.compile(r"-?[0-9]{1,15}")
#: Both signs: the last one parts the decimals.
_BOTH = re.compile(
    r"-?(?:[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]{1,4}|[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]{1,4})"
)
_ONE = re.compile(r"(-?[0-9]{1,15})([.,])([0-9]{1,4})")


@dataclass(frozen=True, slots=True)
class Unit:
    """`factor` of the first unit make one of this."""

    key: str
    label: Text
    factor: int = 1


@dataclass(frozen=True, slots=True)
class DecimalControl(Control):
    """`units` to choose from where there are several; `places` are decimals at the most."""

    units: tuple[Option, ...] = ()
    places: int = 0


@dataclass(frozen=True, slots=True)
class Decimal(Kind):
    """The answer is `{"value": "12.5", "unit": "ha", "hundredths": 12500000}`.

    The last one is the amount in the first unit, counted in its smallest steps, so that expressions
    compute with whole numbers; it follows from the others. `least`, `most` are in the first unit.
    """

    name: ClassVar[str] = "decimal"
    parts: ClassVar[tuple[str, ...]] = ("", "unit")

    places: int = 2
    least: Exact = Exact(0)
    most: Exact = LARGEST
    units: tuple[Unit, ...] = ()

    @classmethod
    def read(cls, branch: Branch) -> Self:
        places = branch.number("places", 2, least=1, most=len(STEPS) - 1)
        least, most = _bound(branch, "least", Exact(0)), _bound(branch, "most", LARGEST)
        if least > most:
            branch.note("least-above-most", "least")
        if not branch.has("unit"):
            return cls(places, least, most, _units(branch))
        if branch.has("units"):
            branch.note("not-both", "units", one="unit", other="units")
        return cls(places, least, most, (Unit("", branch.words("unit")),))

    @property
    def step(self) -> str:
        return STEPS[self.places]

    @property
    def type(self) -> Type:
        keys = frozenset(unit.key for unit in self.units if unit.key)
        unit = OneOf(keys) if keys else TEXT
        return Record({"value": TEXT, "unit": unit, self.step: INT})

    @property
    def schema(self) -> Schema:
        keys = [unit.key for unit in self.units if unit.key]
        unit: dict[str, object] = {"unit": {"enum": keys}} if keys else {}
        return {
            "type": "object",
            "properties": {
                "value": {"type": "string", "pattern": f"^{_FILED.pattern}$"},
                **unit,
                self.step: {"type": "integer"},
            },
            "required": ["value", *unit],
        }

    def ask(self, typed: Typed, scene: Scene) -> Control:
        several = tuple(Option(unit.key, unit.label) for unit in self.units if unit.key)
        only = self.units[0].label if self.units and not several else None
        return DecimalControl(units=several, unit=only, longest=24, places=self.places)

    def parse(self, typed: Typed, scene: Scene) -> Parsed:
        text = typed.one().strip()
        if not text:
            return Parsed()
        if _is_unclear(text, self.places):
            return Parsed(fault=Fault("unclear-number"))
        value = read_exact(text)
        if value is None:
            return Parsed(fault=Fault("not-a-decimal"))
        if _decimals(value) > self.places:
            return Parsed(fault=Fault("too-many-decimals", {"most": self.places}))
        unit = self._unit(typed.one("unit") or self._first)
        if unit is None:
            return Parsed(fault=Fault("no-unit", part="unit"))
        return Parsed(self._filed(value, unit))

    @property
    def _first(self) -> str:
        """The unit that needs no choosing: the only one."""
        return self.units[0].key if len(self.units) == 1 else ""

    def _unit(self, key: object) -> Unit | None:
        if not self.units:
            return Unit("", Text("")) if key == "" else None
        return next((unit for unit in self.units if unit.key == key), None)

    def _filed(self, value: Exact, unit: Unit) -> dict[str, object]:
        """Whole steps downwards: a part of a step that a unit's factor leaves cannot be."""
        steps = int(value * unit.factor * 10**self.places)
        named = {"unit": unit.key} if unit.key else {}
        return {"value": _plain(value), **named, self.step: steps}

    def clean(self, answer: object) -> dict[str, object] | None:
        if not isinstance(answer, Mapping):
            return None
        text, unit = answer.get("value"), self._unit(answer.get("unit", self._first))
        if not isinstance(text, str) or not _FILED.fullmatch(text) or unit is None:
            return None
        value = Exact(text)
        return self._filed(value, unit) if _decimals(value) <= self.places else None

    def check(self, answer: object, scene: Scene) -> list[Fault]:
        clean = self.clean(answer) or {}
        amount = Exact(int(str(clean.get(self.step, 0)))).scaleb(-self.places)
        if amount < self.least:
            return [Fault("too-small", {"least": self.least})]
        if amount > self.most:
            return [Fault("too-large", {"most": self.most})]
        return []

    def typed(self, answer: object) -> Typed:
        clean = self.clean(answer)
        if clean is None:
            return NOTHING_TYPED
        value = str(clean["value"]).replace(".", ",")
        return Typed({"": [value], "unit": [str(clean.get("unit", ""))]})

    def show(self, answer: object, language: str, places: PlaceNames) -> str:
        clean = self.clean(answer) or {}
        unit = self._unit(clean.get("unit", ""))
        value = written(Exact(str(clean.get("value", "0"))), language)
        label = unit.label.in_(language) if unit else ""
        return f"{value} {label}".strip()


def read_exact(text: str) -> Exact | None:
    """`12,5`, `12.5`, `1.250,5`, `1,250.5`, `1250`; None for anything else."""
    text = "".join(text.split(" "))
    if _BOTH.fullmatch(text):
        grouping = "." if text.rfind(",") > text.rfind(".") else ","
        return Exact(text.replace(grouping, "").replace(",", "."))
    if one := _ONE.fullmatch(text):
        return Exact(f"{one[1]}.{one[3]}")
    if _GROUPED.fullmatch(text):
        return Exact(re.sub(r"[.,\s]", "", text))
    return Exact(text) if _DIGITS.fullmatch(text) else None


def _is_unclear(text: str, places: int) -> bool:
    """Whether it may be thousands or thousandths: `1.250`, which one of us would read wrongly."""
    found = _ONE.fullmatch(text)
    if found is None or len(found[3]) != 3 or found[1].lstrip("-").startswith("0"):
        return False
    return len(found[1].lstrip("-")) <= 3 and (found[2] == "." or places < 3)


def _decimals(value: Exact) -> int:
    exponent = value.as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0


def _plain(value: Exact) -> str:
    """Without noughts at the ends: one number has one form."""
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in {"", "-0", "-"} else text


def written(value: Exact, language: str) -> str:
    """1.250,5 in Vietnamese, 1,250.5 in English."""
    whole, _, part = _plain(value).partition(".")
    sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    grouped = f"{int(digits):,}" if len(digits) > 4 else digits
    text = sign + grouped + (f".{part}" if part else "")
    return text if language == "en" else text.translate(str.maketrans(",.", ".,"))


def _bound(branch: Branch, key: str, default: Exact) -> Exact:
    if not branch.has(key):
        return default
    text = branch.spelt(key)
    if _LIMIT.fullmatch(text):
        return Exact(text)
    branch.note("not-decimal", key)
    return default


def _units(branch: Branch) -> tuple[Unit, ...]:
    """Several to choose from; the first is the one the others are measured in."""
    if not branch.has("units"):
        return ()
    found: list[Unit] = []
    for each in branch.branches("units", most=MOST_UNITS):
        factor = each.number("factor", 1, least=1, most=1_000_000) if found else 1
        unit = Unit(each.key(), each.words("label"), factor)
        each.close()
        if unit.key and unit.key in {other.key for other in found}:
            each.note("repeated-key", "key", key=unit.key)
        found.append(unit)
    return tuple(found)
