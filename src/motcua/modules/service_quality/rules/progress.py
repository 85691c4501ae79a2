"""The progress group (20 points) of the index of Decision 766/QĐ-TTg, oddities included.

Source: the description of how the figures of 766 are computed, as published with the open source of
one province (domain specification, 8.3). The national system's own score stays authoritative.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

POINTS = 20


class Outcome(StrEnum):
    """How a dossier counts. The two that are in time make the score; all four are the total."""

    DONE_IN_TIME = "done_in_time"
    DONE_LATE = "done_late"
    OPEN_IN_TIME = "open_in_time"
    OPEN_LATE = "open_late"

    @property
    def is_in_time(self) -> bool:
        return self in (Outcome.DONE_IN_TIME, Outcome.OPEN_IN_TIME)


@dataclass(frozen=True, slots=True)
class Request:
    """More was asked of the applicant; `answered_at` is None while it is awaited."""

    asked_at: datetime
    answered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Course:
    """What 766 reads of one dossier.

    `due_at` is the appointment for the result (NgayHenTra); `longest_until` is when the longest
    time of the procedure is over, which takes its place where no appointment was given.
    `closed_at` is the moment it was stopped, refused at intake, or withdrawn after acceptance.
    """

    due_at: datetime | None
    longest_until: datetime
    resolved_at: datetime | None = None
    returned_at: datetime | None = None
    closed_at: datetime | None = None
    requests: Sequence[Request] = ()

    @property
    def done_at(self) -> datetime | None:
        """Resolved goes before returned, and returned before stopped, refused or withdrawn: an
        applicant who does not collect makes nobody late."""
        return self.resolved_at or self.returned_at or self.closed_at

    def end(self, period_end: datetime) -> datetime:
        """The end that is compared with the appointment, before the applicant's time is taken off.

        Waiting for a first supplement, the time of the request; otherwise the end of the period.
        """
        waits = len(self.requests) == 1 and self.requests[0].answered_at is None
        return self.done_at or (self.requests[0].asked_at if waits else period_end)

    @property
    def applicants_time(self) -> timedelta:
        """What the applicant took to answer: calendar time, also where the date was moved for it.

        766 does take it off a second time where pausing has moved the appointment already.
        """
        given = [each.answered_at - each.asked_at for each in self.requests if each.answered_at]
        return sum(given, timedelta())


def outcome(course: Course, period_end: datetime) -> Outcome:
    """How a dossier counts in a period that ends (or stands now) at `period_end`.

    More than one request for a supplement is late, whatever the dates say.
    """
    end = course.end(period_end) - course.applicants_time
    in_time = len(course.requests) <= 1 and end <= (course.due_at or course.longest_until)
    if course.done_at is not None:
        return Outcome.DONE_IN_TIME if in_time else Outcome.DONE_LATE
    return Outcome.OPEN_IN_TIME if in_time else Outcome.OPEN_LATE


def score(outcomes: Iterable[Outcome]) -> float | None:
    """20 × (done in time + open in time) / all, to two decimals; None where there were none."""
    counted = [each.is_in_time for each in outcomes]
    return round(POINTS * sum(counted) / len(counted), 2) if counted else None
