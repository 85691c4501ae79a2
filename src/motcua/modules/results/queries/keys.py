"""The public keys of receipts, for those who check them without asking us."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F

from ..models import ReceiptKey


@dataclass(frozen=True, slots=True)
class ReceiptKeyCard:
    """A key (RFC 7517) by its thumbprint (RFC 7638), and when it signed; `until` None: it does."""

    thumbprint: str
    public: Mapping[str, str]
    since: datetime
    until: datetime | None


def public_receipt_keys() -> list[ReceiptKeyCard]:
    """Every key receipts were ever signed with, the one that signs now first."""
    signs_first = F("ended_at").desc(nulls_first=True)
    rows = ReceiptKey.objects.order_by(signs_first, "thumbprint")
    return [ReceiptKeyCard(row.thumbprint, row.public, row.made_at, row.ended_at) for row in rows]
