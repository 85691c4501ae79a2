"""The loop: hear bells, number what waits, hand changes to lanes, keep the books.

Every process that runs it numbers (one at a time); one of them, the leader, carries.
"""

import asyncio
import random
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime

from django.db import DatabaseError

from motcua.foundation import plugs
from motcua.kernel.actors import SYSTEM

from ... import operations, queries
from ...operations.numbering import AT_A_TIME
from ...ports import Courier, Patience, Voice
from ...queries import Follower
from ...rules import Filter
from ...rules.bells import Bell
from ...rules.policy import Policy, policy_on
from .desk import Desk
from .office import Means, PostOffice

EVERYTHING = Filter()
PAGE = 1000


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Seconds: `poll` where no bell rings, `write` between two writes of the books, `count` between
    two counts of the accounts. Letters on their way at once: of the quick, and of the slow."""

    poll: float = 2.0
    write: float = 0.1
    count: float = 15.0
    quick: int = 1000
    slow: int = 200


class Engine:
    """One run of it, from start to cancellation or error; whoever starts it starts it again."""

    def __init__(
        self,
        now: Callable[[], datetime],
        *,
        rhythm: Rhythm | None = None,
        policies: Callable[[date], Policy] = policy_on,
        lot: Callable[[], float] = random.random,
    ) -> None:
        self._now, self._policies, self._lot = now, policies, lot
        self._rhythm = rhythm or Rhythm()
        self._bells: dict[Bell, asyncio.Event] = defaultdict(asyncio.Event)

    async def run(self) -> None:
        """Until cancelled.

        :raises ExceptionGroup: of what went wrong; mostly that the database does not answer
        """
        async with (
            Desk("numbers") as numbers,
            queries.public_follower(hears=tuple(Bell)) as follower,
            asyncio.TaskGroup() as tasks,
        ):
            tasks.create_task(self._hear(follower, tasks))
            tasks.create_task(self._number(numbers))

    async def _hear(self, follower: Follower, tasks: asyncio.TaskGroup) -> None:
        """Pass rings on; once this process may lead, begin to carry."""
        carries = False
        while True:
            if not carries and await follower.leads():
                carries = True
                tasks.create_task(self._carry())
            for bell in await follower.rung(self._rhythm.poll):
                self._bells[bell].set()

    async def _number(self, desk: Desk) -> None:
        while True:
            self._bells[Bell.WAITING].clear()
            numbered = await desk.do(lambda: operations.number(by=SYSTEM, at=self._now()))
            if numbered < AT_A_TIME:
                await self._wait_for(self._bells[Bell.WAITING])

    async def _wait_for(self, bell: asyncio.Event) -> None:
        """Until it rings; a ring may be missed, so not for ever."""
        try:
            await asyncio.wait_for(bell.wait(), self._rhythm.poll)
        except TimeoutError:
            return

    async def _carry(self) -> None:
        async with Desk("books") as books, Desk("reading") as reading:
            await self._until_somebody_subscribes(reading)
            await self._open_office(books, reading)

    async def _until_somebody_subscribes(self, desk: Desk) -> None:
        """Before, there is nothing to carry, and nothing of what carries is loaded."""
        bell = self._bells[Bell.SUBSCRIPTIONS]
        while True:
            bell.clear()
            if await desk.do(lambda: queries.carried(by=SYSTEM)):
                return
            await self._wait_for(bell)

    async def _open_office(self, books: Desk, reading: Desk) -> None:
        policy = self._policies(self._now().date())
        patience = Patience(policy.connect_within, policy.answer_within, policy.answer_bytes)
        async with (
            queries.public_follower() as tail,
            plugs.get(Courier).line(patience) as line,
        ):
            means = Means(
                line, self._policies, plugs.get(Voice).base_url, self._now, self._lot,
                writing=books, reading=reading,
                quick=self._rhythm.quick, slow=self._rhythm.slow,
            )  # fmt: skip
            office = PostOffice(means)
            office.head = (await tail.reach()).head
            await self._run_office(office, tail, reading)

    async def _run_office(self, office: PostOffice, tail: Follower, reading: Desk) -> None:
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self._staff(office, tasks))
                tasks.create_task(self._tail(office, tail))
                tasks.create_task(self._count(office, reading))
                tasks.create_task(office.books.keep(self._rhythm.write, office.recall))
        finally:
            # What was taken a moment ago is written down, if there still is a database.
            with suppress(DatabaseError):
                await asyncio.shield(office.books.write())

    async def _staff(self, office: PostOffice, tasks: asyncio.TaskGroup) -> None:
        bell = self._bells[Bell.SUBSCRIPTIONS]
        office.changed = bell
        while True:
            bell.clear()
            await office.staff(tasks)
            await self._wait_for(bell)

    async def _tail(self, office: PostOffice, tail: Follower) -> None:
        bell = self._bells[Bell.MOVED]
        while True:
            bell.clear()
            while found := await tail.after(office.head, EVERYTHING, PAGE):
                office.sort(found)
                # Lanes have their turn between two pages.
                await asyncio.sleep(0)
            await self._wait_for(bell)

    async def _count(self, office: PostOffice, reading: Desk) -> None:
        while True:
            await asyncio.sleep(self._rhythm.count)
            office.rest()
            await reading.do(lambda: operations.count_matched(by=SYSTEM, at=self._now()))
