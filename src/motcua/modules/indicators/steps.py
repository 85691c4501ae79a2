"""Writes others may make part of their own transaction."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from motcua.foundation import rows


@dataclass(frozen=True, slots=True, order=True)
class Dirty:
    """Facts of a day changed, at an agency, or at nobody knows which ("")."""

    on: date
    agency: str = ""


def mark(source: str, changed: Iterable[Dirty]) -> None:
    """Say that facts of a source changed; the engine counts the periods they lie in again.

    Mark every day concerned: a fact that moves to another day marks both. Marking too much costs
    time, never a number. One statement, in the caller's transaction; duplicates do no harm.
    """
    days = sorted(set(changed))
    if days:
        rows.run(_MARK, [source, [each.on for each in days], [each.agency for each in days]])


_MARK = (
    "INSERT INTO indicators_mark (source, day, agency)"
    " SELECT %s, * FROM unnest(%s::date[], %s::text[])"
)
