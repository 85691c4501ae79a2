"""`GET /api/v1/procedures`: the catalogue as data, for everybody, in both languages."""

from datetime import date
from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Router, Schema

from motcua.modules.catalogue import queries as catalogue
from motcua.modules.catalogue.queries import ProcedureRow, WayCard

from . import limiting

router = Router(tags=["procedures"])
LONGEST_QUESTION = 200


class Words(Schema):
    """`en` is empty where nobody has translated it."""

    vi: str
    en: str


class SectorOut(Schema):
    code: str
    name: Words


class Row(Schema):
    """`online_extent`: full, partial or information. `url`: where the whole of it is."""

    code: str
    name: Words
    sector: SectorOut
    online_level: int
    online_extent: str
    url: str


class Found(Schema):
    """`next` is the cursor of the rest, or null. `is_exact`: every word asked for was found."""

    items: list[Row]
    next: str | None
    is_exact: bool


class Asked(Schema):
    q: str = ""
    limit: int = 20
    cursor: str | None = None


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
    """By name, everyday words or code, with or without marks, best first; without `q`, all by
    name. `limit` is at most 100; `cursor` is the `next` of the page before."""
    limiting.count(request)
    q = asked.q.replace("\0", "")[:LONGEST_QUESTION]
    found = catalogue.public_search(q, limit=asked.limit, cursor=asked.cursor)
    return {
        "items": [_row(row) for row in found.items],
        "next": found.next,
        "is_exact": found.is_exact,
    }


@router.get("/{code}", response=Whole, summary="A procedure in force", url_name="procedure")
def procedure(request: HttpRequest, code: str) -> catalogue.ProcedureCard:
    """Everything the law wants published about it: times, fees, documents, steps, legal basis."""
    limiting.count(request)
    return catalogue.public_procedure(code)


def _row(row: ProcedureRow) -> dict[str, object]:
    return {
        "code": row.code,
        "name": row.name,
        "sector": {"code": row.sector_code, "name": row.sector},
        "online_level": row.online_level,
        "online_extent": row.online_extent,
        "url": f"/api/v1/procedures/{row.code}",
    }
