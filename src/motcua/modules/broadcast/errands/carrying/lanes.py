"""One lane per subscription: its changes in order, one letter at a time, nobody else's delay.

A lane lives on what the tail hands it. One that does not keep up lets go and reads for itself from
the sequence, from where it stands, until it has caught up.
"""

import asyncio
from collections import deque
from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import Enum
from typing import Protocol

from ...ports import Letter, Reply
from ...queries import Carried, WantedLetter
from ...rules import Filter
from ...rules.policy import Policy
from ...rules.progress import Buried, Progress, Redelivered
from ...rules.subscribing import Content, Why
from ...rules.trying import Decision, Heard, Next, decide, heard
from .parcels import Parcel, letter

PAGE = 500


class Office(Protocol):
    """What a lane needs: the clock, the sequence, the line out, and the books."""

    @property
    def policy(self) -> Policy: ...
    @property
    def head(self) -> int: ...
    def now(self) -> datetime: ...
    def lot(self) -> float: ...
    def note(self, lane: "Lane") -> None: ...
    async def read(self, position: int, wanted: Filter, limit: int) -> list[Parcel]: ...
    async def post(self, letter: Letter, *, is_slow: bool) -> Reply: ...
    async def stop(self, lane: "Lane", why: Why) -> None: ...
    async def wanted(self, lane: "Lane") -> list[WantedLetter]: ...
    async def settle_dead(self, told: Sequence[Redelivered]) -> None: ...


class Pace(Enum):
    """LIVE: lives on what the tail hands over. BEHIND: must read. CATCHING: is reading."""

    LIVE = 1
    BEHIND = 2
    CATCHING = 3


