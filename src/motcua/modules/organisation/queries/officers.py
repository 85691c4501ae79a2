"""Officers, the posts they hold, and what they may act as. Officers' names are public."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from motcua.kernel.actors import Actor, Post, Role
from motcua.kernel.errors import NotFound
from motcua.kernel.words import Text

from ..models import Officer, Posting
from ..rules import in_force


@dataclass(frozen=True, slots=True)
class OfficerCard:
    id: UUID
    full_name: str
    title: Text
    is_active: bool


@dataclass(frozen=True, slots=True)
class PostingCard:
    id: UUID
    officer: UUID
    agency: str
    role: Role
    valid_from: date
    valid_to: date | None
    legal_ref: str


def officer(officer_id: UUID | str) -> OfficerCard:
    """:raises NotFound: no such officer"""
    found = Officer.objects.filter(id=_uuid(officer_id)).first()
    if found is None:
        raise NotFound(f"officer {officer_id}")
    return _officer_card(found)


def officer_by_subject(provider: str, subject: str) -> OfficerCard:
    """:raises NotFound: no officer is that subject of the provider"""
    found = Officer.objects.filter(provider=provider, subject=subject).first()
    if found is None:
        raise NotFound("no such officer")
    return _officer_card(found)


def officers(officer_ids: Iterable[UUID | str]) -> dict[UUID, OfficerCard]:
    """Many officers at once, for a page that names several. Unknown ids are left out."""
    rows = Officer.objects.filter(id__in={_uuid(key) for key in officer_ids})
    return {row.id: _officer_card(row) for row in rows}


def officers_holding(role: Role, agency_code: str, *, on: date) -> list[OfficerCard]:
    """The officers who hold a role at an agency on a day, by name."""
    rows = Officer.objects.filter(
        _holding(on, "postings__"),
        is_active=True,
        postings__agency__code=agency_code,
        postings__role=role,
    )
    return [_officer_card(row) for row in rows.distinct().order_by("full_name", "id")]


def postings_of(officer_id: UUID | str) -> list[PostingCard]:
    """Every posting the officer ever had, earliest first."""
    rows = Posting.objects.filter(officer_id=_uuid(officer_id)).select_related("agency")
    return [
        PostingCard(
            id=row.id,
            officer=row.officer_id,
            agency=row.agency.code,
            role=Role(row.role),
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            legal_ref=row.legal_ref,
        )
        for row in rows.order_by("valid_from", "id")
    ]


def actor_for_officer(officer_id: UUID | str, on: date) -> Actor:
    """The officer as one who acts, with the posts held on a day. One statement.

    :raises NotFound: no such officer, or the account is closed
    """
    key = _uuid(officer_id)
    rows = Officer.objects.filter(id=key, is_active=True).values_list(
        "postings__agency__code", "postings__role", "postings__valid_from", "postings__valid_to"
    )
    found = list(rows)
    if not found:
        raise NotFound(f"officer {officer_id}")
    posts = frozenset(
        Post(code, Role(role))
        for code, role, start, end in found
        # An officer without any posting has one row without a code.
        if code and in_force(start, end, on)
    )
    return Actor(f"officer:{key}", posts)


def _holding(on: date, prefix: str) -> Q:
    return Q(**{f"{prefix}valid_from__lte": on}) & (
        Q(**{f"{prefix}valid_to__isnull": True}) | Q(**{f"{prefix}valid_to__gt": on})
    )


def _uuid(key: UUID | str) -> UUID:
    if isinstance(key, UUID):
        return key
    try:
        return UUID(key)
    except ValueError:
        raise NotFound("not an id") from None


def _officer_card(row: Officer) -> OfficerCard:
    return OfficerCard(row.id, row.full_name, Text(row.title_vi, row.title_en), row.is_active)
