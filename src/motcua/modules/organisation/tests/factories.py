"""Agencies, officers and posts for tests, made through the operations."""

from datetime import UTC, date, datetime
from itertools import count
from uuid import UUID

from motcua.kernel.actors import SYSTEM, Actor, Role
from motcua.kernel.words import Text
from motcua.modules.organisation import operations, queries
from motcua.modules.organisation.rules import (
    AgencyFacts,
    AgencyKind,
    OfficerFacts,
    PostingFacts,
)
from motcua.modules.organisation.seed import calendars

TUESDAY = datetime(2026, 11, 17, 2, 0, tzinfo=UTC)
TODAY = date(2026, 11, 17)
SINCE = date(2025, 7, 1)

_numbers = count(1)


def an_agency(
    code: str = "H26.101",
    *,
    parent: str | None = None,
    kind: AgencyKind = AgencyKind.COMMUNE_COMMITTEE,
    place_code: str | None = "00070",
) -> str:
    facts = AgencyFacts(
        code=code,
        name=Text(f"Cơ quan {code}", f"Agency {code}"),
        kind=kind,
        parent=parent,
        place_code=place_code,
    )
    return operations.establish_agency(agency=facts, by=SYSTEM, at=TUESDAY)


def an_officer(name: str = "Lê Thị Chi", *, subject: str = "") -> UUID:
    facts = OfficerFacts(
        full_name=name,
        title=Text("Công chức", "Officer"),
        provider="demo",
        subject=subject or f"officer-{next(_numbers)}",
    )
    return operations.enlist_officer(officer=facts, by=SYSTEM, at=TUESDAY)


def a_post(
    officer_id: UUID,
    role: Role = Role.RECEIVER,
    agency: str = "H26.101",
    *,
    valid_from: date = SINCE,
    valid_to: date | None = None,
) -> UUID:
    posting = PostingFacts(agency, role, valid_from, valid_to, "QĐ 1/2025")
    return operations.post_officer(officer_id=officer_id, posting=posting, by=SYSTEM, at=TUESDAY)


def somebody_posted(role: Role, agency: str = "H26.101", name: str = "Lê Thị Chi") -> Actor:
    """An officer in a post since long ago, ready to act."""
    officer_id = an_officer(name)
    a_post(officer_id, role, agency)
    return queries.actor_for_officer(officer_id, TODAY)


def the_shipped_calendar() -> str:
    return operations.adopt_calendar(
        calendar=calendars.shipped_calendar(), legal_ref="", by=SYSTEM, at=TUESDAY
    )
