"""An invented city is one that could be: every dossier of it is taken over, in every state."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from rich.console import Console

from motcua.config import environment, generating
from motcua.config.generating.city import SampleCity
from motcua.config.generating.command import make_room
from motcua.config.generating.finishing import finish_some
from motcua.config.generating.histories import ENDINGS, STANDINGS
from motcua.foundation import plugs
from motcua.kernel.actors import SYSTEM, Role
from motcua.modules.dossiers import operations as dossiers
from motcua.modules.dossiers import queries
from motcua.modules.dossiers.rules import State
from motcua.modules.dossiers.tests.world import STAFFED, World, found_world, officer
from motcua.modules.forms import rules as forms
from motcua.modules.payments import queries as charges

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 17, 4, 0, tzinfo=UTC)
SINCE = AT - timedelta(days=120)


@pytest.fixture
def world(db: None) -> World:
    return found_world(with_places=True)


@pytest.fixture
def city(world: World) -> SampleCity:
    # This month's facts lie in the loose partition of a test's database already.
    make_room(SINCE.date(), AT.date().replace(day=1) - timedelta(days=1))
    return SampleCity.look(500, since=SINCE, at=AT, seed=3)


def test_every_invented_dossier_is_taken_over(city: SampleCity) -> None:
    batch = [city.dossier() for _ in range(600)]

    taken = dossiers.take_over(batch=batch, by=SYSTEM, at=AT)

    assert taken.taken == 600
    states = Counter(one.state for one in batch)
    assert set(states) == {*ENDINGS, *STANDINGS}
    assert states[State.RETURNED] > 400
    assert charges.imbalances(by=SYSTEM) == []


def test_the_same_seed_invents_the_same_city(city: SampleCity) -> None:
    again = SampleCity(city.inventor, SINCE, AT, city.people, city.offers)
    city.inventor.draw.seed(1)
    first = [city.dossier() for _ in range(5)]
    city.inventor.draw.seed(1)

    assert [one.answers for one in first] == [again.dossier().answers for _ in range(5)]


def test_the_real_forms_accept_what_is_invented(city: SampleCity) -> None:
    places = plugs.get(forms.PlaceNames)
    assert [
        problem
        for offer in city.offers
        for variant in offer.variants
        for problem in forms.check(
            offer.revision.form, variant.answers, today=city.inventor.today, places=places
        )
    ] == []


def test_some_are_brought_on_to_drafts_and_signed_results(city: SampleCity) -> None:
    batch = [city.dossier() for _ in range(400)]
    dossiers.take_over(batch=batch, by=SYSTEM, at=AT)

    done = finish_some(city, 1000, at=AT)

    seen = Counter(
        row.state
        for code in STAFFED
        for row in queries.waiting_for(
            by=officer(Role.RECEIVER, code), now=AT, view=queries.View.OPEN, limit=1000
        ).items
    )
    assert done == 3
    assert seen[State.DRAFT_RESULT] >= 1


def test_nothing_is_invented_in_production(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOTCUA_PROFILE", "production")
    assert environment.profile() is environment.Profile.PRODUCTION

    with pytest.raises(SystemExit):
        generating.generate(1, years=1, say=Console(quiet=True))
