"""Webhooks from publishing to a receiver's own library: in order, all of them, nobody delayed."""

import asyncio
import json
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest
from aiohttp import web
from cloudevents.v1.http import from_json
from standardwebhooks import Webhook

from motcua.kernel.actors import SYSTEM
from motcua.modules.broadcast import operations, queries
from motcua.modules.broadcast.rules.subscribing import Content, State, Why
from motcua.modules.broadcast.tests.factories import (
    AN,
    NOON,
    OTHER_WARD,
    a_change,
    a_subscription,
    a_wish,
    account,
    published,
    told,
)

from .carrying import HASTY, QUICK, carrying, elsewhere, until
from .endpoint import Endpoint, answers, endpoint, hangs, takes

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("loopback")]


def subjects(there: Endpoint) -> list[str]:
    return [json.loads(body)["subject"] for _, body in there.received]


async def subscribed(there: Endpoint, *topics: str, **more: object) -> UUID:
    return await elsewhere(lambda: a_subscription(*topics, address=there.address, **more))  # type: ignore[arg-type] # handed on as given


async def tell(*names: str) -> None:
    changes = [a_change(subject=name) for name in names]
    await elsewhere(lambda: published(*changes))


async def books(some: UUID) -> tuple[int, int, int, int]:
    found = await elsewhere(lambda: account(some))
    assert found.is_balanced
    return (found.matched, found.sent, found.pending, found.dead)


async def settled(some: UUID, *, sent: int, dead: int = 0) -> None:
    await until(
        lambda: (account(some).sent, account(some).dead) == (sent, dead), asks_database=True
    )


def test_what_is_published_arrives_signed_and_in_order() -> None:
    async def story() -> None:
        async with endpoint(takes) as there, carrying():
            wish = a_wish("alerts", address=there.address)
            asked = await elsewhere(lambda: operations.ask(wish=wish, by=AN, at=NOON))
            await elsewhere(
                lambda: operations.note_proof(
                    subscription_id=asked.id, problem="", by=SYSTEM, at=NOON
                )
            )
            await elsewhere(
                lambda: published(a_change(subject="1"), a_change("indicators.x", subject="no"))
            )
            await tell("2", "3")
            await settled(asked.id, sent=3)
        assert subjects(there) == ["1", "2", "3"]
        for headers, body in there.received:
            Webhook(asked.secret).verify(body, headers)
            event = from_json(body)
            assert event["type"] == "vn.motcua.alert.issued.v1"
            assert event["source"] == "https://mau.example"
            assert headers["content-type"] == "application/cloudevents+json"
            assert headers["webhook-id"] == f"msg_{UUID(event['id']).hex}"
        assert await books(asked.id) == (3, 3, 0, 0)

    asyncio.run(story())


def test_what_waited_before_the_courier_came_arrives_first() -> None:
    async def story() -> None:
        async with endpoint(takes) as there:
            some = await subscribed(there)
            await tell(*[str(n) for n in range(700)])
            async with carrying():
                await tell(*[str(n) for n in range(700, 720)])
                await settled(some, sent=720)
        assert subjects(there) == [str(n) for n in range(720)]

    asyncio.run(story())


def test_a_batch_holds_what_waits_in_order() -> None:
    async def story() -> None:
        async with endpoint(takes) as there:
            some = await subscribed(there, content=Content.BATCH)
            await tell(*[str(n) for n in range(250)])
            async with carrying():
                await settled(some, sent=250)
        batches = [json.loads(body) for _, body in there.received]
        assert [len(batch) for batch in batches] == [100, 100, 50]
        assert [e["subject"] for b in batches for e in b] == [str(n) for n in range(250)]
        headers, _ = there.received[0]
        assert headers["content-type"] == "application/cloudevents-batch+json"

    asyncio.run(story())


def test_one_that_hangs_delays_no_other() -> None:
    """The hanging one hangs for the whole test: the others have everything all the same."""

    async def story() -> None:
        quick = replace(QUICK, quick=5)
        async with endpoint(hangs) as stuck, endpoint(takes) as there, carrying(rhythm=quick):
            hanging = await subscribed(stuck)
            others = [await subscribed(there, by=AN) for _ in range(3)]
            for n in range(20):
                await tell(str(n))
            for other in others:
                await settled(other, sent=20)
            assert await books(hanging) == (20, 0, 20, 0)
        assert len(stuck.received) == 1
        assert len(there.received) == 60

    asyncio.run(story())


def test_trouble_is_tried_again_with_the_same_id_and_order_is_kept() -> None:
    async def story() -> None:
        failures = iter([503, 500, 429])

        async def recovers(request: web.Request) -> web.StreamResponse:
            return web.Response(status=next(failures, 200))

        async with endpoint(recovers) as there, carrying():
            some = await subscribed(there)
            await tell("1", "2", "3")
            await settled(some, sent=3)
        assert subjects(there) == ["1", "1", "1", "1", "2", "3"]
        ids = [headers["webhook-id"] for headers, _ in there.received]
        assert len(set(ids[:4])) == 1
        assert await books(some) == (3, 3, 0, 0)

    asyncio.run(story())


