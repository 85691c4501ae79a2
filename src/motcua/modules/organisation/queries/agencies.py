"""Agencies and their counters, as everybody may know them."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from motcua.kernel.errors import NotFound
from motcua.kernel.words import Text

from ..models import Agency, Counter, OneStopUnit
from ..rules import AgencyKind, FeeAccount


@dataclass(frozen=True, slots=True)
class AgencyCard:
    """An agency as shown and printed; `parent` is the code of the agency above."""

    code: str
    name: Text
    kind: AgencyKind
    parent: str | None
    place_code: str | None
    address: str
    phone: str
    email: str
    authority_line: Text
    fee_account: FeeAccount | None


@dataclass(frozen=True, slots=True)
class CounterCard:
    number: str
    name: Text


@dataclass(frozen=True, slots=True)
class UnitCard:
    """A one-stop unit with its counters in the order of their numbers."""

    id: UUID
    agency: str
    name: Text
    address: str
    phone: str
    counters: tuple[CounterCard, ...]


def agency(code: str) -> AgencyCard:
    """:raises NotFound: no such agency"""
    found = Agency.objects.select_related("parent").filter(code=code).first()
    if found is None:
        raise NotFound(f"agency {code}")
    return _agency_card(found)


def competent_agencies(
    kinds: Iterable[AgencyKind], *, place_code: str | None = None
) -> list[AgencyCard]:
    """The agencies of these kinds, of one place or of all, by code."""
    found = Agency.objects.select_related("parent").filter(kind__in=list(kinds)).order_by("code")
    if place_code is not None:
        found = found.filter(place_code=place_code)
    return [_agency_card(row) for row in found]


def public_chain(code: str) -> tuple[str, ...]:
    """The agency and those above it, nearest first; empty if there is none of that code."""
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH RECURSIVE chain (id, code, parent_id, depth) AS ("
            " SELECT id, code, parent_id, 0 FROM organisation_agency WHERE code = %s"
            " UNION ALL SELECT above.id, above.code, above.parent_id, chain.depth + 1"
            " FROM organisation_agency above JOIN chain ON above.id = chain.parent_id"
            ") SELECT code FROM chain ORDER BY depth",
            [code],
        )
        return tuple(row[0] for row in cursor.fetchall())


def public_tops() -> tuple[str, ...]:
    """The agencies that stand under no other."""
    rows = Agency.objects.filter(parent__isnull=True).values_list("code", flat=True)
    return tuple(rows.order_by("code"))


def one_stop_units(agency_code: str) -> list[UnitCard]:
    """The one-stop units of an agency with their counters, by name."""
    units = list(OneStopUnit.objects.filter(agency__code=agency_code).order_by("name_vi", "id"))
    counters: dict[UUID, list[CounterCard]] = {}
    for row in Counter.objects.filter(unit__in=units).order_by("number"):
        counters.setdefault(row.unit_id, []).append(
            CounterCard(row.number, Text(row.name_vi, row.name_en))
        )
    return [
        UnitCard(
            id=row.id,
            agency=agency_code,
            name=Text(row.name_vi, row.name_en),
            address=row.address,
            phone=row.phone,
            counters=tuple(counters.get(row.id, ())),
        )
        for row in units
    ]


def _agency_card(row: Agency) -> AgencyCard:
    account = FeeAccount(row.bank_bin, row.bank_account, row.bank_account_holder)
    return AgencyCard(
        code=row.code,
        name=Text(row.name_vi, row.name_en),
        kind=AgencyKind(row.kind),
        parent=row.parent.code if row.parent else None,
        place_code=row.place_code,
        address=row.address,
        phone=row.phone,
        email=row.email,
        authority_line=Text(row.authority_line_vi, row.authority_line_en),
        fee_account=account if row.bank_bin else None,
    )
