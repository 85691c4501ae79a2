"""`GET /api/v1/procedures`: the catalogue as data, for everybody, in both languages."""

from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Router, Schema

from motcua.modules.catalogue import queries as catalogue
from motcua.modules.catalogue.queries import ProcedureRow
from motcua.modules.catalogue.rules.searching import Filters

from . import limiting

router = Router(tags=["procedures"])
LONGEST_QUESTION = 300
HIGHEST_LEVEL = 5


class Words(Schema):
    """`en` is empty where nobody has translated it."""

    vi: str
    en: str


class SectorOut(Schema):
    code: str
    name: Words


class BecauseOut(Schema):
    """`kind`: means (another way to say it) or near (spelt nearly so)."""

    kind: str
    typed: str
    taken: str


class Row(Schema):
    """`online_extent`: full, partial or information. `url`: where the whole of it is.

    `because` says why it was found where its words do not show it.
    """

    code: str
    name: Words
    sector: SectorOut
    levels: list[str]
    life_events: list[str]
    online_level: int
    online_extent: str
    is_fileable: bool
    because: list[BecauseOut]
    url: str


class Found(Schema):
    """`next` is the cursor of the rest, or null. `is_exact`: every word asked for was found.
    `total`: how many there are in all."""

    items: list[Row]
    next: str | None
    is_exact: bool
    total: int


class Asked(Schema):
    """`online_level` is the least; every filter must hold."""

    q: str = ""
    limit: int = 20
    cursor: str | None = None
    life_event: str = ""
    sector: str = ""
    audience: str = ""
    level: str = ""
    agency_kind: str = ""
    department: str = ""
    online_level: int = 0
    is_fileable: bool = False


@router.get("", response=Found, summary="Find procedures")
def search(request: HttpRequest, asked: Annotated[Asked, Query()]) -> dict[str, object]:
    """By name, everyday words, old names, abbreviations or code, with or without marks, best
    first; without `q`, those that can be filed here first, then by name. `limit` is at most 100;
    `cursor` is the `next` of the page before."""
    limiting.count(request)
    q = asked.q.replace("\0", "")[:LONGEST_QUESTION]
    found = catalogue.public_search(
        q, limit=asked.limit, cursor=asked.cursor, filters=_filters(asked)
    )
    return {
        "items": [_row(row) for row in found.items],
        "next": found.next,
        "is_exact": found.is_exact,
        "total": found.total,
    }


def _filters(asked: Asked) -> Filters:
    def said(value: str) -> str:
        return value.replace("\0", "")[:LONGEST_QUESTION]

    return Filters(
        life_event=said(asked.life_event),
        sector=said(asked.sector),
        audience=said(asked.audience),
        level=said(asked.level),
        agency_kind=said(asked.agency_kind),
        department=said(asked.department),
        online_level=max(0, min(asked.online_level, HIGHEST_LEVEL)),
        is_fileable=asked.is_fileable,
    )


def _row(row: ProcedureRow) -> dict[str, object]:
    return {
        "code": row.code,
        "name": row.name,
        "sector": {"code": row.sector_code, "name": row.sector},
        "online_level": row.online_level,
        "online_extent": row.online_extent,
        "levels": list(row.levels),
        "life_events": list(row.life_events),
        "is_fileable": row.is_fileable,
        "because": list(row.because),
        "url": f"/api/v1/procedures/{row.code}",
    }
