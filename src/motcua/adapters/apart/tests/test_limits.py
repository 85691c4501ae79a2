"""A question of a stranger costs so much and no more, and whoever answers it reaches nothing."""

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from motcua.adapters.apart import walls
from motcua.adapters.apart.calling import Apart, TooMuch, standing_in
from motcua.adapters.apart.limits import Limits

from .echo import Stranger

MAKER = "motcua.adapters.apart.tests.echo:Glutton"
MEGABYTE = 1024 * 1024
with_walls = pytest.mark.skipif(not walls.are_there(), reason="this kernel has no walls")
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="counted by the kernel")


@pytest.fixture
def stranger(tmp_path: Path) -> Iterator[Stranger]:
    (tmp_path / "open").mkdir()
    limits = Limits(seconds=1, memory=200 * MEGABYTE, readable=(str(tmp_path / "open"),))
    there = Apart(MAKER, {}, limits=limits)
    yield standing_in(Stranger, there)
    there.leave()


def test_large_questions_and_answers_pass(stranger: Stranger) -> None:
    assert stranger.length(bytes(20 * MEGABYTE)) == 20 * MEGABYTE
    assert stranger.swallow(100) == 100 * MEGABYTE


def test_it_is_stopped_when_it_takes_too_long(stranger: Stranger) -> None:
    began = time.monotonic()
    with pytest.raises(TooMuch):
        stranger.think_for_ever()

    assert time.monotonic() - began < 10
    assert stranger.length(b"next") == 4


@on_linux
def test_it_gets_no_more_memory_than_it_may(stranger: Stranger) -> None:
    with pytest.raises(TooMuch, match="memory"):
        stranger.swallow(300)

    assert stranger.length(b"next") == 4


def test_a_fall_is_told_and_the_next_one_is_answered(stranger: Stranger) -> None:
    with pytest.raises(TooMuch):
        stranger.fall()

    assert stranger.length(b"next") == 4


def test_nothing_is_remembered_from_one_question_to_the_next(stranger: Stranger) -> None:
    assert [stranger.remember(), stranger.remember()] == [1, 1]


@with_walls
def test_it_reads_what_it_may_and_reaches_nothing_else(stranger: Stranger, tmp_path: Path) -> None:
    (tmp_path / "open" / "font").write_bytes(b"letters")
    (tmp_path / "secret").write_bytes(b"key")

    assert stranger.reach(str(tmp_path / "open" / "font")) == {
        "read": True, "write": False, "network": False, "program": False, "kill": False,
    }  # fmt: skip
    assert stranger.reach(str(tmp_path / "secret"))["read"] is False
    assert not (tmp_path / "open" / "font.new").exists()


def test_it_gets_nothing_of_our_environment(
    monkeypatch: pytest.MonkeyPatch, stranger: Stranger
) -> None:
    monkeypatch.setenv("MOTCUA_DATA_KEY", "secret")
    assert "MOTCUA_DATA_KEY" in os.environ

    assert not [name for name in stranger.surroundings() if name.startswith("MOTCUA")]


def test_it_holds_nothing_but_the_way_to_answer(stranger: Stranger) -> None:
    assert len(stranger.pipes()) == 1
