"""Who works where: which people hold which roles at every agency of some kinds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from motcua.foundation import rows
from motcua.kernel.actors import Role

from ..rules import AgencyKind


@dataclass(frozen=True, slots=True)
class StaffingCard:
    """An agency, the ids of the officers who hold each role, and whether it takes fees."""

    code: str
    name: str
    kind: AgencyKind
    holders: Mapping[Role, frozenset[str]]
    has_account: bool


def public_staffing(kinds: Iterable[AgencyKind], *, on: date) -> list[StaffingCard]:
    """All agencies of these kinds by code, those without any officer too; one statement."""
    found: dict[str, tuple[str, AgencyKind, bool, dict[Role, set[str]]]] = {}
    wanted = sorted(kind.value for kind in kinds)
    for code, name, kind, account, role, officer in rows.fetch(_STAFF, [on, on, wanted]):
        entry = found.setdefault(code, (name, AgencyKind(kind), bool(account), {}))
        if role is not None:
            entry[3].setdefault(Role(role), set()).add(str(officer))
    return [
        StaffingCard(
            code, name, kind, {role: frozenset(ids) for role, ids in holders.items()}, has_account
        )
        for code, (name, kind, has_account, holders) in found.items()
    ]


_STAFF = """
SELECT a.code, a.name_vi, a.kind, a.bank_account, p.role, p.id
FROM organisation_agency a LEFT JOIN (
    SELECT p.agency_id, p.role, o.id FROM organisation_posting p
    JOIN organisation_officer o ON o.id = p.officer_id AND o.is_active
    WHERE p.valid_from <= %s::date AND (p.valid_to IS NULL OR p.valid_to > %s::date)
) p ON p.agency_id = a.id
WHERE a.kind = ANY(%s)
ORDER BY a.code
"""
