"""`/stream`: replay without gap or double, filters, signs of life; who does not read is dropped."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import pytest
from django.db import connection

from motcua.foundation import plugs
from motcua.modules.broadcast.ports import Voice
from motcua.modules.broadcast.rules import Change
from motcua.modules.broadcast.tests.factories import OTHER_WARD, a_change, told
from motcua.sites.feeds.stream.door import Door
from motcua.sites.feeds.stream.hub import Manners

from .listening import LIMIT, Ear, scope

pytestmark = pytest.mark.django_db(transaction=True)


async def tell(*changes: Change) -> None:
    """Publish and number, in a thread, as another process would."""

    def told_elsewhere() -> None:
        told(*changes)
        connection.close()

    await asyncio.to_thread(told_elsewhere)


@pytest.fixture(autouse=True)
def voice() -> Iterator[None]:
    with plugs.instead(Voice, Voice("https://mau.example")):
        yield


@asynccontextmanager
async def listening(door: Door, query: str = "", **more: str) -> AsyncIterator[Ear]:
    """Somebody on the line; hangs up at the end, and the door is done with it by then."""
    ear = Ear()
    task = asyncio.create_task(door(scope(query, **more), ear.receive, ear.send))
    try:
        yield ear
    finally:
        ear.hang_up()
        ear.reads.set()
        await asyncio.wait_for(task, LIMIT)


def test_it_says_from_where_one_listens_and_tells_what_comes() -> None:
    async def story() -> None:
        await tell(a_change(subject="before"))
        async with listening(Door(Manners())) as ear:
            hello = await ear.next()
            await tell(a_change(subject="after"))
            event = await ear.told()
        assert (ear.status, ear.headers["content-type"]) == (
            200,
            "text/event-stream; charset=utf-8",
        )
        assert (hello.id, hello.name, hello.data) == ("1", "ready", '{"position": 1}')
        said = json.loads(event.data)
        assert event.id == said["sequence"] == "2"
        assert (said["subject"], said["source"]) == ("after", "https://mau.example")

    asyncio.run(story())


def test_coming_back_is_told_what_was_missed_and_then_what_comes() -> None:
    async def story() -> None:
        door = Door(Manners(page=3, remembered=4))
        await tell(*[a_change(subject=str(n)) for n in range(1, 11)])
        async with listening(door, last_event_id="2") as ear:
            missed = [json.loads((await ear.told()).data)["subject"] for _ in range(8)]
            await tell(a_change(subject="new"))
            last = await ear.told()
        assert missed == [str(n) for n in range(3, 11)]
        assert (last.id, json.loads(last.data)["subject"]) == ("11", "new")

    asyncio.run(story())


def test_changes_told_while_catching_up_come_once_and_in_order() -> None:
    async def story() -> None:
        door = Door(Manners(page=7, remembered=5))
        await tell(*[a_change() for _ in range(40)])
        async with listening(door) as first, listening(door, "last_event_id=0") as ear:
            await first.next()
            for _ in range(20):
                await tell(a_change(), a_change())
            found = [int((await ear.told()).id) for _ in range(80)]
            live = [int((await first.told()).id) for _ in range(40)]
        assert found == list(range(1, 81))
        assert live == list(range(41, 81))

    asyncio.run(story())


def test_only_what_was_asked_for_is_told() -> None:
    async def story() -> None:
        door = Door(Manners(heartbeat=0.02))
        query = f"topics=alerts,indicators.vn_aqi_hour&places={OTHER_WARD}&last_event_id=0"
        await tell(a_change("observations.pm2_5", place=OTHER_WARD))
        async with listening(door, query) as ear:
            await tell(
                a_change("alerts.flood", place=OTHER_WARD, subject="a"),
                a_change("alerts.flood", subject="elsewhere"),
                a_change("indicators.vn_aqi_hour", place="", subject="b"),
                a_change("indicators.vn_aqi_hourly", place="", subject="like it"),
            )
            found = [json.loads((await ear.told()).data)["subject"] for _ in range(2)]
            # A quiet listener's place moves on with the sequence.
            while (sign := await ear.next()).id != "5":
                assert not sign.data
        assert found == ["a", "b"]

    asyncio.run(story())


def test_what_is_kept_no_longer_is_said() -> None:
    async def story() -> None:
        await tell(a_change(), a_change())
        async with listening(Door(Manners()), last_event_id="99") as ear:
            await ear.next()
            event = await ear.next()
            first = await ear.told()
        assert event.name == "expired"
        assert json.loads(event.data) == {"asked": 99, "first": 1, "head": 2}
        assert first.id == "1"

    asyncio.run(story())


def test_who_does_not_read_is_dropped_and_delays_nobody() -> None:
    async def story() -> None:
        door = Door(Manners(buffer_bytes=3000, grace=0.05))
        async with listening(door) as quick:
            await quick.next()
            slow = Ear()
            line = asyncio.create_task(door(scope(who="192.0.2.2"), slow.receive, slow.send))
            await slow.next()
            slow.reads.clear()
            for n in range(20):
                await tell(a_change(subject=str(n)))
                assert json.loads((await quick.told()).data)["subject"] == str(n)
            await asyncio.wait_for(line, LIMIT)
            assert not slow.over
            # It resumes from what it had read.
            async with listening(door, last_event_id="0") as again:
                assert [int((await again.told()).id) for _ in range(20)] == list(range(1, 21))

    asyncio.run(story())


def test_lines_are_counted_by_address() -> None:
    async def story() -> None:
        door = Door(Manners(), most_per_address=1)
        async with listening(door) as ear:
            await ear.next()
            refused = Ear()
            await door(scope(), refused.receive, refused.send)
            async with listening(door, who="192.0.2.9") as other:
                assert (await other.next()).name == "ready"
        assert (refused.status, refused.headers["retry-after"]) == (429, "30")
        async with listening(door) as after:
            assert (await after.next()).name == "ready"

    asyncio.run(story())


@pytest.mark.parametrize(
    ("query", "headers", "field"),
    [
        ("topics=a%20b", {}, "bad-filter"),
        ("places=%C4%91", {}, "bad-filter"),
        ("last_event_id=yesterday", {}, "invalid"),
        ("", {"last_event_id": "-1"}, "invalid"),
        ("", {"last_event_id": "9" * 40}, "invalid"),
    ],
)
def test_nonsense_is_refused_with_a_problem(
    query: str, headers: dict[str, str], field: str
) -> None:
    async def story() -> None:
        ear = Ear()
        await Door(Manners())(scope(query, **headers), ear.receive, ear.send)
        assert (ear.status, json.loads(bytes(ear.body))["code"]) == (422, field)
        assert ear.headers["content-type"] == "application/problem+json"

    asyncio.run(story())


def test_a_head_request_ends_at_once() -> None:
    async def story() -> None:
        ear = Ear()
        await Door(Manners())(scope(method="HEAD"), ear.receive, ear.send)
        assert (ear.status, ear.over) == (200, True)

    asyncio.run(story())
