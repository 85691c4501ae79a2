"""What the gate does before and beside Django: keeping strangers out, taking singles together."""

import asyncio
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connections

from motcua.foundation.front.answers import Answer
from motcua.foundation.front.doors import MachineDoor, Scope
from motcua.foundation.front.front import TurnedAway
from motcua.foundation.front.lanes import Full, Lane
from motcua.kernel.actors import SYSTEM
from motcua.modules.observations import operations
from motcua.modules.observations.tests import factories
from motcua.sites.gate.keeping import MOST_WRONG, Keeper
from motcua.sites.gate.singles import Singles

from .conftest import OBSERVATIONS, SERIES, Station

Ago = Callable[[int], str]
ADDRESSES = "motcua.config.machine_urls"


#: Threads of a lane have connections of their own, and see only what is committed.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def lane() -> Iterator[Lane]:
    made = Lane("machines", threads=1, waiting=7)
    yield made
    asyncio.run(made.do(_hang_up))


def _hang_up() -> Answer:
    connections.close_all()
    return Answer(204, [], b"")


@pytest.fixture
def singles(tmp_path: Path) -> Singles:
    return Singles(MachineDoor(tmp_path, middleware=(), addresses=ADDRESSES), [(b"x-always", b"1")])


def asked(token: str = "", *, size: int = 5000, **headers: str) -> Scope:
    """A request to the gate as the web server tells it."""
    named = [(b"content-length", str(size).encode())]
    if token:
        named.append((b"authorization", f"Bearer {token}".encode()))
    named += [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return {
        "type": "http", "method": "POST", "path": OBSERVATIONS, "query_string": b"",
        "headers": named, "client": ("10.0.0.1", 5), "server": ("127.0.0.1", 80),
    }  # fmt: skip


async def enter(keeper: Keeper, lane: Lane, scope: Scope) -> int:
    """200 for who is let in, else the status of the answer."""
    try:
        async with keeper.inside(scope, lane):
            return 200
    except TurnedAway as away:
        return away.answer.status


def told(answer: Answer) -> dict[str, Any]:
    assert isinstance(answer.body, bytes)
    found: dict[str, Any] = json.loads(answer.body)
    return found


def outcome(receipt: dict[str, Any]) -> str:
    (found,) = [name for name, n in receipt["counts"].items() if n and name != "rows"]
    return str(found)


def test_who_has_the_token_comes_in(station: Station, lane: Lane) -> None:
    keeper = Keeper([], demands=True)

    assert asyncio.run(enter(keeper, lane, asked(station.token))) == 200
    assert asyncio.run(enter(keeper, lane, asked())) == 401
    assert asyncio.run(enter(keeper, lane, asked("wrong"))) == 401


def test_who_guesses_is_soon_not_asked_any_more(station: Station, lane: Lane) -> None:
    keeper = Keeper([], demands=True)

    async def guess() -> list[int]:
        assert await enter(keeper, lane, asked(station.token)) == 200
        return [await enter(keeper, lane, asked(f"guess{n}")) for n in range(MOST_WRONG + 5)]

    assert asyncio.run(guess()) == [401] * MOST_WRONG + [429] * 5
    assert asyncio.run(enter(keeper, lane, asked(station.token))) == 200


def test_nobody_takes_more_than_half_of_a_lane(station: Station, lane: Lane) -> None:
    keeper = Keeper([], demands=True, grouping=Singles(None, []))  # type: ignore[arg-type] # no door is asked

    async def crowd() -> None:
        held = [keeper.inside(asked(station.token), lane) for _ in range(4)]
        for each in held:
            await each.__aenter__()
        with pytest.raises(Full):
            await enter(keeper, lane, asked(station.token))
        assert await enter(keeper, lane, asked(station.token, size=100)) == 200
        for each in held:
            await each.__aexit__(None, None, None)
        assert await enter(keeper, lane, asked(station.token)) == 200

    asyncio.run(crowd())


def test_where_nothing_is_demanded_strangers_come_in(lane: Lane) -> None:
    keeper = Keeper([], demands=False)

    assert asyncio.run(enter(keeper, lane, asked())) == 200
    assert asyncio.run(enter(keeper, lane, asked("wrong"))) == 200


def test_a_new_junk_token_makes_no_new_guest(lane: Lane) -> None:
    keeper = Keeper([], demands=False)

    async def crowd() -> None:
        held = [keeper.inside(asked(f"junk{n}", size=9), lane) for n in range(4)]
        for each in held:
            await each.__aenter__()
        with pytest.raises(Full):
            await enter(keeper, lane, asked("junk9", size=9))
        for each in held:
            await each.__aexit__(None, None, None)
        assert await enter(keeper, lane, asked("junk9", size=9)) == 200

    asyncio.run(crowd())


def test_singles_share_a_batch_and_each_hears_its_own(
    station: Station, singles: Singles, ago: Ago
) -> None:
    bodies: list[dict[str, object]] = [
        {"series": SERIES, "time": ago(3), "value": 12.5},
        {"series": "nowhere", "time": ago(3), "value": 12.5},
        {"series": SERIES, "time": ago(2), "value": 99999.0},
        {"series": SERIES, "time": ago(3), "value": 12.5},
    ]
    scope = asked(station.token, size=80, accept_language="en")

    answers = singles.answer([(scope, json.dumps(body).encode()) for body in bodies])

    found = [told(answer) for answer in answers]
    assert [answer.status for answer in answers] == [201] * 4
    assert len({each["batch"] for each in found}) == 1
    assert [outcome(each) for each in found] == ["accepted", "refused", "quarantined", "duplicate"]
    assert found[1]["verdicts"][0]["says"] == "This source has no such series."
    whole = station.gets(f"/gate/v1/batches/{found[0]['batch']}")[1]
    assert whole["counts"]["rows"] == 4  # type: ignore[index] # JSON


def test_what_is_no_single_goes_to_the_door(station: Station, singles: Singles, ago: Ago) -> None:
    scope, good = asked(station.token), {"series": SERIES, "time": ago(3), "value": 12.5}
    wrapped = json.dumps({"observations": [good | {"time": ago(2)}]}).encode()

    answers = singles.answer(
        [(scope, wrapped), (scope, b"half {"), (scope, json.dumps(good).encode())]
    )

    assert [answer.status for answer in answers] == [201, 422, 201]
    assert told(answers[1])["code"] == "message-unreadable"


def test_a_few_rows_go_together_too(station: Station, singles: Singles, ago: Ago) -> None:
    scope, good = asked(station.token), {"series": SERIES, "value": 12.5}
    few = json.dumps([good | {"time": ago(4)}, good | {"time": ago(3), "series": "x"}]).encode()
    one = json.dumps(good | {"time": ago(2)}).encode()

    answers = singles.answer([(scope, few), (scope, one), (scope, few)])

    found = [told(answer) for answer in answers]
    assert [each["counts"]["rows"] for each in found] == [2, 1, 2]
    assert [each["counts"]["accepted"] for each in found] == [1, 1, 0]
    assert [[v["first"] for v in each["verdicts"]] for each in found] == [[2], [], [4, 5]]


def test_only_plain_posts_are_taken_together(station: Station, singles: Singles) -> None:
    assert singles.key(asked(station.token, content_type="application/json")) is not None
    assert singles.key(asked(station.token, idempotency_key="1")) is None
    assert singles.key(asked(station.token, content_encoding="gzip")) is None
    assert singles.key(asked(station.token, content_type="text/csv")) is None
    assert singles.key(asked()) is None
    assert singles.key({**asked(station.token), "query_string": b"backfill=1"}) is None


def test_a_token_revoked_meanwhile_takes_nothing(
    station: Station, singles: Singles, ago: Ago
) -> None:
    operations.revoke_tokens(source=factories.AIR, by=SYSTEM, at=factories.NOON)
    body = json.dumps({"series": SERIES, "time": ago(3), "value": 12.5}).encode()

    (answer,) = singles.answer([(asked(station.token), body)])

    assert (answer.status, told(answer)["code"]) == (401, "token-wrong")
