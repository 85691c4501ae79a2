"""The progress group of 766: the published algorithm, its oddities, and what must always hold."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.modules.service_quality.rules.progress import (
    POINTS,
    Course,
    Outcome,
    Request,
    outcome,
    score,
)

START = datetime(2026, 9, 1, 2, 0, tzinfo=UTC)
END = datetime(2026, 9, 30, 17, 0, tzinfo=UTC)


def day(number: float) -> datetime:
    return START + timedelta(days=number)


DUE, LONGEST = day(10), day(8)
VECTORS = {
    "resolved before the appointment": (
        Course(DUE, LONGEST, resolved_at=day(9)), Outcome.DONE_IN_TIME),
    "resolved at the very moment": (
        Course(DUE, LONGEST, resolved_at=DUE), Outcome.DONE_IN_TIME),
    "resolved a minute later": (
        Course(DUE, LONGEST, resolved_at=DUE + timedelta(minutes=1)), Outcome.DONE_LATE),
    "resolved in time, collected late: nobody is late": (
        Course(DUE, LONGEST, resolved_at=day(9), returned_at=day(25)), Outcome.DONE_IN_TIME),
    "only the return is known": (
        Course(DUE, LONGEST, returned_at=day(11)), Outcome.DONE_LATE),
    "a result goes before a later stop": (
        Course(DUE, LONGEST, resolved_at=day(9), closed_at=day(12)), Outcome.DONE_IN_TIME),
    "stopped too late": (
        Course(DUE, LONGEST, closed_at=day(12)), Outcome.DONE_LATE),
    "open, the appointment within the period": (
        Course(DUE, LONGEST), Outcome.OPEN_LATE),
    "open, the appointment after the period": (
        Course(day(40), LONGEST), Outcome.OPEN_IN_TIME),
    "waiting for the first supplement: judged at the request": (
        Course(DUE, LONGEST, requests=[Request(day(7))]), Outcome.OPEN_IN_TIME),
    "asked only after the appointment had passed": (
        Course(DUE, LONGEST, requests=[Request(day(11))]), Outcome.OPEN_LATE),
    "the applicant's five days are taken off": (
        Course(DUE, LONGEST, resolved_at=day(14), requests=[Request(day(3), day(8))]),
        Outcome.DONE_IN_TIME),
    "and not more than those": (
        Course(DUE, LONGEST, resolved_at=day(16), requests=[Request(day(3), day(8))]),
        Outcome.DONE_LATE),
    "asked twice is late, whatever the dates": (
        Course(DUE, LONGEST, resolved_at=day(4),
               requests=[Request(day(1), day(2)), Request(day(2), day(3))]), Outcome.DONE_LATE),
    "asked twice and open is late too": (
        Course(day(90), LONGEST, requests=[Request(day(1), day(2)), Request(day(3))]),
        Outcome.OPEN_LATE),
    "no appointment: the longest time of the procedure": (
        Course(None, LONGEST, resolved_at=day(8)), Outcome.DONE_IN_TIME),
    "no appointment, longer than that": (
        Course(None, LONGEST, resolved_at=day(9)), Outcome.DONE_LATE),
}  # fmt: skip


@pytest.mark.parametrize("name", VECTORS)
def test_the_published_algorithm(name: str) -> None:
    course, expected = VECTORS[name]

    assert outcome(course, END) is expected


def test_the_score_has_two_decimals_and_none_without_dossiers() -> None:
    told = [Outcome.DONE_IN_TIME, Outcome.OPEN_IN_TIME, Outcome.DONE_LATE]

    assert score(told) == 13.33
    assert score([]) is None


moments = st.integers(0, 60 * 24 * 60).map(lambda minutes: START + timedelta(minutes=minutes))


@st.composite
def requests(draw: st.DrawFn) -> list[Request]:
    asked = sorted(draw(st.lists(moments, max_size=3)))
    given_ = [Request(at, at + timedelta(minutes=draw(st.integers(0, 9000)))) for at in asked]
    if draw(st.booleans()) and given_:
        given_[-1] = Request(given_[-1].asked_at)
    return given_


courses = st.builds(
    Course,
    due_at=st.none() | moments,
    longest_until=moments,
    resolved_at=st.none() | moments,
    returned_at=st.none() | moments,
    closed_at=st.none() | moments,
    requests=requests(),
)


@given(st.lists(courses, min_size=1), moments)
def test_a_score_is_the_share_in_time_of_twenty_points(many: list[Course], end: datetime) -> None:
    told = [outcome(course, end) for course in many]
    found = score(told)

    assert found is not None
    assert 0 <= found <= POINTS
    assert found == round(POINTS * sum(each.is_in_time for each in told) / len(told), 2)


@given(courses, moments, st.integers(0, 90))
def test_a_later_appointment_makes_nobody_late(one: Course, end: datetime, days: int) -> None:
    due = one.due_at or one.longest_until
    later = Course(
        due + timedelta(days=days), one.longest_until, one.resolved_at, one.returned_at,
        one.closed_at, one.requests,
    )  # fmt: skip

    assert outcome(later, end).is_in_time >= outcome(one, end).is_in_time


@given(courses, moments, moments)
def test_what_is_done_is_the_same_in_every_period(
    one: Course, end: datetime, other: datetime
) -> None:
    if one.done_at is not None:
        assert outcome(one, end) is outcome(one, other)


@given(courses, moments)
def test_collecting_late_changes_nothing(one: Course, end: datetime) -> None:
    if one.resolved_at is not None:
        kept = Course(one.due_at, one.longest_until, one.resolved_at, None, None, one.requests)

        assert outcome(kept, end) is outcome(one, end)


@given(courses, moments)
def test_more_than_one_request_is_always_late(one: Course, end: datetime) -> None:
    if len(one.requests) > 1:
        assert not outcome(one, end).is_in_time
