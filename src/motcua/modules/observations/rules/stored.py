"""How a receipt lies in the database, and how it is read back as it was answered. Pure."""

from collections.abc import Sequence
from typing import Any

import msgspec

from .rows import Counts, Outcome, Receipt, Verdict

#: The columns `receipt_of` reads.
RECEIPT = """
SELECT id, source_id, key, digest, received_at, is_backfill, n_rows, n_accepted, n_corrected,
    n_duplicate, n_quarantined, n_refused, verdicts FROM observations_batch
"""


def stored(verdicts: Sequence[Verdict]) -> str:
    """Verdicts as JSON: an array each."""
    told = [(v.first, v.last, v.outcome, v.code, v.detail, v.ruleset) for v in verdicts]
    return msgspec.json.encode(told).decode()


def receipt_of(row: Sequence[Any], *, is_repeat: bool = False) -> Receipt:
    """A row of `RECEIPT` as it was answered."""
    raw = row[12]
    told: list[Any] = msgspec.json.decode(raw) if isinstance(raw, str | bytes) else raw
    return Receipt(
        batch=row[0],
        source=row[1],
        received_at=row[4],
        is_backfill=row[5],
        counts=Counts(*row[6:12]),
        verdicts=tuple(
            Verdict(first, last, Outcome(outcome), code, detail, ruleset)
            for first, last, outcome, code, detail, ruleset in told
        ),
        is_repeat=is_repeat,
    )
