"""How long what was filed must be kept, whoever asks to be erased; since when, and why. Pure.

Sources: Law on Archives 33/2024/QH15, in force from 1 July 2025: what an authority did is kept for
good or for a term of 2 to 70 years, by the list of terms of its sector. Law 91/2025/QH15 on
personal data, in force from 1 January 2026: what another law orders to be kept is not erased.
"""

from dataclasses import dataclass
from datetime import date

from motcua.kernel.words import Text


@dataclass(frozen=True, slots=True)
class Retention:
    """In force from `since`: a dossier is kept for `years` after the year in which it ended.

    `procedures` names those it is for by the start of their code; empty is all others.
    """

    since: date
    years: int
    source: Text
    procedures: tuple[str, ...] = ()


#: The longest limited term, until the city's archive says for which procedures a shorter one holds.
RETENTIONS = (
    Retention(
        since=date(2025, 7, 1),
        years=70,
        source=Text(
            "Luật Lưu trữ số 33/2024/QH15: thời hạn dài nhất trong các thời hạn có hạn, khi danh "
            "mục của ngành chưa nêu thời hạn ngắn hơn",
            "Law on Archives 33/2024/QH15: the longest of its limited terms, as long as the list "
            "of the sector names no shorter one",
        ),
    ),
)


def retention_of(procedure: str, day: date) -> Retention:
    """What holds for a procedure on a day: the newest rule that names it, else the newest."""
    begun = [each for each in RETENTIONS if each.since <= day] or list(RETENTIONS[:1])
    named = [each for each in begun if any(procedure.startswith(p) for p in each.procedures)]
    return max(named or [each for each in begun if not each.procedures], key=lambda r: r.since)


def kept_until(procedure: str, *, ended_on: date | None, day: date) -> date | None:
    """The last day on which it is kept; None while it has not ended.

    A term is counted from the first day of the year after the end.
    """
    if ended_on is None:
        return None
    return date(ended_on.year + retention_of(procedure, day).years, 12, 31)
