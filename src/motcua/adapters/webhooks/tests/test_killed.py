"""The process that carries is killed outright, again and again: nothing is lost, books balance."""

import asyncio
import json
import os
import signal
import sys
from collections.abc import Iterable
from urllib.parse import quote

import pytest
from django.db import connection

from motcua.kernel.actors import SYSTEM
from motcua.modules.broadcast import queries
from motcua.modules.broadcast.tests.factories import a_change, a_subscription, account, published

from .carrying import elsewhere, until
from .endpoint import Endpoint, endpoint, takes

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS, EACH = 4, 60


def environment() -> dict[str, str]:
    """For a process that works on the test's own database."""
    told = connection.settings_dict
    parts = f"{quote(told['USER'])}:{quote(told['PASSWORD'])}@"
    where = f"{quote(told['NAME'])}?host={quote(told['HOST'], safe='')}"
    port = f":{told['PORT']}" if told["PORT"] else ""
    return {
        **os.environ,
        "MOTCUA_DATABASE_URL": f"postgresql://{parts}localhost{port}/{where}",
        "MOTCUA_WEBHOOK_ALLOW_PRIVATE": "127.0.0.0/8",
    }


async def carrier() -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "motcua.adapters.webhooks.tests.carrier", env=environment()
    )


def subjects(there: Endpoint) -> list[int]:
    return [int(json.loads(body)["subject"]) for _, body in there.received]


async def tell(names: Iterable[int]) -> None:
    """One transaction each."""

    def publish() -> None:
        for name in names:
            published(a_change(subject=str(name)))

    await elsewhere(publish)


async def until_heard(there: Endpoint, count: int) -> None:
    await until(lambda: len(set(subjects(there))) > count)


@pytest.mark.slow
def test_nothing_is_lost_and_order_stays_when_the_courier_is_killed() -> None:
    async def story() -> None:
        async with endpoint(takes) as there:
            some = await elsewhere(lambda: a_subscription(address=there.address))
            for turn in range(ROUNDS):
                process = await carrier()
                await tell(range(turn * EACH, (turn + 1) * EACH))
                # In the middle of delivering: some were taken, and others wait.
                await until_heard(there, turn * EACH + EACH // 3)
                process.send_signal(signal.SIGKILL)
                await process.wait()
            process = await carrier()
            await until(lambda: account(some).sent == ROUNDS * EACH, asks_database=True)
            process.terminate()
            await process.wait()

        heard = subjects(there)
        firsts = list(dict.fromkeys(heard))
        assert firsts == list(range(ROUNDS * EACH))
        # What is repeated is repeated with its own id, so that receivers can tell.
        ids = {headers["webhook-id"] for headers, _ in there.received}
        assert len(ids) == ROUNDS * EACH
        found = await elsewhere(lambda: account(some))
        assert found.is_balanced
        assert (await elsewhere(lambda: queries.sequence(by=SYSTEM))).is_whole

    asyncio.run(story())
