"""Receipts as they are told: counts, and a sentence for every row that was not simply accepted."""

from collections.abc import Iterable, Iterator
from datetime import datetime

import msgspec

from motcua.modules.observations import queries
from motcua.modules.observations.rules import Outcome, Receipt, Verdict

from .sentences import said

#: Ranges of rows told in one answer; the rest is behind `next`.
A_PAGE = 1000


class Rows(msgspec.Struct, omit_defaults=True):
    """Rows `first` to `last`, counted from 1. `rules`: the version of the rules a value failed."""

    first: int
    last: int
    outcome: str
    code: str = ""
    rules: int | None = None
    detail: str = ""
    says: str = ""


class Told(msgspec.Struct):
    """A receipt. Rows not in `verdicts` were accepted, those that follow in `next` aside."""

    batch: int
    source: str
    received_at: datetime
    is_backfill: bool
    is_repeat: bool
    counts: dict[str, int]
    verdicts: list[Rows]
    next: str | None


def told(receipt: Receipt, *, address: str, language: str, after: int = 0) -> Told:
    """A page of a receipt: verdicts of rows beyond `after`."""
    beyond = [verdict for verdict in receipt.verdicts if verdict.first > after]
    page = beyond[:A_PAGE]
    counts = receipt.counts
    return Told(
        batch=receipt.batch,
        source=receipt.source,
        received_at=receipt.received_at,
        is_backfill=receipt.is_backfill,
        is_repeat=receipt.is_repeat,
        counts={
            "rows": counts.n_rows, "accepted": counts.n_accepted, "corrected": counts.n_corrected,
            "duplicate": counts.n_duplicate, "quarantined": counts.n_quarantined,
            "refused": counts.n_refused,
        },
        verdicts=list(_rows(page, language)),
        next=f"{address}?after={page[-1].first}" if len(beyond) > len(page) else None,
    )  # fmt: skip


def lines(receipt: Receipt, *, language: str, each: bool) -> Iterator[bytes]:
    """All verdicts, one a line; with `each` one for every row, accepted ones too."""
    encoder = msgspec.json.Encoder()
    verdicts = receipt.each_row() if each else receipt.verdicts
    for row in _rows(verdicts, language):
        yield encoder.encode(row) + b"\n"


def _rows(verdicts: Iterable[Verdict], language: str) -> Iterator[Rows]:
    versions: dict[int, int] = {}
    for verdict in verdicts:
        rules = verdict.ruleset
        if rules is not None and rules not in versions:
            versions |= queries.public_ruleset_versions([rules])
        yield Rows(
            first=verdict.first,
            last=verdict.last,
            outcome=verdict.outcome,
            code=verdict.code,
            rules=versions.get(rules) if rules is not None else None,
            detail=verdict.detail,
            says="" if verdict.outcome is Outcome.ACCEPTED else said(verdict, language),
        )
