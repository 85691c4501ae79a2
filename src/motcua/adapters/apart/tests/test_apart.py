"""A port spoken over a pipe to a process that leaves when nobody asks."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from motcua.adapters.apart.calling import Apart, Lost, standing_in

from .echo import Call, Tone, Valley

CALL = Call(b"hello \x00\xff", Tone.LOUD, datetime(2026, 11, 22, 9, 30, 1, 5, tzinfo=UTC))
MAKER = "motcua.adapters.apart.tests.echo:Echo"


@pytest.fixture
def apart() -> Iterator[Apart]:
    there = Apart(MAKER, {"prefix": b"> "})
    yield there
    there.leave()


@pytest.fixture
def valley(apart: Apart) -> Valley:
    return standing_in(Valley, apart)


def test_it_answers_with_the_same_types(valley: Valley) -> None:
    first, second = valley.answer(CALL, times=2)

    assert first == second == Call(b"> " + CALL.words, CALL.tone, CALL.at)
    assert valley.tones([CALL, CALL]) == {Tone.LOUD: 2, Tone.LOW: 0}


def test_nothing_starts_before_somebody_asks_and_one_process_answers_all(
    apart: Apart, valley: Valley
) -> None:
    assert not apart.is_there

    with ThreadPoolExecutor(4) as pool:
        seen = set(pool.map(lambda _: valley.process(), range(12)))

    assert len(seen) == 1
    assert apart.is_there


def test_a_failure_there_is_told_here_and_the_next_one_is_answered(valley: Valley) -> None:
    with pytest.raises(Lost, match="ValueError: not today"):
        valley.refuse()

    assert valley.answer(CALL, times=0) == []


def test_a_process_that_falls_is_started_again(valley: Valley) -> None:
    before = valley.process()
    with pytest.raises(Lost):
        valley.fall()

    assert valley.process() != before


def test_it_leaves_when_idle_and_comes_back_when_asked() -> None:
    apart = Apart(MAKER, {"prefix": b""}, idle=0.05)
    valley = standing_in(Valley, apart)
    before = valley.process()
    for timer in [t for t in threading.enumerate() if isinstance(t, threading.Timer)]:
        timer.join()

    assert not apart.is_there
    assert valley.process() != before
    apart.leave()