def test_what_is_refused_dies_alone_and_can_be_called_back() -> None:
    async def story() -> None:
        refused = {"2"}

        async def picky(request: web.Request) -> web.StreamResponse:
            subject = json.loads(await request.read())["subject"]
            return web.Response(status=400 if subject in refused else 200)

        async with endpoint(picky) as there, carrying():
            some = await subscribed(there)
            await tell("1", "2", "3")
            await settled(some, sent=2, dead=1)
            (letter,) = await elsewhere(lambda: queries.dead_letters(some, by=AN))
            assert (letter.position, letter.problem, letter.tries) == (2, "http-400", 2)
            assert await books(some) == (3, 2, 0, 1)

            refused.clear()
            before = there.received[1][0]["webhook-id"]
            await elsewhere(lambda: operations.want_dead(subscription_id=some, by=AN, at=NOON))
            await settled(some, sent=3)
        assert subjects(there) == ["1", "2", "2", "3", "2"]
        assert there.received[-1][0]["webhook-id"] == before
        assert await books(some) == (3, 3, 0, 0)

    asyncio.run(story())


def test_one_refused_change_does_not_take_its_batch_along() -> None:
    async def story() -> None:
        async def picky(request: web.Request) -> web.StreamResponse:
            events = json.loads(await request.read())
            is_bad = any(event["subject"] == "3" for event in events)
            return web.Response(status=422 if is_bad else 200)

        async with endpoint(picky) as there:
            some = await subscribed(there, content=Content.BATCH)
            await tell(*[str(n) for n in range(6)])
            async with carrying():
                await settled(some, sent=5, dead=1)
                (letter,) = await elsewhere(lambda: queries.dead_letters(some, by=AN))
        assert letter.position == 4

    asyncio.run(story())


def test_gone_is_gone_until_the_owner_asks_again() -> None:
    async def story() -> None:
        async with endpoint(answers(410)) as there, carrying():
            some = await subscribed(there)
            await tell("1", "2")

            def is_stopped() -> bool:
                return queries.subscription(some, by=AN).state is State.STOPPED

            await until(is_stopped, asks_database=True)
            assert (await elsewhere(lambda: queries.subscription(some, by=AN))).why is Why.GONE
            there.behaviour = takes
            await elsewhere(lambda: operations.ask_again(subscription_id=some, by=AN, at=NOON))
            await elsewhere(
                lambda: operations.note_proof(subscription_id=some, problem="", by=SYSTEM, at=NOON)
            )
            await settled(some, sent=2)
        assert subjects(there) == ["1", "1", "2"]

    asyncio.run(story())


def test_an_endpoint_that_stays_away_buries_one_after_another_and_others_wait() -> None:
    async def story() -> None:
        async with endpoint(answers(500)) as there, carrying():
            some = await subscribed(there)
            await tell("1", "2", "3")
            await until(lambda: account(some).dead == 3, asks_database=True)
        assert subjects(there) == ["1"] * 4 + ["2"] * 4 + ["3"] * 4
        assert await books(some) == (3, 0, 0, 3)

    asyncio.run(story())


def test_pausing_stops_letters_and_resuming_sends_what_waited() -> None:
    async def story() -> None:
        async with endpoint(takes) as there, carrying():
            some = await subscribed(there)
            await tell("1")
            await settled(some, sent=1)
            await elsewhere(lambda: operations.pause(subscription_id=some, by=AN, at=NOON))
            other = await subscribed(there)
            await tell("2")
            await settled(other, sent=1)
            assert (await books(some))[1:3] == (1, 1)
            await elsewhere(lambda: operations.resume(subscription_id=some, by=AN, at=NOON))
            await settled(some, sent=2)

    asyncio.run(story())


def test_places_and_topics_are_kept_apart() -> None:
    async def story() -> None:
        async with endpoint(takes) as there, carrying():
            some = await subscribed(there, "alerts", places=(OTHER_WARD,))
            await elsewhere(
                lambda: told(
                    a_change(subject="elsewhere"),
                    a_change(subject="here", place=OTHER_WARD),
                    a_change("indicators.x", subject="no alert", place=OTHER_WARD),
                    a_change(subject="everywhere", place=""),
                    a_change(subject="secret", public=False, place=OTHER_WARD),
                )
            )
            await settled(some, sent=2)
        assert subjects(there) == ["here", "everywhere"]

    asyncio.run(story())


def test_what_was_counted_as_expired_meanwhile_does_not_confuse_the_courier() -> None:
    async def story() -> None:
        async with endpoint(hangs) as there, carrying():
            some = await subscribed(there)
            await tell("1", "2")
            await until(lambda: len(there.received) == 1)
            later = datetime.now(UTC) + HASTY.keep_changes * 2
            await elsewhere(lambda: operations.expire(by=SYSTEM, at=later))
            found = await elsewhere(lambda: account(some))
            assert (found.is_balanced, found.expired) == (True, 2)
        there.received.clear()
        async with endpoint(takes) as again, carrying():
            other = await subscribed(again)
            await tell("3")
            await settled(other, sent=1)
        found = await elsewhere(lambda: account(some))
        # Nobody is there any more: the third waits to be tried again, or was given up by now.
        assert (found.is_balanced, found.pending + found.dead) == (True, 1)

    asyncio.run(story())
