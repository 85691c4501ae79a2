"""An endpoint proves that it wants to be called, before anything is told to it."""

import asyncio
import json
from datetime import UTC, datetime

import pytest
from aiohttp import web
from standardwebhooks import Webhook

from motcua.foundation import jobs
from motcua.kernel.actors import SYSTEM
from motcua.modules.broadcast import errands, queries
from motcua.modules.broadcast.queries import SubscriptionCard
from motcua.modules.broadcast.rules.addresses import AddressRefused
from motcua.modules.broadcast.rules.subscribing import State
from motcua.modules.broadcast.tests.factories import AN, NOON, a_wish

from .carrying import elsewhere
from .endpoint import Behaviour, Endpoint, answers, endpoint, floods, takes

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("loopback")]


async def echoes(request: web.Request) -> web.StreamResponse:
    """As the handbook tells: the word comes back as JSON."""
    return web.json_response({"challenge": (await request.json())["data"]["challenge"]})


async def echoes_plainly(request: web.Request) -> web.StreamResponse:
    return web.Response(text=(await request.json())["data"]["challenge"] + "\n")


async def answers_wrongly(request: web.Request) -> web.StreamResponse:
    return web.json_response({"challenge": "something else"})


def asked_of(behaviour: Behaviour) -> tuple[SubscriptionCard, Endpoint, str]:
    """A wish for that endpoint, after its reaction ran."""

    async def story() -> tuple[SubscriptionCard, Endpoint, str]:
        async with endpoint(behaviour) as there:
            wish = a_wish(address=there.address)
            asked = await elsewhere(lambda: errands.subscribe(wish=wish, by=AN, at=NOON))
            await elsewhere(jobs.run_due)
            card = await elsewhere(lambda: queries.subscription(asked.id, by=AN))
        return card, there, asked.secret

    return asyncio.run(story())


@pytest.mark.parametrize("behaviour", [echoes, echoes_plainly])
def test_the_word_comes_back_and_it_begins(behaviour: Behaviour) -> None:
    card, there, secret = asked_of(behaviour)

    assert (card.state, card.problem) == (State.ACTIVE, "")
    ((headers, body),) = there.received
    assert headers["content-type"] == "application/cloudevents+json"
    told = json.loads(body)
    assert told["type"] == "vn.motcua.subscription.challenge.v1"
    assert told["subject"] == f"subscription:{card.id}"
    # The moment it was sent is that of the event, long ago: only the signature is asked about.
    sent_at = datetime.fromtimestamp(int(headers["webhook-timestamp"]), UTC)
    signature = Webhook(secret).sign(headers["webhook-id"], sent_at, body.decode())
    assert headers["webhook-signature"] == signature


@pytest.mark.parametrize(
    ("behaviour", "problem"),
    [
        (takes, "not-proven"),
        (answers_wrongly, "not-proven"),
        (answers(404), "http-404"),
        (answers(302, Location="https://elsewhere.example/"), "http-302"),
        (floods, "not-proven"),
    ],
)
def test_whoever_does_not_answer_so_is_told_why(behaviour: Behaviour, problem: str) -> None:
    card, _, _ = asked_of(behaviour)

    assert (card.state, card.problem) == (State.ASKED, problem)


def test_nothing_is_asked_where_nobody_waits_for_a_proof() -> None:
    card, there, _ = asked_of(echoes)

    assert not errands.prove(subscription_id=card.id, at=NOON)
    assert len(there.received) == 1


def test_an_address_inside_is_refused_before_anything_is_kept() -> None:
    with pytest.raises(AddressRefused):
        errands.subscribe(wish=a_wish(address="https://10.0.0.1/"), by=AN, at=NOON)
    assert queries.all_subscriptions(by=SYSTEM) == []
