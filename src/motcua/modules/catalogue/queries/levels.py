"""How many procedures have reached which online level, by agency and by sector, and which they are.

Levels stand in columns: no package is read. Every number leads to the list of what it counts, by
the same filter.
"""

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

import msgspec

from motcua.foundation import rows
from motcua.kernel.errors import Invalid
from motcua.kernel.words import Text

from ..rules.levels import ASKED, REASON, Extent, Requirement, requirement

MOST = 100
#: What was written by an earlier release may name what is asked no longer.
KNOWN = ASKED.keys() | REASON.keys()


class Scope(StrEnum):
    """Which procedures are counted."""

    COMPETENCE = "competence"  # what the city decides: of province or commune, not another's own
    OFFERED = "offered"  # what can be filed here
    ALL = "all"  # every procedure in the catalogue


class Reached(StrEnum):
    """A level, or several of them together, as the statistic has columns for."""

    LEVEL_0 = "0"
    LEVEL_1 = "1"
    LEVEL_2 = "2"
    LEVEL_3 = "3"
    LEVEL_4 = "4"
    HIGH = "3-4"
    FULL = "full"
    PARTIAL = "partial"
    DECLARED_FULL = "declared"  # by the national portal; another thing than what is computed here


@dataclass(frozen=True, slots=True)
class Counted:
    """What is counted: on a day, of a scope, narrowed to one group; empty words narrow nothing.

    `here` are the codes of this city's own top agencies: what they announced is the city's own.
    """

    on: date
    is_today: bool
    scope: Scope = Scope.COMPETENCE
    government: str = ""
    office: str = ""
    sector: str = ""
    reached: Reached | None = None
    here: tuple[str, ...] = ()

    def narrowed(self, by: str, key: str) -> "Counted":
        """The same of one group; `by` is government, office or sector."""
        if by == "government":
            return replace(self, government=key)
        return replace(self, office=key) if by == "office" else replace(self, sector=key)


@dataclass(frozen=True, slots=True)
class Group:
    """Numbers of procedures; `levels` from 0 to 4, `full` and `partial` by extent."""

    key: str
    name: Text
    total: int
    levels: tuple[int, ...]
    full: int
    partial: int
    declared_full: int

    @property
    def high(self) -> int:
        """At level 3 and 4 together, the figure cities report."""
        return self.levels[3] + self.levels[4]


