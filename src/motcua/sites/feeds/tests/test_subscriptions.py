"""The API of subscriptions: asked for by anybody, managed by whoever holds the token."""

import json
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from motcua.kernel.actors import SYSTEM
from motcua.modules.broadcast import operations, queries
from motcua.modules.broadcast.tests.factories import NOON, a_change, buried, sent, told

pytestmark = pytest.mark.django_db

WISH = {"name": "Máy chủ", "address": "https://receiver.example/hook", "topics": ["alerts"]}


class Api:
    """A client of the API with the token it was given."""

    def __init__(self, token: str = "") -> None:
        self.token = token
        self._client = Client(enforce_csrf_checks=True)

    def _headers(self) -> dict[str, str]:
        return {"authorization": f"Bearer {self.token}"} if self.token else {}

    def get(self, path: str) -> Any:
        return self._client.get(path, headers=self._headers())

    def post(self, path: str, body: object = None) -> Any:
        raw = body if isinstance(body, str) else json.dumps(body)
        return self._client.post(
            path, raw, content_type="application/json", headers=self._headers()
        )

    def delete(self, path: str) -> Any:
        return self._client.delete(path, headers=self._headers())

    def subscribe(self, **more: object) -> dict[str, Any]:
        answer = self.post("/subscriptions", WISH | more)
        assert answer.status_code == 201, answer.content
        asked: dict[str, Any] = answer.json()
        self.token = asked.get("token", self.token)
        return asked


def proven(api: Api) -> str:
    made = UUID(api.subscribe()["id"])
    operations.note_proof(subscription_id=made, problem="", by=SYSTEM, at=NOON)
    return str(made)


def test_whoever_asks_is_given_secret_and_token_once() -> None:
    api = Api()
    asked = api.subscribe()

    assert asked["secret"].startswith("whsec_")
    assert asked["token"].startswith("mcs_")
    assert asked["state"] == "asked"
    told_again = api.get(f"/subscriptions/{asked['id']}").json()
    assert "secret" not in told_again
    assert "token" not in told_again


def test_a_token_manages_several() -> None:
    api = Api()
    first, second = api.subscribe(), api.subscribe(name="Máy thứ hai")

    assert "token" not in second
    items = api.get("/subscriptions").json()["items"]
    assert [item["id"] for item in items] == [first["id"], second["id"]]


@pytest.mark.parametrize("token", ["", "mcs_wrong", "\u0001"])
def test_without_the_token_nothing_is_seen(token: str) -> None:
    asked = Api().subscribe()
    stranger = Api(token)
    for answer in (
        stranger.get("/subscriptions"),
        stranger.get(f"/subscriptions/{asked['id']}"),
        stranger.delete(f"/subscriptions/{asked['id']}"),
        stranger.post(f"/subscriptions/{asked['id']}/pause"),
        stranger.get(f"/subscriptions/{asked['id']}/dead"),
    ):
        assert answer.status_code == 401
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")
        assert answer.json()["code"] == "token-needed"


def test_anothers_token_finds_nothing() -> None:
    asked = Api().subscribe()
    other = Api()
    other.subscribe()
    assert other.get(f"/subscriptions/{asked['id']}").status_code == 404


def test_pausing_and_resuming() -> None:
    api = Api()
    key = proven(api)

    assert api.post(f"/subscriptions/{key}/pause").json()["state"] == "paused"
    again = api.post(f"/subscriptions/{key}/pause")
    assert (again.status_code, again.json()["code"]) == (409, "already-done")
    assert api.post(f"/subscriptions/{key}/resume").json()["state"] == "active"


def test_another_secret_and_the_dead_again() -> None:
    api = Api()
    key = proven(api)
    told(a_change())
    sent(UUID(key), 1, 0, buried(1))

    (letter,) = api.get(f"/subscriptions/{key}/dead").json()["items"]
    assert (letter["problem"], letter["is_wanted"]) == ("http-400", False)
    assert api.post(f"/subscriptions/{key}/replay").json()["replayed"] == 1
    assert api.post(f"/subscriptions/{key}/secret").json()["secret"].startswith("whsec_")
    assert api.get(f"/subscriptions/{key}/dead").json()["items"][0]["is_wanted"]


def test_removing_is_the_end() -> None:
    api = Api()
    key = proven(api)
    assert api.delete(f"/subscriptions/{key}").status_code == 204
    assert api.get(f"/subscriptions/{key}").status_code == 404


@pytest.mark.parametrize(
    ("body", "code", "field"),
    [
        ("not json", "invalid", "body"),
        ([], "invalid", "body"),
        ({"name": "x"}, "invalid", "body"),
        (WISH | {"surprise": 1}, "invalid", "body"),
        (WISH | {"topics": ["a b"]}, "bad-filter", "topics"),
        (WISH | {"places": ["đâu"]}, "bad-filter", "places"),
        (WISH | {"name": ""}, "subscription-name", "name"),
        (WISH | {"content": "morse"}, "invalid", "body"),
        (WISH | {"address": "https://127.0.0.1/"}, "address-refused", "address"),
        (WISH | {"address": "https://[::ffff:10.0.0.1]/"}, "address-refused", "address"),
        (WISH | {"address": "gopher://receiver.example/"}, "address-refused", "address"),
        ("[" * 70_000, "invalid", "body"),
    ],
)
def test_bad_wishes_are_refused_with_a_problem(body: object, code: str, field: str) -> None:
    answer = Api().post("/subscriptions", body)

    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert answer.json()["params"]["field"] == field
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert queries.all_subscriptions(by=SYSTEM) == []


def test_asking_is_limited_by_address() -> None:
    api = Api()
    answers = [Api().post("/subscriptions", WISH) for _ in range(21)]
    assert [a.status_code for a in answers] == [201] * 20 + [429]
    assert int(answers[-1].headers["Retry-After"]) > 0
    assert api.get("/subscriptions").status_code == 401


def test_problems_speak_the_readers_language() -> None:
    english = Client().get("/subscriptions", headers={"accept-language": "en"}).json()
    assert english["title"].startswith("The owner's token")


def test_what_is_not_there_is_a_problem_too() -> None:
    api = Api()
    key = proven(api)
    for path in ("/subscriptions/nonsense", f"/subscriptions/{key}/explode"):
        answer = api.post(path)
        assert (answer.status_code, answer.json()["code"]) == (404, "not-found")


class TestAskingForChanges:
    def test_page_after_page_tells_everything_once(self) -> None:
        told(*[a_change(subject=str(n)) for n in range(5)])
        found, after = [], "0"
        for _ in range(3):
            page = Client().get(f"/changes?after={after}&limit=2").json()
            found += [item["subject"] for item in page["items"]]
            after = page["next"]
        assert found == [str(n) for n in range(5)]
        assert after == "5"
        told(a_change(subject="new"))
        page = Client().get(f"/changes?after={after}").json()
        assert [item["subject"] for item in page["items"]] == ["new"]
        assert page["expired"] is False

    def test_a_filter_moves_on_past_what_it_does_not_take(self) -> None:
        told(*[a_change() for _ in range(5)])
        page = Client().get("/changes?topics=indicators,observations&after=0").json()
        assert (page["items"], page["next"]) == ([], "5")

    @pytest.mark.parametrize("query", ["after=x", "limit=-1", "topics=a b", "places=đ"])
    def test_nonsense_is_refused(self, query: str) -> None:
        assert Client().get(f"/changes?{query}").status_code == 422
