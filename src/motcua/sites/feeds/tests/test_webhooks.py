"""One's own webhooks on a page, for whoever is signed in, in either language."""

import re

import pytest
from django.test import Client

from motcua.design.requests import SESSION_KEY
from motcua.kernel.actors import SYSTEM
from motcua.modules.broadcast import operations, queries
from motcua.modules.broadcast.queries import SubscriptionCard
from motcua.modules.broadcast.tests.factories import NOON, a_change, buried, sent, told
from motcua.modules.dossiers.tests.world import World, found_world

pytestmark = pytest.mark.django_db

WISH = {"name": "Bảng tin", "address": "https://receiver.example/hook", "topics": "alerts, x.y"}


@pytest.fixture
def world() -> World:
    return found_world()


def kept() -> list[SubscriptionCard]:
    return queries.all_subscriptions(by=SYSTEM)


def signed_in(who: str) -> Client:
    client = Client()
    session = client.session
    session[SESSION_KEY] = who
    session.save()
    return client


@pytest.fixture
def an(world: World) -> Client:
    return signed_in(f"person:{world.an.person}")


@pytest.fixture
def binh(world: World) -> Client:
    return signed_in(f"person:{world.binh.person}")


def test_strangers_sign_in_first() -> None:
    answer = Client().get("/feeds/webhooks")
    assert answer.status_code == 302
    assert "/sign-in" in answer.headers["Location"]


def test_the_secret_is_shown_once(an: Client) -> None:
    made = an.post("/feeds/webhooks", WISH)

    assert made.status_code == 201
    assert re.search(r"whsec_[\w+/=]+", made.content.decode())
    (row,) = kept()
    assert row.wanted.topics == ("alerts", "x.y")
    shown = an.get(f"/feeds/webhooks/{row.id}").content.decode()
    assert "whsec_" not in shown
    assert "Chờ xác minh" in shown
    assert "Bảng tin" in an.get("/en/feeds/webhooks").content.decode()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": ""}, "name"),
        ({"address": "https://10.0.0.1/"}, "address"),
        ({"topics": "a/b"}, "topics"),
        ({"places": "đâu"}, "places"),
    ],
)
def test_a_mistake_is_told_beside_its_field(an: Client, wrong: dict[str, str], field: str) -> None:
    answer = an.post("/feeds/webhooks", WISH | wrong)

    said = answer.content.decode()
    assert answer.status_code == 422
    assert f'id="{field}-error"' in said
    assert "mc-refusal" in said
    assert kept() == []


def test_acts_are_offered_as_the_state_allows_and_done(an: Client) -> None:
    an.post("/feeds/webhooks", WISH)
    (row,) = kept()
    operations.note_proof(subscription_id=row.id, problem="", by=SYSTEM, at=NOON)
    here = f"/feeds/webhooks/{row.id}"
    told(a_change())
    sent(row.id, 1, 0, buried(1))

    page = an.get(here).content.decode()
    assert f"{here}/pause" in page
    assert f"{here}/resume" not in page
    assert "trả lời với mã 400" in page
    for act, state in (("pause", "paused"), ("resume", "active")):
        assert an.post(f"{here}/{act}").status_code == 302
        assert kept()[0].state == state
    assert an.post(f"{here}/resume").status_code == 409
    assert an.post(f"{here}/replay").status_code == 302
    assert queries.dead_letters(row.id, by=SYSTEM)[0].is_wanted
    assert "whsec_" in an.post(f"{here}/secret").content.decode()
    assert an.post(f"{here}/stop").status_code == 403
    assert an.post(f"{here}/explode").status_code == 404
    assert an.post(f"{here}/remove").headers["Location"] == "/feeds/webhooks"
    assert kept() == []


def test_anothers_is_not_there(an: Client, binh: Client) -> None:
    an.post("/feeds/webhooks", WISH)
    here = f"/feeds/webhooks/{kept()[0].id}"

    assert binh.get(here).status_code == 404
    assert binh.post(f"{here}/remove").status_code == 404
    assert len(kept()) == 1


def test_a_form_from_elsewhere_is_not_heard(world: World) -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post("/feeds/webhooks", WISH).status_code == 403