@dataclass(frozen=True, slots=True)
class LevelStatistic:
    """A procedure of several levels of government, or of several offices, counts in each."""

    total: Group
    governments: tuple[Group, ...]
    offices: tuple[Group, ...]
    sectors: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class LevelRow:
    """`missing`: why its level is not higher."""

    code: str
    name: Text
    sector: Text
    level: int
    extent: Extent
    origin: str
    declared_full: bool | None
    missing: tuple[Requirement, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class LevelPage:
    items: tuple[LevelRow, ...]
    total: int
    next: str | None


def public_level_statistic(counted: Counted) -> LevelStatistic:
    """The whole of it in one statement."""
    base, parameters = _counted(replace(counted, reached=None))
    found: dict[str, list[Group]] = {"total": [], "government": [], "office": [], "sector": []}
    for kind, key, vi, en, *numbers in rows.fetch(f"{base}{_GROUPS}", parameters):
        total, zero, one, two, three, four, full, partial, declared = numbers
        levels = (zero, one, two, three, four)
        found[kind].append(Group(key, Text(vi, en), total, levels, full, partial, declared))
    total = next(iter(found["total"]), Group("", Text(""), 0, (0,) * 5, 0, 0, 0))
    return LevelStatistic(
        total, tuple(found["government"]), tuple(found["office"]), tuple(found["sector"])
    )


def public_level_list(counted: Counted, *, limit: int = 50, cursor: str | None = None) -> LevelPage:
    """The procedures a number counts, by name.

    :raises Invalid: a cursor that is not one of ours
    """
    limit = max(1, min(limit, MOST))
    base, parameters = _counted(counted)
    after = _opened(cursor)
    narrowed = "WHERE (sort_name, code) > (%s::text, %s::text)" if after else ""
    sql = f"{base}{_LIST.format(after=narrowed)}"
    found = rows.fetch(sql, [*parameters, *(after or ()), limit + 1])
    items = tuple(_row(row) for row in found[:limit])
    is_more = len(found) > limit
    total = found[0][0] if found else 0
    return LevelPage(items, total, _closed(found[limit - 1][-2:]) if is_more else None)


def _row(row: Sequence[object]) -> LevelRow:
    _, code, vi, en, sector_vi, sector_en, level, extent, origin, declared, missing, *_ = row
    lacks = missing if isinstance(missing, list) else []
    return LevelRow(
        code=str(code),
        name=Text(str(vi), str(en)),
        sector=Text(str(sector_vi), str(sector_en)),
        level=int(str(level)),
        extent=Extent(str(extent) or Extent.INFORMATION.value),
        origin=str(origin),
        declared_full=declared if isinstance(declared, bool) else None,
        missing=tuple(requirement(code) for each in lacks if (code := str(each)) in KNOWN),
    )


def _counted(counted: Counted) -> tuple[str, list[object]]:
    """The procedures counted as a table, and its parameters."""
    of_day: list[object] = [] if counted.is_today else [counted.on, counted.on, counted.on]
    table = _NOW if counted.is_today else _ON
    where, parameters = ["TRUE"], list[object]()
    if counted.scope is Scope.OFFERED:
        where.append("is_fileable")
    elif counted.scope is Scope.COMPETENCE:
        where.append("(levels && ARRAY['province', 'commune'] OR origin = 'city')")
        where.append("NOT review_marks && ARRAY['internal']")
        where.append("(announced_by !~ '^[HD][0-9]{2}' OR split_part(announced_by, '.', 1)"
                     " = ANY(%s::text[]))")  # fmt: skip
        parameters.append(list(counted.here))
    if counted.government:
        where.append("(%s::text = ANY(levels) OR (%s::text = 'other' AND levels = '{}'))")
        parameters += [counted.government, counted.government]
    if counted.office:
        where.append("(%s::text = ANY(departments) OR (%s::text = '-' AND departments = '{}'))")
        parameters += [counted.office, counted.office]
    if counted.sector:
        where.append("sector_code = %s::text")
        parameters.append(counted.sector)
    if counted.reached is not None:
        where.append(_REACHED[counted.reached])
    return _COUNTED.format(table=table, where=" AND ".join(where)), [*of_day, *parameters]


def _closed(key: Sequence[object]) -> str:
    packed = msgspec.json.encode([str(part) for part in key])
    return base64.urlsafe_b64encode(packed).rstrip(b"=").decode()


def _opened(cursor: str | None) -> tuple[str, str] | None:
    if not cursor:
        return None
    try:
        content = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        return msgspec.json.decode(content, type=tuple[str, str])
    except (ValueError, binascii.Error, msgspec.MsgspecError):
        raise Invalid("not a cursor of this list", field="cursor") from None


_REACHED = {
    Reached.LEVEL_0: "level = 0",
    Reached.LEVEL_1: "level = 1",
    Reached.LEVEL_2: "level = 2",
    Reached.LEVEL_3: "level = 3",
    Reached.LEVEL_4: "level = 4",
    Reached.HIGH: "level >= 3",
    Reached.FULL: "extent = 'full'",
    Reached.PARTIAL: "extent = 'partial'",
    Reached.DECLARED_FULL: "declared_full",
}
_NOW = """
    SELECT code, name_vi, name_en, sector_code, sector_vi, sector_en, sort_name, levels,
        departments, review_marks, announced_by, is_fileable, origin, declared_full,
        online_level AS level, online_extent AS extent, missing
    FROM catalogue_procedure WHERE current_id IS NOT NULL
"""
#: A revision's own level; where it stood before revisions knew theirs, that of the procedure.
_ON = """
    SELECT DISTINCT ON (p.id) p.code, p.name_vi, p.name_en, p.sector_code, p.sector_vi,
        p.sector_en, p.sort_name, p.levels, p.departments, p.review_marks, p.announced_by,
        r.origin = 'city' AND p.is_fileable AS is_fileable, r.origin, p.declared_full,
        coalesce(r.online_level, p.online_level) AS level,
        CASE WHEN r.online_level IS NULL THEN p.online_extent ELSE r.online_extent END AS extent,
        CASE WHEN r.online_level IS NULL THEN p.missing ELSE r.missing END AS missing
    FROM catalogue_revision r JOIN catalogue_procedure p ON p.id = r.procedure_id
    WHERE r.state <> 'draft' AND r.effective_from <= %s::date
        AND (r.published_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date <= %s::date
        AND (r.effective_to IS NULL OR r.effective_to > %s::date)
    ORDER BY p.id, (r.origin = 'city') DESC, r.effective_from DESC, r.published_at DESC
"""
_COUNTED = "WITH standing AS ({table}), counted AS (SELECT * FROM standing WHERE {where})"
_NUMBERS = """count(*), count(*) FILTER (WHERE level = 0), count(*) FILTER (WHERE level = 1),
    count(*) FILTER (WHERE level = 2), count(*) FILTER (WHERE level = 3),
    count(*) FILTER (WHERE level = 4), count(*) FILTER (WHERE extent = 'full'),
    count(*) FILTER (WHERE extent = 'partial'), count(*) FILTER (WHERE declared_full)"""
_GROUPS = f"""
SELECT 'total', '', '', '', {_NUMBERS} FROM counted
UNION ALL
(SELECT 'government', one, '', '', {_NUMBERS} FROM counted,
    unnest(CASE WHEN levels = '{{}}' THEN ARRAY['other'] ELSE levels END) AS one
GROUP BY one ORDER BY array_position(ARRAY['ministry', 'province', 'commune', 'other'], one))
UNION ALL
(SELECT 'office', one, one, '', {_NUMBERS} FROM counted,
    unnest(CASE WHEN departments = '{{}}' THEN ARRAY['-'] ELSE departments END) AS one
GROUP BY one ORDER BY count(*) DESC, one)
UNION ALL
(SELECT 'sector', sector_code, max(sector_vi), max(sector_en), {_NUMBERS} FROM counted
GROUP BY sector_code ORDER BY count(*) DESC, sector_code)
"""  # noqa: S608 -- of our own words only
_LIST = """
SELECT (SELECT count(*) FROM counted), code, name_vi, name_en, sector_vi, sector_en, level, extent,
    origin, declared_full, missing, sort_name, code
FROM counted {after} ORDER BY sort_name, code LIMIT %s
"""
