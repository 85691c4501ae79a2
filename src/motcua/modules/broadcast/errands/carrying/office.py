"""Where lanes are opened and closed, changes are sorted, and letters leave."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from motcua.kernel.actors import SYSTEM
from motcua.kernel.errors import AlreadyDone, NotFound

from ... import operations, queries
from ...ports import Letter, Line, Reply
from ...queries import Carried, ChangeCard, WantedLetter
from ...rules import Filter
from ...rules.policy import Policy
from ...rules.progress import Redelivered
from ...rules.subscribing import SubscriptionMoment, Why
from .books import Books
from .desk import Desk
from .lanes import Lane
from .parcels import Packing, Parcel

#: Kinds of topic and place seen lately, with the lanes that take them.
MOST_KINDS = 10_000


@dataclass(frozen=True, slots=True)
class Means:
    """What an office works with. `quick`, `slow`: letters of such lanes on their way at once."""

    line: Line
    policies: Callable[[date], Policy]
    source: str
    now: Callable[[], datetime]
    lot: Callable[[], float]
    writing: Desk
    reading: Desk
    quick: int
    slow: int


class PostOffice:
    """The lanes of one leader. `head`: up to here the tail has handed over."""

    def __init__(self, means: Means) -> None:
        self._policies, self.now, self.lot = means.policies, means.now, means.lot
        self.head = 0
        self.lanes: dict[UUID, tuple[Lane, asyncio.Task[None]]] = {}
        self._line, self._desk, self._reading = means.line, means.writing, means.reading
        self._packing = Packing(means.source)
        self._quick = asyncio.Semaphore(means.quick)
        self._slow = asyncio.Semaphore(means.slow)
        self._takers: dict[tuple[str, str], list[Lane]] = {}
        self._strays: set[UUID] = set()
        self.changed = asyncio.Event()
        self.books = Books(means.writing, means.now)

    @property
    def policy(self) -> Policy:
        """What is in force today: a worker may run for months."""
        return self._policies(self.now().date())

    def sort(self, changes: Sequence[ChangeCard]) -> None:
        """Hand each change to the lanes that take it."""
        for change in changes:
            if takers := self._taking(change.topic, change.place):
                parcel = self._packing.parcel(change)
                for lane in takers:
                    lane.hand(parcel)
            self.head = change.position

    def _taking(self, topic: str, place: str) -> list[Lane]:
        found = self._takers.get((topic, place))
        if found is None:
            if len(self._takers) >= MOST_KINDS:
                self._takers.clear()
            lanes = [lane for lane, _ in self.lanes.values()]
            found = [lane for lane in lanes if lane.held.wanted.takes(topic, place)]
            self._takers[topic, place] = found
        return found

    async def staff(self, tasks: asyncio.TaskGroup) -> None:
        """Open lanes of the active, close those of others; keep what did not change as it is."""
        if strays := await self.books.write():
            self._strays |= strays
        held = await self._desk.do(lambda: queries.carried(by=SYSTEM))
        there = {each.id for each in held}
        for key, (lane, task) in list(self.lanes.items()):
            if key in self._strays or key not in there or task.done():
                await self._close(lane, task)
        self._strays.clear()
        for each in held:
            if each.id not in self.lanes:
                self._open(each, tasks)
            else:
                self._refresh(each)
        self._takers.clear()

    def _open(self, held: Carried, tasks: asyncio.TaskGroup) -> None:
        lane = Lane(held, self)
        self.lanes[held.id] = lane, tasks.create_task(lane.work())

    def _refresh(self, held: Carried) -> None:
        lane, _ = self.lanes[held.id]
        lane.held = held
        if held.has_wanted_letters:
            lane.wants_letters = True
            lane.wake()

    async def _close(self, lane: Lane, task: asyncio.Task[None]) -> None:
        del self.lanes[lane.held.id]
        task.cancel()
        await asyncio.wait([task])
        if lane.held.id in self._strays:
            # Its cursor is not where it thinks: it has nothing to tell any more.
            self.books.forget(lane)

    def recall(self, strays: Iterable[UUID]) -> None:
        """Their cursor was moved by somebody else: they begin anew from where it stands."""
        self._strays.update(strays)
        self.changed.set()

    def rest(self) -> None:
        """Lanes where nothing waits move on with the head."""
        for lane, _ in self.lanes.values():
            lane.rest(self.head)

    def note(self, lane: Lane) -> None:
        self.books.note(lane)

    async def read(self, position: int, wanted: Filter, limit: int) -> list[Parcel]:
        found = await self._reading.do(
            lambda: queries.public_after(position, wanted.topics, wanted.places, limit)
        )
        return [self._packing.parcel(change) for change in found]

    async def post(self, letter: Letter, *, is_slow: bool) -> Reply:
        async with self._slow if is_slow else self._quick:
            return await self._line.post(letter)

    async def stop(self, lane: Lane, why: Why) -> None:
        await self.books.write()
        with suppress(AlreadyDone, NotFound, SubscriptionMoment):
            await self._desk.do(
                lambda: operations.stop(
                    subscription_id=lane.held.id, why=why, by=SYSTEM, at=self.now()
                )
            )

    async def wanted(self, lane: Lane) -> list[WantedLetter]:
        return await self._reading.do(lambda: queries.wanted_letters(lane.held.id, by=SYSTEM))

    async def settle_dead(self, told: Sequence[Redelivered]) -> None:
        if told:
            await self._desk.do(
                lambda: operations.settle_dead(redelivered=told, by=SYSTEM, at=self.now())
            )
