"""How a due date stands against now, or against the end of the work. Dates decide, not hours."""

from datetime import datetime
from enum import StrEnum

from motcua.kernel.calendar import Calendar

from .rules import ClockRules


class Standing(StrEnum):
    """Finished early, on time or late; or still open, in time or overdue."""

    EARLY = "early"
    ON_TIME = "on_time"
    LATE = "late"
    IN_TIME = "in_time"
    OVERDUE = "overdue"


class Urgency(StrEnum):
    """How urgent an open dossier is."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    OVERDUE = "overdue"


def standing(
    due_at: datetime, calendar: Calendar, *, now: datetime, ended_at: datetime | None = None
) -> Standing:
    """Compare the local dates of the end (or, while open, of now) and of the due date.

    The applicant who does not collect is not lateness: pass the end of processing, not of return.
    Source: practice of the provincial systems and index 766 (domain specification 5.5).
    """
    due_on = calendar.local(due_at).date()
    if ended_at is None:
        return Standing.OVERDUE if calendar.local(now).date() > due_on else Standing.IN_TIME
    ended_on = calendar.local(ended_at).date()
    if ended_on < due_on:
        return Standing.EARLY
    return Standing.ON_TIME if ended_on == due_on else Standing.LATE


def urgency(
    due_at: datetime, calendar: Calendar, rules: ClockRules, *, started_at: datetime, now: datetime
) -> Urgency:
    """Overdue after the due date, red on it; amber when little is left, by share or in days.

    What is left is measured in minutes of office hours between start and due date.
    """
    due_on, today = calendar.local(due_at).date(), calendar.local(now).date()
    if today >= due_on:
        return Urgency.OVERDUE if today > due_on else Urgency.RED
    if calendar.working_days_after(today, due_on) <= rules.amber_working_days_left:
        return Urgency.AMBER
    whole = calendar.working_minutes(started_at, due_at)
    left = calendar.working_minutes(max(now, started_at), due_at)
    return Urgency.AMBER if left <= whole * rules.amber_share_left else Urgency.GREEN


def transfer_by(accepted_at: datetime, calendar: Calendar, rules: ClockRules) -> datetime:
    """Until when papers must be on their way to the authority that decides.

    The same working day; accepted after the cut-off, at the beginning of the next one
    (Decree 61/2018, Article 18, taken over by Decree 118/2025). Electronic dossiers go at once.
    """
    at = calendar.normalise(accepted_at.replace(second=0, microsecond=0))
    if at.time() > rules.transfer_cutoff:
        return calendar.opening(calendar.next_working_day(at.date()))
    return calendar.closing(at.date())
