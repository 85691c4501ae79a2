"""What is put into a pipe comes out in order, whoever is slower."""

import asyncio
import threading
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

import pytest

from motcua.foundation.front import answers
from motcua.foundation.front.pipe import IN_MEMORY, Budget, Pipe, TooMuchWaits


def test_a_slow_reader_gets_all_and_the_writer_does_not_wait(tmp_path: Path) -> None:
    pieces = [bytes([n % 256]) * 100_000 for n in range(3 * IN_MEMORY // 100_000)]

    async def read() -> bytes:
        pipe = Pipe(tmp_path, asyncio.get_running_loop())
        writer = threading.Thread(target=_write, args=(pipe, pieces))
        writer.start()
        writer.join(30)  # all is written before anything is read
        return b"".join([piece async for piece in pipe.pieces()])

    assert asyncio.run(read()) == b"".join(pieces)


def test_pieces_come_while_the_rest_is_being_written(tmp_path: Path) -> None:
    async def read() -> list[bytes]:
        pipe, go = Pipe(tmp_path, asyncio.get_running_loop()), threading.Event()

        def write() -> None:
            pipe.put(b"first")
            go.wait(30)
            pipe.put(b"second")
            pipe.end()

        threading.Thread(target=write).start()
        found = []
        async for piece in pipe.pieces():
            found.append(piece)
            go.set()
        return found

    assert asyncio.run(read()) == [b"first", b"second"]


def test_a_writer_that_fails_is_heard(tmp_path: Path) -> None:
    async def read() -> None:
        pipe = Pipe(tmp_path, asyncio.get_running_loop())
        pipe.put(b"first")
        pipe.end(LookupError())
        async for _ in pipe.pieces():
            pass

    with pytest.raises(LookupError):
        asyncio.run(read())


def test_nobody_writes_for_a_reader_who_left(tmp_path: Path) -> None:
    async def leave() -> bool:
        pipe = Pipe(tmp_path, asyncio.get_running_loop())
        pipe.leave()
        return pipe.put(b"x")

    assert asyncio.run(leave()) is False


def test_what_waits_for_slow_readers_is_limited_and_given_back(tmp_path: Path) -> None:
    budget = Budget(10)

    async def read() -> None:
        loop = asyncio.get_running_loop()
        slow, quick = Pipe(tmp_path, loop, budget), Pipe(tmp_path, loop, budget)
        slow.put(b"12345678")
        for _ in range(5):
            quick.put(b"12")
            assert await anext(quick.pieces()) == b"12"
        with pytest.raises(TooMuchWaits) as broken:
            slow.put(b"123")
        slow.end(broken.value)
        with pytest.raises(TooMuchWaits):
            await anext(slow.pieces())
        slow.leave()
        quick.leave()
        quick.leave()

    asyncio.run(read())
    assert budget.kept == 0


def test_a_reader_who_takes_nothing_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "LONGEST_PIECE_SECONDS", 0.01)

    async def send(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.body":
            await asyncio.get_running_loop().create_future()

    assert _left(tmp_path, send, TimeoutError) is False


def test_a_reader_who_is_gone_at_once_leaves_the_pipe(tmp_path: Path) -> None:
    async def send(message: MutableMapping[str, Any]) -> None:
        raise ConnectionError(message["type"])

    assert _left(tmp_path, send, ConnectionError) is False


def _left(folder: Path, send: answers.Send, wrong: type[Exception]) -> bool:
    """Whether anybody still reads after the answer has failed so."""

    async def go() -> bool:
        pipe = Pipe(folder, asyncio.get_running_loop())
        pipe.put(b"first")
        with pytest.raises(wrong):
            await answers.Answer(200, [], pipe).go(send, method="GET")
        return pipe.put(b"more")

    return asyncio.run(go())


def _write(pipe: Pipe, pieces: list[bytes]) -> None:
    for piece in pieces:
        assert pipe.put(piece)
    pipe.end()
