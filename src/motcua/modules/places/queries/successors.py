"""The old-address finder: what became of a province, district or ward of before July 2025."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from motcua.kernel.words import Text

from ..models import Succession, Unit
from ..rules import Kind, Level, Part, compact, full_name, order, parts_of, words
from .cards import OldUnit, Successor, card, holding_on
from .units import LONGEST_QUESTION, MOST_CANDIDATES, begun_in

LAST_DAY = date(2025, 6, 30)  # the last day of districts (Resolution 202/2025/QH15)
MOST_PARTS = 8

Path = tuple[Unit, ...]


def public_successors(old: str, on: date, limit: int = 10) -> list[OldUnit]:
    """Old units that a code or an old address may mean, each with what it became by `on`.

    An address is read from the right: `12 Hàng Than, P. Trúc Bạch, Q. Ba Đình, Hà Nội`. Prefixes
    and marks may be missing, parts before the ward are ignored, names before earlier mergers are
    known. Without commas, all words have to be names. The best match first; equal ones together.
    """
    text = old[:LONGEST_QUESTION].strip()
    if text.isdigit():
        units = list(Unit.objects.filter(holding_on(LAST_DAY), code=text)[:limit])
        paths = _with_above(units)
    else:
        paths = _by_parts(parts_of(text)[-MOST_PARTS:]) or _by_words(text)
    return _answers(paths[: max(0, limit)], on)


@dataclass(frozen=True, slots=True)
class _Match:
    """How well an address means a path: parts explained by it, parts left over to its right."""

    explained: int
    left_over: int
    exact: int
    doubt: int
    path: Path

    @property
    def rank(self) -> tuple[int, int, int]:
        return -self.explained, self.left_over, -self.exact


def _by_parts(parts: Sequence[Part]) -> list[Path]:
    keys = [key for part in parts for key in part.keys]
    if not keys:
        return []
    units = Unit.objects.filter(holding_on(LAST_DAY), keys__overlap=keys)
    paths = _with_above(list(units[: 4 * MOST_CANDIDATES]))
    matches = [match for path in paths if (match := _match(path, parts)) is not None]
    if not matches:
        return []
    best = min(match.rank for match in matches)
    return _in_order(match for match in matches if match.rank == best)


def _match(path: Path, parts: Sequence[Part]) -> _Match | None:
    """The unit itself by some part, and those above it by parts further right, in order."""
    own = [n for n, part in enumerate(parts) if _means(part, path[0])]
    if not own:
        return None
    # The rightmost part that still leaves room for its own name is the unit, not a street.
    found = [_match_from(place, path, parts) for place in own]
    return min(found, key=lambda match: match.rank)


def _match_from(place: int, path: Path, parts: Sequence[Part]) -> _Match:
    explained, left_over, above = 1, 0, list(path[1:])
    exact = int(_is_exact(parts[place], path[0]))
    for part in parts[place + 1 :]:
        named = next((unit for unit in above if _means(part, unit)), None)
        if named is None:
            left_over += 1
        else:
            explained += 1
            exact += _is_exact(part, named)
            above = above[above.index(named) + 1 :]
    return _Match(explained, left_over, exact, _doubt(path[0], parts[place]), path)


def _means(part: Part, unit: Unit) -> bool:
    return not set(part.keys).isdisjoint(unit.keys)


def _is_exact(part: Part, unit: Unit) -> bool:
    return not set(part.exact).isdisjoint(unit.keys)


def _doubt(unit: Unit, part: Part) -> int:
    """0 when the name stands there with its marks, 1 without, 2 when it is from before a merger."""
    if {compact(_full_name(unit).vi), compact(unit.name_vi)}.isdisjoint(part.keys):
        return 2
    return 0 if part.ends_with(unit.name_vi) else 1


def _full_name(unit: Unit) -> Text:
    return full_name(Kind(unit.kind), Text(unit.name_vi, unit.name_en))


def _by_words(text: str) -> list[Path]:
    asked = words(text)
    if not asked:
        return []
    units = Unit.objects.filter(holding_on(LAST_DAY), begun_in(asked))
    found = sorted(units[:MOST_CANDIDATES], key=lambda unit: len(unit.search))
    return _with_above(found)


def _with_above(units: list[Unit]) -> list[Path]:
    """Each unit with its district and province, as they were on the last day."""
    codes = {unit.parent_code for unit in units} | {unit.province_code for unit in units}
    above = {
        (unit.level, unit.code): unit
        for unit in Unit.objects.filter(
            holding_on(LAST_DAY), code__in=codes, level__in=[Level.PROVINCE, Level.DISTRICT]
        )
    }
    return [_path(unit, above) for unit in units]


def _path(unit: Unit, above: dict[tuple[str, str], Unit]) -> Path:
    places = {
        Level.COMMUNE: [
            (Level.DISTRICT, unit.parent_code), (Level.PROVINCE, unit.province_code),
        ],
        Level.DISTRICT: [(Level.PROVINCE, unit.province_code)],
        Level.PROVINCE: [],
    }[Level(unit.level)]  # fmt: skip
    return unit, *(above[place] for place in places if place in above)


def _in_order(matches: Iterable[_Match]) -> list[Path]:
    """Wider units first, then the surer names, then as dictionaries sort them from the top."""
    found = sorted(
        matches,
        key=lambda match: (
            len(match.path),
            match.doubt,
            [order(unit.name_vi) for unit in reversed(match.path)],
        ),
    )
    return [match.path for match in found]


def _answers(paths: Sequence[Path], on: date) -> list[OldUnit]:
    heirs = _heirs([path[0] for path in paths], on)
    return [
        OldUnit(
            code=path[0].code,
            level=Level(path[0].level),
            path=tuple(map(_full_name, path)),
            successors=tuple(heirs[path[0].level, path[0].code]),
        )
        for path in paths
    ]


def _heirs(units: Sequence[Unit], on: date) -> dict[tuple[str, str], list[Successor]]:
    """Successors by level and code; a district's are those of its communes, or its own."""
    asked = {(unit.level, unit.code) for unit in units}
    districts = [code for level, code in asked if level == Level.DISTRICT]
    inside = dict(
        Unit.objects.filter(
            holding_on(LAST_DAY), level=Level.COMMUNE, parent_code__in=districts
        ).values_list("code", "parent_code")
    )
    by_level: dict[str, set[str]] = defaultdict(set, {str(Level.COMMUNE): set(inside)})
    for level, code in asked:
        by_level[level] = by_level[level] | {code}
    condition = Q(pk__in=[])
    for level, codes in by_level.items():
        condition |= Q(old_level=level, old_code__in=codes)
    told: dict[tuple[str, str], dict[str, bool]] = defaultdict(dict)
    for row in Succession.objects.filter(condition):
        if (row.old_level, row.old_code) in asked:
            told[row.old_level, row.old_code][row.new_code] = row.is_default
        if row.old_level == Level.COMMUNE and row.old_code in inside:
            told[Level.DISTRICT, inside[row.old_code]].setdefault(row.new_code, False)
    return _named(told, on)


def _named(
    told: dict[tuple[str, str], dict[str, bool]], on: date
) -> dict[tuple[str, str], list[Successor]]:
    codes = {code for heirs in told.values() for code in heirs}
    units = {unit.code: unit for unit in Unit.objects.filter(holding_on(on), code__in=codes)}
    provinces = {
        unit.code: card(unit)
        for unit in Unit.objects.filter(
            holding_on(on),
            level=Level.PROVINCE,
            code__in={unit.province_code for unit in units.values()},
        )
    }
    answers: dict[tuple[str, str], list[Successor]] = defaultdict(list)
    for old, heirs in told.items():
        is_single = len(heirs) == 1
        found = [
            Successor(
                card(units[code]), provinces[units[code].province_code].name,
                is_default or is_single,
            )
            for code, is_default in heirs.items() if code in units
        ]  # fmt: skip
        answers[old] = sorted(
            found, key=lambda heir: (not heir.is_default, order(heir.unit.short_name.vi))
        )
    return answers
