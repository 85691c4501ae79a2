"""The invented part of the counter: dossiers come, are handled by the operations, and end."""

from collections import Counter as Tally
from datetime import timedelta

import pytest

from motcua.config.simulating.moving import UNDER_WAY, Counter
from motcua.config.simulating.people import FAMILIES, Company, company
from motcua.foundation import jobs
from motcua.kernel.actors import Role
from motcua.modules.dossiers import queries
from motcua.modules.dossiers.rules import CLOSED, State
from motcua.modules.dossiers.tests.world import STAFFED, TUESDAY, World, found_world, officer

pytestmark = pytest.mark.django_db
EVERY = timedelta(minutes=5)


@pytest.fixture
def world(db: None) -> World:
    company.cache_clear()
    return found_world(with_places=True)


@pytest.fixture
def people(world: World) -> Company:
    return company(TUESDAY.date(), 1)


def live(people: Company, *, hours: float, seed: int = 1) -> Tally[State]:
    """Turn the clock that long; the states all dossiers have come to."""
    at = TUESDAY
    while at < TUESDAY + timedelta(hours=hours):
        Counter(people, seed, at).turn(every=EVERY)
        jobs.run_due()
        at += EVERY
    return states(people)


def states(people: Company) -> Tally[State]:
    return Tally(
        row.state
        for citizen in people.citizens
        for row in queries.my_dossiers(by=citizen, limit=100).items
    )


def test_dossiers_come_are_handled_and_end(people: Company) -> None:
    found = live(people, hours=4)

    assert found.total() >= 6
    assert found[State.RETURNED] >= 2
    assert sum(n for state, n in found.items() if state not in CLOSED) <= UNDER_WAY


def test_the_same_people_every_day_and_their_name_says_what_they_are(people: Company) -> None:
    company.cache_clear()
    again = company(TUESDAY.date() + timedelta(days=1), 1)

    assert again.citizens == people.citizens
    live(people, hours=0.6)
    shown = [
        row.applicant
        for agency in STAFFED
        for row in queries.waiting_for(
            by=officer(Role.RECEIVER, agency), now=TUESDAY, view=queries.View.OPEN
        ).items
    ]
    assert shown
    assert all(name.startswith(FAMILIES[0]) for name in shown)
