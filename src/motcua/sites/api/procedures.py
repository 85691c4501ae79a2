"""`GET /api/v1/procedures`: the catalogue as data, for everybody, in both languages."""

from datetime import date
from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Router, Schema

from motcua.modules.catalogue import queries as catalogue
from motcua.modules.catalogue.queries import ProcedureRow, WayCard
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


class Time(Schema):
    """`unit` as in `/clock/due`, which tells what day that is; null where words alone tell it."""

    amount: str | None
    unit: str | None
    says: Words
    source: str


class Way(Schema):
    channel: str
    time: Time

    @staticmethod
    def resolve_time(way: WayCard) -> dict[str, object]:
        time = way.time
        return {
            "amount": None if time.amount is None else f"{time.amount:f}", "unit": time.unit,
            "says": time.says, "source": time.source,
        }  # fmt: skip


class Coded(Schema):
    code: str
    name: Words


class AgencyOut(Schema):
    kind: str
    name: Words


class Basis(Schema):
    number: str
    name: Words


class StepOut(Schema):
    title: Words
    text: Words


class Document(Schema):
    """`need`: required, optional, fallback (only if registers do not tell) or shown."""

    key: str
    code: str
    name: Words
    need: str
    when_says: Words
    originals: int
    copies: int
    sources: list[str]
    note: Words


class Price(Schema):
    channel: str
    says: Words


class Exemption(Schema):
    name: Words
    percent: int
    basis: str


class Fee(Schema):
    code: str
    kind: str
    name: Words
    when: str
    basis: str
    prices: list[Price]
    exemptions: list[Exemption]


class Requirement(Schema):
    code: str
    level: int
    says: Words
    is_met: bool


class Online(Schema):
    """Computed from the package and never declared; `requirements` say why it is not higher."""

    level: int
    extent: str
    requirements: list[Requirement]


class Whole(Schema):
    """A procedure as it is in force. `digest` is the SHA-256 of its package."""

    code: str
    revision: str
    digest: str
    name: Words
    short_name: Words
    summary: Words
    sector: SectorOut
    levels: list[str]
    audience: list[str]
    agencies: list[AgencyOut]
    ways: list[Way]
    returning: list[str]
    requirements: Words
    steps: list[StepOut]
    documents: list[Document]
    is_free: bool
    fees: list[Fee]
    outcomes: list[Coded]
    legal_basis: list[Basis]
    online: Online
    effective_from: date
    effective_to: date | None

    @staticmethod
    def resolve_revision(card: catalogue.ProcedureCard) -> str:
        return str(card.revision)

    @staticmethod
    def resolve_documents(card: catalogue.ProcedureCard) -> list[catalogue.ComponentCard]:
        return list(card.components)


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


@router.get("/{code}", response=Whole, summary="A procedure in force", url_name="procedure")
def procedure(request: HttpRequest, code: str) -> catalogue.ProcedureCard:
    """Everything the law wants published about it: times, fees, documents, steps, legal basis."""
    limiting.count(request)
    return catalogue.public_procedure(code)


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
