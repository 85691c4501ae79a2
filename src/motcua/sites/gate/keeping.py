"""Who is let in at machines' doors before a byte of the body is read: no flood reaches a thread.

Whoever shows no token, or wrong ones again and again, is answered in the event loop; and nobody
takes more than half of a lane, so that one eager source does not keep the others out.
"""

import time
from collections import Counter, OrderedDict
from collections.abc import AsyncIterator, Hashable
from contextlib import asynccontextmanager
from functools import partial
from hashlib import sha256

from django.db import DatabaseError, close_old_connections

from motcua.design.page import now
from motcua.foundation.front.answers import Answer, Headers
from motcua.foundation.front.doors import Scope
from motcua.foundation.front.front import Grouping, TurnedAway
from motcua.foundation.front.lanes import Full, Lane
from motcua.foundation.http import client_address, forwarded_for
from motcua.modules.observations import queries

from .answers import problem_answer
from .entering import TokenMissing, TokenWrong, TooManyWrong, bearer, is_plausible

#: Wrong tokens of one address in a minute; those who have shown a right one are not counted.
MOST_WRONG = 30
A_MINUTE = 60.0
#: Tokens that were right lately need not be looked up before their body is taken in. The door looks
#: each of them up again, so a revoked one opens nothing.
REMEMBERED = 10_000
SINGLES = 512


class Keeper:
    """`demands`: nobody comes in without a right token; else the door itself asks for one where it
    needs one. `grouping`: what goes together takes one place. Lives in one event loop."""

    def __init__(self, always: Headers, *, demands: bool, grouping: Grouping | None = None) -> None:
        self.always, self.demands, self.grouping = always, demands, grouping
        self._right: OrderedDict[bytes, None] = OrderedDict()
        self._wrong: Counter[str] = Counter()
        self._minute = 0.0
        self._inside: Counter[Hashable] = Counter()

    @asynccontextmanager
    async def inside(self, scope: Scope, lane: Lane) -> AsyncIterator[None]:
        headers: Headers = scope["headers"]
        shown = next((value for name, value in headers if name == b"authorization"), b"")
        address = _address(scope)
        # A token nobody has looked at makes no guest: there are as many as one likes.
        guest: Hashable = address
        if self.demands:
            guest = await self._token(shown, address, scope, lane)
        key = self._together(scope)
        group = None if key is None else (guest, key)
        # All of a group take one place, among the guest's other groups.
        place = guest if group is None else (guest,)
        if group is None or group not in self._inside:
            self._take(place, max(2, lane.room // 2), lane)
        if group is not None:
            self._take(group, SINGLES, lane)
        try:
            yield
        finally:
            if group is not None:
                self._give_back(group)
            if group is None or group not in self._inside:
                self._give_back(place)

    def _together(self, scope: Scope) -> Hashable | None:
        """What this request goes together with; None: it goes alone."""
        if self.grouping is None:
            return None
        for name, value in scope["headers"]:
            if name == b"content-length" and value.isdigit():
                small = 0 < int(value) <= self.grouping.largest
                return self.grouping.key(scope) if small else None
        return None

    def _take(self, guest: Hashable, most: int, lane: Lane) -> None:
        """:raises Full: so many are inside already"""
        if self._inside[guest] >= most:
            raise Full(lane.name)
        self._inside[guest] += 1

    def _give_back(self, guest: Hashable) -> None:
        self._inside[guest] -= 1
        if not self._inside[guest]:
            del self._inside[guest]

    async def _token(self, shown: bytes, address: str, scope: Scope, lane: Lane) -> bytes:
        """:raises TurnedAway: no token, a wrong one, or too many wrong ones"""
        try:
            token = bearer(shown.decode("latin1"))
        except TokenMissing as missing:
            raise TurnedAway(problem_answer(missing, scope, self.always)) from None
        digest = sha256(token.encode()).digest()
        if digest in self._right:
            self._right.move_to_end(digest)
            return digest
        if self._wrongs(address) >= MOST_WRONG:
            seconds = max(1, round(self._minute + A_MINUTE - time.monotonic()))
            many = TooManyWrong(f"{MOST_WRONG} in a minute", seconds=seconds)
            raise TurnedAway(problem_answer(many, scope, self.always))
        answer = await lane.do(partial(self._looked_up, token, scope))
        if answer.status != 204:
            self._wrong[address] += answer.status == 401
            raise TurnedAway(answer)
        self._right[digest] = None
        if len(self._right) > REMEMBERED:
            self._right.popitem(last=False)
        return digest

    def _wrongs(self, address: str) -> int:
        if time.monotonic() - self._minute > A_MINUTE:
            self._minute = time.monotonic()
            self._wrong.clear()
        return self._wrong[address]

    def _looked_up(self, token: str, scope: Scope) -> Answer:
        """In a thread."""
        if not is_plausible(token):
            return problem_answer(TokenWrong(), scope, self.always)
        close_old_connections()
        try:
            source = queries.public_source_of_token(token, at=now())
        except DatabaseError:
            # The door will say what is wrong with the database.
            return Answer(204, [], b"")
        if source is None:
            return problem_answer(TokenWrong(), scope, self.always)
        return Answer(204, [], b"")


def _address(scope: Scope) -> str:
    seen = scope.get("client") or ("", 0)
    return client_address(str(seen[0]), forwarded_for(scope["headers"]))
