"""`GET /api/v1/statistics/…`: the public numbers as data, for everybody."""

from datetime import date
from typing import Annotated, Literal

from django.http import HttpRequest
from ninja import Query, Router, Schema

from motcua.design.page import today
from motcua.kernel.errors import Invalid
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.catalogue.queries import Counted, Group, LevelRow, Reached, Scope
from motcua.modules.organisation import queries as organisation

from . import limiting
from .procedures import Words

router = Router(tags=["statistics"])


class Asked(Schema):
    """`on`: the day counted, today if not given."""

    scope: Literal["competence", "offered", "all"] = "competence"
    on: date | None = None
    government: str = ""
    office: str = ""
    sector: str = ""


class AskedList(Asked):
    level: Literal["", "0", "1", "2", "3", "4", "3-4", "full", "partial", "declared"] = ""
    limit: int = 50
    cursor: str | None = None


class Numbers(Schema):
    """`levels` from "below 1" to 4; `declared_full` is what the national portal says."""

    key: str
    name: Words
    procedures: int
    levels: list[int]
    level_3_and_4: int
    share_level_3_and_4: float | None
    full: int
    share_full: float | None
    partial: int
    declared_full: int


class Statistic(Schema):
    """A procedure of several levels of government or offices counts in each of them."""

    on: date
    scope: str
    total: Numbers
    by_government: list[Numbers]
    by_office: list[Numbers]
    by_sector: list[Numbers]


class Missing(Schema):
    code: str
    level: int
    says: Words
    todo: Words
    law: str


class Row(Schema):
    code: str
    name: Words
    level: int
    extent: str
    origin: str
    declared_full: bool | None
    missing: list[Missing]
    url: str

    @staticmethod
    def resolve_url(row: LevelRow) -> str:
        return f"/api/v1/procedures/{row.code}"


class Listed(Schema):
    """`total`: how many there are in all; `next` is the cursor of the rest, or null."""

    items: list[Row]
    next: str | None
    total: int


@router.get("/procedure-levels", response=Statistic, summary="Procedures by online level")
def procedure_levels(request: HttpRequest, asked: Annotated[Asked, Query()]) -> dict[str, object]:
    """Numbers and shares at each level and fully online, in all, by level of government, by
    executing office and by sector. Levels are computed from the procedures' own content."""
    limiting.count(request)
    counted = _counted(asked)
    found = catalogue.public_level_statistic(counted)
    return {
        "on": counted.on,
        "scope": counted.scope.value,
        "total": _numbers(found.total),
        "by_government": [_numbers(each) for each in found.governments],
        "by_office": [_numbers(each) for each in found.offices],
        "by_sector": [_numbers(each) for each in found.sectors],
    }


@router.get("/procedure-levels/list", response=Listed, summary="The procedures a number counts")
def procedure_level_list(
    request: HttpRequest, asked: Annotated[AskedList, Query()]
) -> catalogue.LevelPage:
    """By name, each with its level and what it lacks for a higher one."""
    limiting.count(request)
    counted = _counted(asked, Reached(asked.level) if asked.level else None)
    return catalogue.public_level_list(counted, limit=asked.limit, cursor=asked.cursor)


def _counted(asked: Asked, reached: Reached | None = None) -> Counted:
    now = today()
    on = asked.on or now
    if on > now or on.year < 2000:
        raise Invalid("not a day that has been", field="on")
    words = (asked.government, asked.office, asked.sector)
    government, office, sector = (each.replace("\0", "")[:300] for each in words)
    return Counted(
        on=on,
        is_today=on == now,
        scope=Scope(asked.scope),
        government=government,
        office=office,
        sector=sector,
        reached=reached,
        here=organisation.public_tops(),
    )


def _numbers(group: Group) -> dict[str, object]:
    return {
        "key": group.key,
        "name": group.name,
        "procedures": group.total,
        "levels": list(group.levels),
        "level_3_and_4": group.high,
        "share_level_3_and_4": _share(group.high, group.total),
        "full": group.full,
        "share_full": _share(group.full, group.total),
        "partial": group.partial,
        "declared_full": group.declared_full,
    }


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None
