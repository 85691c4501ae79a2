"""What is put into a pipe comes out in order, whoever is slower."""

import asyncio
import threading
from pathlib import Path

import pytest

from motcua.foundation.front.pipe import IN_MEMORY, Pipe


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


def _write(pipe: Pipe, pieces: list[bytes]) -> None:
    for piece in pieces:
        assert pipe.put(piece)
    pipe.end()