class Lane:
    """`cursor`: all up to here is settled. `written`: as far as the database knows."""

    def __init__(self, held: Carried, office: Office) -> None:
        self.held, self._office = held, office
        self.cursor = self.written = self._seen = held.cursor
        self.tries, self.failing_since = held.tries, held.failing_since
        self.next_try_at, self.problem = held.next_try_at, ""
        self.sent = 0
        self.buried: list[Buried] = []
        self.wants_letters = held.has_wanted_letters
        self.pace = Pace.BEHIND
        self._queue: deque[Parcel] = deque()
        self._later: deque[Parcel] = deque()
        self._bell = asyncio.Event()
        self._single = 0  # so many parcels go alone, to find the one that is refused
        self._is_slow = self._at_work = False

    @property
    def is_idle(self) -> bool:
        return self.pace is Pace.LIVE and not self._queue and not self._at_work

    def hand(self, parcel: Parcel) -> None:
        """The tail hands over a change this lane takes."""
        if self.pace is Pace.CATCHING:
            self._later.append(parcel)
        elif self.pace is Pace.LIVE and parcel.position > self._seen:
            if len(self._queue) >= PAGE:
                self.pace = Pace.BEHIND
                return
            self._queue.append(parcel)
            self._seen = parcel.position
            self._bell.set()

    def wake(self) -> None:
        self._bell.set()

    def rest(self, head: int) -> None:
        """Nothing waits here: everything up to the head is settled."""
        if self.is_idle and self.cursor < head:
            self.cursor = self._seen = head
            self._office.note(self)

    def progress(self) -> Progress:
        """What is new for the books; the lane counts afresh from here."""
        told = Progress(
            self.held.id, self.written, self.cursor, self.sent, self.tries, self.failing_since,
            self.next_try_at, self.problem, tuple(self.buried),
        )  # fmt: skip
        self.sent, self.written, self.buried = 0, self.cursor, []
        return told

    async def work(self) -> None:
        """Until cancelled, or until the subscription is stopped."""
        while True:
            if not self._queue:
                await self._find_work()
            else:
                self._at_work = True
                if not await self._send(self._batch()):
                    return
                self._at_work = False

    async def _find_work(self) -> None:
        if self.pace is not Pace.LIVE:
            await self._catch_up()
        elif self.wants_letters:
            await self._send_dead()
        else:
            self._bell.clear()
            await self._bell.wait()

    async def _catch_up(self) -> None:
        """Read a page; the last one joins what the tail handed over meanwhile."""
        self.pace = Pace.CATCHING
        self._later.clear()
        head = self._office.head
        found = await self._office.read(self._seen, self.held.wanted, PAGE)
        self._queue.extend(found)
        if found:
            self._seen = found[-1].position
        if len(found) < PAGE:
            self._seen = max(self._seen, head)
            self.pace = Pace.LIVE
            for parcel in self._later:
                self.hand(parcel)
        else:
            self.pace = Pace.BEHIND
        self._later.clear()

    def _batch(self) -> list[Parcel]:
        most = self._office.policy.batch if self.held.content is Content.BATCH else 1
        if self._single:
            most = 1
        return [self._queue.popleft() for _ in range(min(most, len(self._queue)))]

    async def _send(self, parcels: list[Parcel]) -> bool:
        """Try until it is taken or given up. False where the subscription is stopped."""
        while True:
            await self._wait()
            reply = await self._post(parcels)
            answer = heard(reply.status)
            if answer is Heard.REFUSED and len(parcels) > 1:
                # One of them is refused: each goes alone, and only that one is given up.
                self._single = len(parcels)
                self._queue.extendleft(reversed(parcels))
                return True
            decision = self._decide(reply, answer)
            if decision.next is Next.AGAIN:
                self._office.note(self)
                continue
            if decision.next is Next.STOP:
                why = Why.GONE if answer is Heard.GONE else Why.FAILING
                await self._office.stop(self, why)
                return False
            self._settle(parcels, decision, reply)
            return True

    async def _wait(self) -> None:
        if self.next_try_at is not None:
            seconds = (self.next_try_at - self._office.now()).total_seconds()
            await asyncio.sleep(max(0.0, seconds))

    async def _post(self, parcels: Sequence[Parcel]) -> Reply:
        began = asyncio.get_running_loop().time()
        told = letter(self.held, parcels, at=self._office.now())
        reply = await self._office.post(told, is_slow=self._is_slow or bool(self.tries))
        self._is_slow = asyncio.get_running_loop().time() - began > SLOW_SECONDS
        return reply

    def _decide(self, reply: Reply, answer: Heard) -> Decision:
        now = self._office.now()
        if answer is Heard.TAKEN:
            self.failing_since = self.next_try_at = None
            self.tries, self.problem = 0, ""
            return Decision(Next.GO_ON)
        self.tries += 1
        self.problem = reply.told
        self.failing_since = self.failing_since or now
        decision = decide(
            reply,
            tries=self.tries,
            failing=now - self.failing_since,
            policy=self._office.policy,
            lot=self._office.lot(),
        )
        self.next_try_at = now + decision.wait if decision.wait > timedelta() else None
        return decision

    def _settle(self, parcels: Sequence[Parcel], decision: Decision, reply: Reply) -> None:
        if decision.next is Next.GO_ON:
            self.sent += len(parcels)
        else:
            self.buried += [parcel.buried(reply.told, self.tries) for parcel in parcels]
            self.tries = 0
        self.cursor = parcels[-1].position
        self._single = max(0, self._single - len(parcels))
        self._office.note(self)

    async def _send_dead(self) -> None:
        """Dead letters that are wanted go once each; what is not taken is dead again."""
        letters = await self._office.wanted(self)
        self.wants_letters = bool(letters)
        told = []
        for each in letters:
            parcel = Parcel(each.position, each.event, "", each.body)
            reply = await self._post([parcel])
            problem = "" if heard(reply.status) is Heard.TAKEN else reply.told
            told.append(Redelivered(self.held.id, each.position, problem))
        await self._office.settle_dead(told)


#: Who takes this long shares the line of the slow, so that the quick never wait for one.
SLOW_SECONDS = 2.0
