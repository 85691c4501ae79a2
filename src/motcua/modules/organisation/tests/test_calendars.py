"""Calendars are adopted, never edited, and found again by the version a due date names."""

from dataclasses import replace
from datetime import date

import pytest

from motcua.kernel.actors import SYSTEM, Role
from motcua.kernel.errors import AlreadyDone, Invalid, NotAllowed, NotFound
from motcua.modules.organisation import operations, queries
from motcua.modules.organisation.seed.calendars import shipped_calendar, shipped_week

from .factories import TUESDAY, an_agency, somebody_posted, the_shipped_calendar

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_is_adopted_is_what_is_read() -> None:
    an_agency()

    version = the_shipped_calendar()

    assert queries.calendar_of("H26.101") == shipped_calendar()
    assert queries.calendar_of("H26.101").version == version == shipped_calendar().version


def test_the_same_calendar_is_adopted_once() -> None:
    the_shipped_calendar()

    with pytest.raises(AlreadyDone):
        the_shipped_calendar()


def test_a_newer_calendar_takes_over_and_the_older_can_still_explain() -> None:
    an_agency()
    older = the_shipped_calendar()
    decided = replace(shipped_calendar(), label="vn-next", decided_until=date(2027, 12, 31))

    newer = operations.adopt_calendar(
        calendar=decided, legal_ref="TB 1/2026", by=SYSTEM, at=TUESDAY
    )

    assert queries.calendar_of("H26.101").version == newer
    assert queries.calendar_at_version(older).version == older


def test_an_agency_with_its_own_week_keeps_the_citys_days() -> None:
    an_agency("H26.101")
    an_agency("H26.201")
    the_shipped_calendar()
    saturday = date(2026, 11, 21)

    operations.set_office_hours(
        agency_code="H26.201",
        label="police",
        week=shipped_week("police"),
        by=SYSTEM,
        at=TUESDAY,
    )

    police = queries.calendar_of("H26.201")
    assert police.open_on(saturday)
    assert not queries.calendar_of("H26.101").open_on(saturday)
    assert police.day_off(date(2026, 11, 24)) is not None
    assert queries.calendar_at_version(police.version) == police


def test_the_latest_week_holds_and_the_same_one_is_refused() -> None:
    an_agency()
    the_shipped_calendar()

    def keep(name: str) -> int:
        return operations.set_office_hours(
            agency_code="H26.101", label=name, week=shipped_week(name), by=SYSTEM, at=TUESDAY
        )

    assert keep("police") == 1
    with pytest.raises(AlreadyDone):
        keep("police")
    assert keep("default") == 2
    assert not queries.calendar_of("H26.101").open_on(date(2026, 11, 21))


def test_a_label_that_would_blur_versions_is_refused() -> None:
    with pytest.raises(Invalid):
        operations.adopt_calendar(
            calendar=replace(shipped_calendar(), label="a+b"), legal_ref="", by=SYSTEM, at=TUESDAY
        )


def test_only_the_top_adopts_calendars() -> None:
    an_agency("H26")
    an_agency("H26.101", parent="H26")
    ward = somebody_posted(Role.ADMIN, "H26.101")
    city = somebody_posted(Role.ADMIN, "H26")

    with pytest.raises(NotAllowed):
        operations.adopt_calendar(calendar=shipped_calendar(), legal_ref="", by=ward, at=TUESDAY)

    assert operations.adopt_calendar(calendar=shipped_calendar(), legal_ref="", by=city, at=TUESDAY)


@pytest.mark.parametrize("version", ["", "nothing", "vn-2024-2028.1#0", "a+b#c"])
def test_an_unknown_version_is_not_found(version: str) -> None:
    the_shipped_calendar()

    with pytest.raises(NotFound):
        queries.calendar_at_version(version)


def test_no_calendar_and_no_agency_are_not_found() -> None:
    an_agency()

    for code in ("H26.101", "H99"):
        with pytest.raises(NotFound):
            queries.calendar_of(code)


def test_a_calendar_met_before_costs_one_statement(django_assert_num_queries: object) -> None:
    an_agency()
    the_shipped_calendar()
    queries.calendar_of("H26.101")

    with django_assert_num_queries(1):  # type: ignore[operator] # pytest-django has no stubs
        queries.calendar_of("H26.101")
