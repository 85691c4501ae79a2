"""Who decides: the agencies here, the one that is picked, and when their counters are open."""

from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from motcua.design import formats
from motcua.kernel.actors import Actor
from motcua.kernel.calendar import DayHours, Week
from motcua.kernel.errors import Refusal
from motcua.modules.catalogue.queries import ProcedureCard
from motcua.modules.organisation import queries as organisation
from motcua.modules.organisation.queries import AgencyCard
from motcua.modules.people import queries as people

#: More than this are not listed: one picks one's own.
FEW = 3


@dataclass(frozen=True, slots=True)
class Deciding:
    """`agencies` are all that decide it here; `shown` those told of in full."""

    agencies: tuple[AgencyCard, ...]
    picked: str
    shown: tuple[AgencyCard, ...]
    hours: tuple[str, ...]

    @property
    def is_picking(self) -> bool:
        return len(self.agencies) > FEW


def deciding(card: ProcedureCard, asked: str, *, by: Actor) -> Deciding:
    """The agencies of a procedure that is filed here: the one asked for, or that of one's commune.

    None for a procedure that is only for reading: its offices may lie anywhere in the country.
    """
    if not card.is_fileable:
        return Deciding((), "", (), ())
    found = tuple(organisation.competent_agencies({each.kind for each in card.agencies}))
    picked = next((each for each in found if each.code == asked), None) or _near(found, by)
    shown = found if len(found) <= FEW else ((picked,) if picked else ())
    code = picked.code if picked else (found[0].code if found else "")
    return Deciding(found, picked.code if picked else "", shown, tuple(_hours_of(code)))


def _near(found: tuple[AgencyCard, ...], by: Actor) -> AgencyCard | None:
    if by.person is None:
        return None
    person = people.person_card(by.person, by=by)
    home = person.address.commune if person.address else ""
    return next((each for each in found if home and each.place_code == home), None)


def _hours_of(agency: str) -> list[str]:
    try:
        return hours(organisation.calendar_of(agency).week)
    except Refusal:
        return []


def hours(week: Week) -> list[str]:
    """`Thứ Hai – thứ Sáu: 07:30–11:30, 13:30–17:00`, a line for each run of days alike."""
    said = []
    for day, days in groupby(range(7), key=lambda number: week.days[number]):
        if day.spans:
            said.append(f"{_run(list(days))}: {_spans(day)}")
    return said


def _run(days: list[int]) -> str:
    names = formats.WEEKDAYS_EN if formats.language() == "en" else formats.WEEKDAYS_VI
    first, last = names[days[0]], names[days[-1]]
    return first if first == last else f"{first} – {last}"


def _spans(day: DayHours) -> str:
    spans = ", ".join(f"{span.opens:%H:%M}–{span.closes:%H:%M}" for span in day.spans)
    return spans if day.counts else f"{spans} ({_('chỉ nhận hồ sơ')})"
