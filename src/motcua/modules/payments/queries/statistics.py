"""How money came in, for counting the city: the way it took, never whose it was."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from motcua.foundation import rows
from motcua.kernel.actors import SYSTEM, Actor
from motcua.kernel.errors import NotAllowed

from ..rules import ledger


class Way(StrEnum):
    """Through a gateway's page, by bank transfer, or in cash at a counter."""

    GATEWAY = "gateway"
    TRANSFER = "transfer"
    CASH = "cash"


@dataclass(frozen=True, slots=True)
class SettledFacts:
    """One charge that was paid."""

    agency: str
    subject_type: str
    subject_id: str
    way: Way


_WAYS = {
    "clearing": Way.GATEWAY,
    "bank": Way.TRANSFER,
    "unmatched": Way.TRANSFER,
    "cash": Way.CASH,
}
#: What lowered a debt is the other side of the entry: money, or (cancelled) nothing that came in.
_SETTLED = """
SELECT owed.agency, owed.subject_type, owed.subject_id, split_part(debit.account, ':', 1)
FROM payments_ledgerposting credit
JOIN payments_ledgerposting debit ON debit.entry = credit.entry AND debit.side = 'debit'
JOIN payments_charge owed ON owed.id = credit.charge_id
WHERE credit.account = ANY(%s::text[]) AND credit.side = 'credit'
    AND credit.posted_at >= %s AND credit.posted_at < %s
    AND split_part(debit.account, ':', 1) = ANY(%s::text[])
"""


def settled(
    start: datetime, end: datetime, agencies: Iterable[str], *, by: Actor
) -> Iterator[SettledFacts]:
    """Charges of these agencies that were paid from `start` up to `end`.

    :raises NotAllowed: only the system counts
    """
    if by != SYSTEM:
        raise NotAllowed("only the system counts", act="count")
    accounts = [ledger.receivable(agency) for agency in agencies]
    for agency, kind, key, into in rows.fetch(_SETTLED, [accounts, start, end, list(_WAYS)]):
        yield SettledFacts(agency, kind, key, _WAYS[into])
