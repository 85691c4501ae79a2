"""Forecasts as asked for by designers, over a city that has a past or has none."""

import time
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from motcua.foundation import jobs
from motcua.kernel.actors import SYSTEM, Actor, Role
from motcua.kernel.clock import Allowance, Unit
from motcua.kernel.errors import NotAllowed, NotFound
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.dossiers.tests.world import EXTRACT, TUESDAY, WARD, World, found_world
from motcua.modules.organisation import queries as organisation
from motcua.modules.rehearsals import operations, queries
from motcua.modules.rehearsals.errands.foretelling import due_of
from motcua.modules.rehearsals.rules.forecast.hours import of_calendar
from motcua.modules.rehearsals.rules.life import Stage
from motcua.modules.rehearsals.rules.wishes import BadNumber, Wish

from .factories import giang

pytestmark = pytest.mark.django_db

STAFF = dict.fromkeys(
    (Role.RECEIVER, Role.CASE_OFFICER, Role.DEPT_HEAD, Role.SIGNATORY, Role.CLERK, Role.RETURNER), 1
)
MINUTES = {
    Role.RECEIVER: 10.0, Role.CASE_OFFICER: 30.0, Role.DEPT_HEAD: 10.0, Role.SIGNATORY: 5.0,
    Role.CLERK: 5.0, Role.RETURNER: 5.0,
}  # fmt: skip


@pytest.fixture
def world(db: None) -> World:
    return found_world()


@pytest.fixture
def designer(world: World) -> Actor:
    return giang()


def wish(per_day: float = 8.0, **changes: object) -> Wish:
    asked = {"staff": STAFF, "minutes": MINUTES, "days": 60, **changes}
    return Wish(agency=WARD, channel="online", per_day=per_day, **asked)  # type: ignore[arg-type] # told by name


def asked(designer: Actor, told: Wish) -> queries.ForecastCard:
    made = operations.ask_forecast(
        files=catalogue.public_package(EXTRACT), origin=f"procedure:{EXTRACT}", wish=told,
        by=designer, at=TUESDAY,
    )  # fmt: skip
    jobs.run_due()
    return queries.forecast(made, by=designer)


def test_a_forecast_says_share_interval_bottleneck_and_load(world: World, designer: Actor) -> None:
    card = asked(designer, wish())
    assert card.state is Stage.DONE, card.trouble
    assert card.outcome is not None
    assert 0 <= card.outcome["low"] <= card.outcome["share"] <= card.outcome["high"] <= 1
    assert card.outcome["sure_low"] <= card.outcome["share"] <= card.outcome["sure_high"]
    assert {load["station"] for load in card.outcome["loads"]} == set(card.given["staff"])
    assert set(card.outcome["sources"].values()) == {0}  # no past: the minutes given
    assert card.done == card.of == card.given["replications"]


def test_more_people_help_and_too_few_do_not(world: World, designer: Actor) -> None:
    few, many = (
        asked(designer, wish(14.0)),
        asked(designer, wish(14.0, staff={**STAFF, Role.CASE_OFFICER: 4})),
    )
    assert few.outcome is not None
    assert many.outcome is not None
    assert few.outcome["share"] < many.outcome["share"]
    assert few.outcome["bottleneck"]


@pytest.mark.parametrize(("name", "value"), [
    ("per_day", 0.0), ("per_day", 1e9), ("days", 3), ("days", 4000),
    ("staff", {Role.CLERK: -1}), ("minutes", {Role.CLERK: 0.0}),
])  # fmt: skip
def test_numbers_without_sense_are_refused(
    world: World, designer: Actor, name: str, value: object
) -> None:
    told = {"per_day": 8.0, name: value}
    with pytest.raises(BadNumber):
        asked(designer, wish(**told))  # type: ignore[arg-type] # told by name


def test_only_designers_ask_and_only_where_it_is_decided(world: World, designer: Actor) -> None:
    with pytest.raises(NotAllowed):
        asked(world.an, wish())
    with pytest.raises(NotFound):
        asked(designer, Wish("H26", "online", 5.0, STAFF, MINUTES))
    with pytest.raises(NotFound):
        asked(designer, Wish("H99", "online", 5.0, STAFF, MINUTES))


def test_a_thousand_dossiers_two_hundred_times_take_seconds(world: World, designer: Actor) -> None:
    begun = time.process_time()
    card = asked(designer, wish(1000 / 60))
    assert card.given["replications"] >= 190
    assert time.process_time() - begun < 30  # 4 s alone on a core; never a race with others


def test_due_dates_are_those_of_the_laws_clock(world: World) -> None:
    calendar = organisation.calendar_of(WARD)
    hours = of_calendar(calendar, TUESDAY.date(), 60)
    day = due_of(calendar, hours, Allowance(Decimal(1), Unit.WORKING_DAY))
    assert day(60.0) == pytest.approx(60.0 + 8 * 60)
    assert due_of(calendar, hours, Allowance(Decimal(3), Unit.HOUR))(10.0) == 190.0
    in_day = due_of(calendar, hours, Allowance(Decimal(1), Unit.IN_DAY))
    assert in_day(30.0) == pytest.approx(8 * 60)


def test_the_past_speaks_only_where_there_is_enough_of_it(world: World, designer: Actor) -> None:
    at = datetime.now(UTC)
    assert queries.efforts(WARD, by=SYSTEM, at=at) == {}
    known = queries.past(EXTRACT, WARD, by=designer, at=at + timedelta(days=1))
    assert known.filed == 0
    assert known.staff[Role.CLERK] >= 1
