"""A body is taken in whole or refused, and its room is given back in any case."""

import asyncio
from collections.abc import Awaitable, Callable
from io import BytesIO
from pathlib import Path

import pytest

from motcua.foundation.front.bodies import IN_MEMORY, BodyRefused, Gone, Message, Pantry, Patience

HURRIED = Patience(first=0.02, slowest=1_000_000, longest=1.0)


def sends(
    *chunks: bytes, hangs: bool = False, hangs_up: bool = False
) -> Callable[[], Awaitable[Message]]:
    """A sender of these chunks; at the end it may fall silent or hang up instead."""
    left = list(chunks)

    async def receive() -> Message:
        if left:
            body = left.pop(0)
            return {
                "type": "http.request",
                "body": body,
                "more_body": bool(left) or hangs or hangs_up,
            }
        if hangs:
            await asyncio.get_running_loop().create_future()
        return {"type": "http.disconnect"}

    return receive


def taken(pantry: Pantry, receive: Callable[[], Awaitable[Message]], most: int = 10**9) -> bytes:
    async def take() -> bytes:
        with pantry.shelf() as shelf:
            await shelf.fill(receive, most)
            return shelf.file.read()

    return asyncio.run(take())


@pytest.fixture
def pantry(tmp_path: Path) -> Pantry:
    return Pantry(tmp_path / "tmp", most=10 * IN_MEMORY)


def test_a_short_body_stays_in_memory(pantry: Pantry) -> None:
    async def kind() -> type:
        with pantry.shelf() as shelf:
            await shelf.fill(sends(b"ab", b"c"), 10)
            return type(shelf.file)

    assert taken(pantry, sends(b"ab", b"c")) == b"abc"
    assert asyncio.run(kind()) is BytesIO


def test_a_long_body_goes_to_disk_and_leaves_nothing_there(pantry: Pantry) -> None:
    piece = b"x" * (IN_MEMORY // 2 + 1)

    assert taken(pantry, sends(piece, piece, piece)) == piece * 3
    assert list(pantry.folder.iterdir()) == []
    assert pantry.kept == 0


def test_too_much_is_refused_while_it_comes(pantry: Pantry) -> None:
    with pytest.raises(BodyRefused) as refused:
        taken(pantry, sends(b"abc", b"def", hangs=True), most=5)

    assert (refused.value.status, refused.value.code) == (413, "body-too-large")
    assert pantry.kept == 0


def test_a_full_pantry_refuses(tmp_path: Path) -> None:
    pantry = Pantry(tmp_path, most=4)

    with pytest.raises(BodyRefused) as refused:
        taken(pantry, sends(b"abc", b"def"))

    assert (refused.value.status, refused.value.code) == (429, "no-room")
    assert taken(pantry, sends(b"abc")) == b"abc"


def test_who_falls_silent_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BodyRefused) as refused:
        taken(Pantry(tmp_path, most=100, patience=HURRIED), sends(b"abc", hangs=True))

    assert (refused.value.status, refused.value.code) == (408, "body-too-slow")


def test_who_sends_is_given_time() -> None:
    patience = Patience(first=20, slowest=1000)

    assert patience.until(20, now=5, received=3000) == 23
    assert patience.until(20, now=5, received=10**9) == 25, "no more in hand than at first"


def test_a_guest_fills_only_a_share_and_small_bodies_are_always_taken(tmp_path: Path) -> None:
    pantry = Pantry(tmp_path, most=10 * IN_MEMORY, share=2 * IN_MEMORY)

    async def take() -> None:
        with pantry.shelf("An") as first, pantry.shelf("An") as second:
            await first.fill(sends(b"x" * 2 * IN_MEMORY), 10**9)
            with pytest.raises(BodyRefused) as refused:
                await second.fill(sends(b"x" * IN_MEMORY, b"x"), 10**9)
            assert (refused.value.status, refused.value.code) == (429, "no-room")
            with pantry.shelf("An") as small, pantry.shelf("Binh") as other:
                await small.fill(sends(b"x"), 10)
                await other.fill(sends(b"x" * 2 * IN_MEMORY), 10**9)

    asyncio.run(take())
    assert pantry.kept == 0
    assert not pantry.kept_of


def test_who_hangs_up_is_gone(pantry: Pantry) -> None:
    with pytest.raises(Gone):
        taken(pantry, sends(b"abc", hangs_up=True))
    assert pantry.kept == 0
