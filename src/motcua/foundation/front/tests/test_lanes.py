"""A lane works in as many threads as said, refuses whom it has no room for, frees each place."""

import asyncio
import threading
from collections.abc import Sequence

import pytest

from motcua.foundation.front.answers import Answer
from motcua.foundation.front.lanes import Full, Lane

EMPTY = Answer(200, [], b"")


def test_work_is_done_in_threads_that_stay() -> None:
    lane, names = Lane("people", threads=2, waiting=5), set[str]()

    def work() -> Answer:
        names.add(threading.current_thread().name)
        return EMPTY

    async def ask() -> None:
        for _ in range(5):
            assert await lane.do(work) is EMPTY

    asyncio.run(ask())
    assert names == {"people-1"}
    assert lane.inside == 0


def test_a_full_lane_refuses_at_once_and_takes_in_again() -> None:
    lane, gate = Lane("people", threads=1, waiting=1), threading.Event()

    def wait() -> Answer:
        gate.wait(30)
        return EMPTY

    async def ask() -> None:
        first = [asyncio.create_task(lane.do(wait)) for _ in range(2)]
        await asyncio.sleep(0)
        with pytest.raises(Full):
            await lane.do(wait)
        gate.set()
        await asyncio.gather(*first)
        assert await lane.do(wait) is EMPTY

    asyncio.run(ask())


def test_a_fault_is_raised_where_it_is_waited_for() -> None:
    lane = Lane("people", threads=1, waiting=0)

    def fail() -> Answer:
        raise LookupError

    async def ask() -> None:
        for _ in range(3):
            with pytest.raises(LookupError):
                await lane.do(fail)

    asyncio.run(ask())
    assert lane.inside == 0


def test_the_place_is_taken_until_the_rest_is_written() -> None:
    lane, gate = Lane("people", threads=1, waiting=0), threading.Event()

    def start() -> Answer:
        return Answer(200, [], b"", rest=rest)

    def rest() -> None:
        gate.wait(30)

    async def ask() -> None:
        await lane.do(start)
        assert lane.is_full
        gate.set()
        while lane.is_full:
            await asyncio.sleep(0)

    asyncio.run(ask())


def test_who_leaves_does_not_free_the_place_before_the_work_is_done() -> None:
    lane, gate = Lane("people", threads=1, waiting=0), threading.Event()

    def wait() -> Answer:
        gate.wait(30)
        return EMPTY

    async def ask() -> None:
        asked = asyncio.create_task(lane.do(wait))
        await asyncio.sleep(0)
        asked.cancel()
        await asyncio.gather(asked, return_exceptions=True)
        assert lane.is_full
        gate.set()
        while lane.is_full:
            await asyncio.sleep(0)

    asyncio.run(ask())


def test_small_ones_that_wait_for_a_thread_are_done_together() -> None:
    lane, gate = Lane("machines", threads=1, waiting=5), threading.Event()
    groups: list[list[int]] = []

    def wait() -> Answer:
        gate.wait(30)
        return EMPTY

    def work(items: Sequence[int]) -> list[Answer]:
        groups.append(list(items))
        return [Answer(200 + item, [], b"") for item in items]

    async def ask() -> list[int]:
        first = asyncio.create_task(lane.do(wait))
        await asyncio.sleep(0)
        small = [asyncio.create_task(lane.do_together("a", n, work)) for n in range(5)]
        other = asyncio.create_task(lane.do_together("b", 9, work))
        await asyncio.sleep(0)
        assert lane.inside == 3
        gate.set()
        await first
        return [(await each).status for each in [*small, other]]

    assert asyncio.run(ask()) == [200, 201, 202, 203, 204, 209]
    assert groups == [[0, 1, 2, 3, 4], [9]]
    assert lane.inside == 0


def test_a_fault_in_a_group_is_told_to_all_of_it() -> None:
    lane = Lane("machines", threads=1, waiting=5)

    def fail(items: Sequence[int]) -> list[Answer]:
        raise LookupError(items)

    async def ask() -> None:
        tasks = [asyncio.create_task(lane.do_together("a", n, fail)) for n in range(3)]
        told = await asyncio.gather(*tasks, return_exceptions=True)
        assert [type(each) for each in told] == [LookupError] * 3

    asyncio.run(ask())
    assert lane.inside == 0


def test_a_full_lane_takes_no_new_group() -> None:
    lane, gate = Lane("machines", threads=1, waiting=0), threading.Event()

    def wait() -> Answer:
        gate.wait(30)
        return EMPTY

    async def ask() -> None:
        first = asyncio.create_task(lane.do(wait))
        await asyncio.sleep(0)
        with pytest.raises(Full):
            await lane.do_together("a", 1, lambda items: [EMPTY for _ in items])
        gate.set()
        await first

    asyncio.run(ask())
