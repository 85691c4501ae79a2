"""Whose packages are taken, and whose no longer."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.kernel.actors import Actor

from .. import policies
from ..models import PackageKey


@dataclass(frozen=True, slots=True)
class KeyCard:
    """`x` is the public key; `is_own` where we hold its secret."""

    id: UUID
    thumbprint: str
    holder: str
    holder_name: str
    x: str
    is_own: bool
    reason: str
    trusted_by: str
    trusted_at: datetime
    ended_by: str
    ended_at: datetime | None
    end_reason: str


def keys(*, by: Actor) -> tuple[KeyCard, ...]:
    """All there ever were, the newest first.

    :raises NotAllowed: keys are for designers and auditors
    """
    policies.must_read(by)
    return tuple(
        KeyCard(
            id=row.id,
            thumbprint=row.thumbprint,
            holder=row.holder,
            holder_name=row.holder_name,
            x=str(row.public.get("x", "")),
            is_own=row.secret is not None,
            reason=row.reason,
            trusted_by=row.trusted_by,
            trusted_at=row.trusted_at,
            ended_by=row.ended_by,
            ended_at=row.ended_at,
            end_reason=row.end_reason,
        )
        for row in PackageKey.objects.order_by("-trusted_at", "-id")
    )
