"""How the counter stands at this moment: what is late and what becomes late today, as numbers."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from motcua.kernel.words import Text
from motcua.modules.dossiers import queries as dossiers
from motcua.modules.organisation import queries as organisation
from motcua.modules.organisation.rules import AgencyKind

HERE = ZoneInfo("Asia/Ho_Chi_Minh")


@dataclass(frozen=True, slots=True)
class LateCard:
    """An agency's open dossiers at a moment, as everybody may know them: counts and nothing else.

    `late`: the day promised is over. `due_today`: it is today. `paused`: the clock waits for the
    applicant, so nothing is late. `waiting`: filed and not accepted yet, so no date is promised.
    """

    agency: str
    name: Text
    place: str
    open: int
    waiting: int
    paused: int
    due_today: int
    late: int
    at: datetime

    @property
    def in_time(self) -> int:
        return self.open - self.waiting - self.paused - self.due_today - self.late


def public_late_now(*, now: datetime, agencies: frozenset[str] | None = None) -> list[LateCard]:
    """Agencies with open dossiers, those with the most late ones first."""
    known = {each.code: each for each in organisation.competent_agencies(AgencyKind)}
    found = []
    for row in dossiers.public_open(now.astimezone(HERE).date(), agencies):
        card = known.get(row.agency)
        if card is None:
            continue
        found.append(LateCard(
            row.agency, card.name, card.place_code or "", row.open, row.waiting, row.paused,
            row.due_today, row.late, now,
        ))  # fmt: skip
    return sorted(found, key=lambda each: (-each.late, -each.due_today, each.agency))
