"""What dossiers become as facts, and which days their changes mark."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from motcua.foundation import jobs, partitions, rows
from motcua.kernel.actors import SYSTEM
from motcua.kernel.errors import NotAllowed
from motcua.modules.dossiers import operations as dossiers
from motcua.modules.dossiers import queries
from motcua.modules.dossiers.rules import Item
from motcua.modules.dossiers.tests import past, stories
from motcua.modules.dossiers.tests.world import EXTRACT, TUESDAY, WARD, World
from motcua.modules.indicators.ports import FactRow, Window
from motcua.modules.service_quality import facts
from motcua.modules.service_quality.queries import public_late_now

pytestmark = pytest.mark.django_db

ITEM = Item("Giấy tờ kèm theo", "Ảnh mờ", past.BASIS)
NOVEMBER = Window(
    datetime(2026, 10, 31, 17, tzinfo=UTC), datetime(2026, 11, 30, 17, tzinfo=UTC),
    TUESDAY + timedelta(hours=8),
)  # fmt: skip
SOURCES = {source.name: source for source in facts.SOURCES}


def told(source: str, window: Window = NOVEMBER, agency: str | None = WARD) -> list[FactRow]:
    named = frozenset({agency}) if agency else None
    return list(SOURCES[source].rows(window, named))


def field(rows_: Iterable[FactRow], name: str) -> list[tuple[object, int]]:
    return sorted((row.facts.get(name), row.count) for row in rows_)


def marked() -> set[tuple[str, date, str]]:
    return set(rows.fetch("SELECT source, day, agency FROM indicators_mark"))


def test_a_filed_dossier_counts_by_its_channel_place_and_sector(world: World) -> None:
    stories.a_filed_dossier(world)

    (row,) = told(facts.FILED)

    assert (row.count, row.agency, row.place) == (1, WARD, "00070")
    assert row.sector
    assert row.facts == {"procedure": EXTRACT, "channel": "online"}


def test_a_dossier_is_received_when_accepted_and_judged_at_the_end_of_the_window(
    world: World,
) -> None:
    dossier = stories.an_accepted_dossier(world)
    in_time = field(told(facts.RECEIVED), "outcome")
    later = replace(NOVEMBER, at=NOVEMBER.end)

    assert in_time == [("open_in_time", 1)]
    assert field(told(facts.RECEIVED, later), "outcome") == [("open_late", 1)]
    known = queries.moments(dossier, by=SYSTEM)
    assert known is not None
    assert known.accepted_at == TUESDAY


def test_the_finished_one_has_its_way_and_its_office_minutes(world: World) -> None:
    stories.an_issued_dossier(world, method="ONLINE")

    (row,) = told(facts.FINISHED)

    assert row.facts["finish"] == "on_time"  # the extract is due the same day
    assert row.facts["minutes"] == 0  # all of it in one moment
    assert field(told(facts.RECEIVED), "outcome") == [("done_in_time", 1)]
    assert field(told(facts.PAID), "way") == [("transfer", 1)]


def test_what_was_taken_over_is_counted_on_its_own_days(world: World) -> None:
    partitions.cover("foundation_entry", first=date(2025, 3, 1), last=date(2025, 3, 1))
    batch = [past.a_returned_one(world), past.a_returned_one(world, number=2)]
    dossiers.take_over(batch=batch, by=SYSTEM, at=TUESDAY)
    jobs.run_due()
    march = Window(
        datetime(2025, 2, 28, 17, tzinfo=UTC), datetime(2025, 3, 31, 17, tzinfo=UTC), TUESDAY
    )

    (row,) = told(facts.FINISHED, march)

    assert (row.count, row.facts["finish"], row.facts["minutes"]) == (2, "on_time", 60)
    assert {(facts.FINISHED, date(2025, 3, 4), WARD), (facts.PAID, date(2025, 3, 4), WARD)} <= (
        marked()
    )


@pytest.mark.usefixtures("world")
def test_procedures_are_counted_for_the_city_and_no_agency() -> None:
    rows_ = told(facts.OFFERED, agency=None)

    assert sum(row.count for row in rows_) == 3
    assert all(row.facts["level"] in set("01234") and row.sector for row in rows_)
    assert told(facts.OFFERED) == []


def test_every_fact_has_the_fields_its_source_declares(world: World) -> None:
    stories.an_issued_dossier(world, method="ONLINE")

    for name, source in SOURCES.items():
        for row in told(name, agency=None):
            assert set(row.facts) <= set(source.fields), name


def test_what_happens_marks_the_days_it_changes_and_twice_is_as_once(world: World) -> None:
    dossier = stories.a_handled_dossier(world)
    jobs.run_due()
    day = TUESDAY.date()
    of_ward = {mark for mark in marked() if mark[2] == WARD}
    assert of_ward == {(name, day, WARD) for name in (facts.FILED, facts.RECEIVED, facts.PAID)}

    rows.run("DELETE FROM indicators_mark")
    dossiers.ask_supplement(
        dossier_id=dossier, items=[ITEM], contact="Quầy 1", reply_by=TUESDAY + timedelta(days=10),
        by=world.case_officer, at=TUESDAY + timedelta(hours=1),
    )  # fmt: skip
    jobs.run_due()
    assert (facts.RECEIVED, day, WARD) in marked()
    # Waiting for a first supplement it is judged when it was asked, however late it becomes.
    later = replace(NOVEMBER, at=NOVEMBER.end)
    assert field(told(facts.RECEIVED, later), "outcome") == [("open_in_time", 1)]


def test_only_the_system_reads_what_stands_for_one_dossier(world: World) -> None:
    start, end = NOVEMBER.start, NOVEMBER.end
    for asked in (queries.ended, queries.received):
        with pytest.raises(NotAllowed):
            list(asked(start, end, by=world.receiver))


def test_late_now_is_a_number_for_each_agency(world: World) -> None:
    stories.an_accepted_dossier(world)
    stories.a_filed_dossier(world, key="second")

    (today,) = public_late_now(now=TUESDAY)
    (later,) = public_late_now(now=TUESDAY + timedelta(days=20))

    assert (today.agency, today.open, today.waiting, today.late) == (WARD, 2, 1, 0)
    assert (later.late, later.in_time, later.place) == (1, 0, "00070")


@pytest.mark.parametrize("end", ["withdrawn", "issued", "rejected"])
def test_every_end_marks_the_day_it_came(world: World, end: str) -> None:
    if end == "issued":
        stories.an_issued_dossier(world, method="ONLINE")
    else:
        dossier = stories.a_filed_dossier(world)
        if end == "withdrawn":
            dossiers.withdraw(dossier_id=dossier, reason="Đổi ý", by=world.an, at=TUESDAY)
        else:
            stories.pay(dossier, world)
            dossiers.refuse_at_intake(
                dossier_id=dossier, reason="Sai nơi nộp", legal_basis=past.BASIS,
                by=world.receiver, at=TUESDAY,
            )  # fmt: skip
    jobs.run_due()

    assert (facts.FINISHED, TUESDAY.date(), WARD) in marked()
