"""What arrives and what is answered: rows, and the verdict of each of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import msgspec

from motcua.kernel.errors import Invalid


class Row(msgspec.Struct, gc=False, forbid_unknown_fields=True):
    """One value as a source sends it. The series is named by its code, or by thing, property and,
    where one thing measures a property in several ways, procedure. Without a unit it is in the
    unit the series was registered with."""

    time: datetime
    value: float
    series: str = ""
    unit: str = ""
    thing: str = ""
    property: str = ""
    procedure: str = ""


class Outcome(StrEnum):
    """What became of a row. `corrected`: kept as a new revision; `duplicate`: was there already."""

    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    DUPLICATE = "duplicate"
    QUARANTINED = "quarantined"
    REFUSED = "refused"


class Why(StrEnum):
    """Why a row was refused; stable codes."""

    UNREADABLE = "unreadable"
    SERIES_UNKNOWN = "series-unknown"
    SERIES_AMBIGUOUS = "series-ambiguous"
    SERIES_CLOSED = "series-closed"
    UNIT_UNKNOWN = "unit-unknown"
    UNIT_OF_ANOTHER_KIND = "unit-of-another-kind"
    TIME_WITHOUT_OFFSET = "time-without-offset"
    TIME_AHEAD = "time-ahead"
    TIME_BEFORE_1990 = "time-before-1990"
    VALUE_NOT_FINITE = "value-not-finite"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of rows `first` to `last` (counted from 1) of a message.

    `code` is a `Why` of a refused row, and the rule of a quarantined one; `ruleset` is then the id
    of the rules it failed. `detail` names what was wrong, as it was sent.
    """

    first: int
    last: int
    outcome: Outcome
    code: str = ""
    detail: str = ""
    ruleset: int | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """Rows as decoded; `places` are their numbers in the message where some could not be read."""

    rows: Sequence[Row]
    digest: str
    unread: tuple[Verdict, ...] = ()
    places: Sequence[int] | None = None

    @property
    def size(self) -> int:
        return len(self.rows) + len(self.unread)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows of a batch became what: `n_rows` is the sum of accepted, duplicate, quarantined
    and refused. `n_corrected` of the accepted and quarantined came after another value."""

    n_rows: int = 0
    n_accepted: int = 0
    n_corrected: int = 0
    n_duplicate: int = 0
    n_quarantined: int = 0
    n_refused: int = 0


@dataclass(frozen=True, slots=True)
class Receipt:
    """The answer to a batch, as it was given the first time. What is not in `verdicts` was
    accepted. `is_repeat`: the batch had been taken before, and nothing was done now."""

    batch: int
    source: str
    received_at: datetime
    counts: Counts
    is_backfill: bool
    verdicts: tuple[Verdict, ...]
    is_repeat: bool = False

    def each_row(self) -> Iterator[Verdict]:
        """A verdict for every single row, in their order."""
        exceptions = sorted(self.verdicts, key=lambda verdict: verdict.first)
        place = 1
        for verdict in exceptions:
            for number in range(place, verdict.first):
                yield Verdict(number, number, Outcome.ACCEPTED)
            for number in range(verdict.first, verdict.last + 1):
                yield Verdict(
                    number, number, verdict.outcome, verdict.code, verdict.detail, verdict.ruleset
                )
            place = verdict.last + 1
        for number in range(place, self.counts.n_rows + 1):
            yield Verdict(number, number, Outcome.ACCEPTED)


class MessageUnreadable(Invalid):
    """The message as a whole cannot be read; nothing of it was taken."""

    code = "message-unreadable"


class MessageTooLong(Invalid):
    """More rows than one batch may have; send it in parts."""

    code = "message-too-long"
    status = 413


def gathered(verdicts: Sequence[Verdict]) -> tuple[Verdict, ...]:
    """In order of their rows, neighbours that say the same put together."""
    found: list[Verdict] = []
    for each in sorted(verdicts, key=lambda verdict: verdict.first):
        last = found[-1] if found else None
        if last and last.last + 1 == each.first and _same(last, each):
            found[-1] = Verdict(
                last.first, each.last, last.outcome, last.code, last.detail, last.ruleset
            )
        else:
            found.append(each)
    return tuple(found)


def _same(one: Verdict, other: Verdict) -> bool:
    return (one.outcome, one.code, one.detail, one.ruleset) == (
        other.outcome,
        other.code,
        other.detail,
        other.ruleset,
    )
