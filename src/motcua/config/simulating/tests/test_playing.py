"""The course of a simulation: stretches that join, faster through the past, then with the clock."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice, pairwise
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner

from motcua.config import environment
from motcua.config.cli import app
from motcua.config.simulating import command, placing, ticks
from motcua.config.simulating.playing import Play
from motcua.config.simulating.readings import CADENCE
from motcua.foundation import jobs

START = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)


class Clock:
    """A clock that moves only when somebody sleeps."""

    def __init__(self) -> None:
        self.at = START
        self.slept: list[float] = []

    def now(self) -> datetime:
        return self.at

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.at += timedelta(seconds=seconds)


def play(*, once: bool = False) -> Play:
    return Play(hours=1, speed=60, once=once, seed=1, with_faults=False)


def test_once_is_the_past_in_one_go() -> None:
    clock = Clock()

    (stretch,) = play(once=True).stretches(clock=clock.now, sleep=clock.sleep)

    assert stretch == (START - timedelta(hours=1), START)
    assert clock.slept == []


def test_the_past_runs_faster_and_the_present_as_the_clock_does() -> None:
    clock = Clock()
    many: Iterator[tuple[datetime, datetime]] = play().stretches(clock=clock.now, sleep=clock.sleep)
    found = list(islice(many, 16))

    assert all(one[1] == other[0] for one, other in pairwise(found))
    assert clock.slept[:12] == [5.0] * 12
    assert clock.slept[-1] == CADENCE.total_seconds()
    assert found[-1][1] <= clock.at


def test_faults_are_listed_without_a_city() -> None:
    told = CliRunner().invoke(app, ["simulate", "--list-faults", "--hours", "48"])

    assert told.exit_code == 0


def test_a_city_far_away_needs_a_token() -> None:
    told = CliRunner().invoke(app, ["simulate", "--url", "http://localhost:1"])

    assert told.exit_code == 2


def test_nobody_there_is_said_and_not_thrown(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("t\n")
    sender = command.gate("http://127.0.0.1:9", tmp_path / "token")

    assert command.simulate(play(once=True), sender, say=Console(quiet=True)) == 1


@pytest.mark.parametrize(
    ("profile", "told", "expected"),
    [("demo", "", True), ("demo", "off", False), ("test", "", False), ("test", "on", True),
     ("production", "", False)],
)  # fmt: skip
def test_only_a_demo_city_lives_by_itself(
    profile: str,
    told: str,
    *,
    expected: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("MOTCUA_PROFILE", profile)
    monkeypatch.setenv("MOTCUA_SIMULATE", told)

    assert environment.simulates() is expected


@pytest.mark.parametrize(("profile", "told"), [("production", "on"), ("demo", "yes")])
def test_production_and_nonsense_are_refused(
    profile: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MOTCUA_PROFILE", profile)
    monkeypatch.setenv("MOTCUA_SIMULATE", told)

    with pytest.raises(environment.Misconfigured):
        environment.simulates()


def test_the_command_is_refused_in_production(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOTCUA_PROFILE", "production")

    with pytest.raises(SystemExit):
        command.refuse_production()


@pytest.mark.django_db
def test_the_jobs_do_nothing_where_it_is_off() -> None:
    ticks.begin_soon()
    ticks.begin()
    ticks.send_readings()
    ticks.move_dossiers()

    assert not placing.is_placed()
    assert jobs.health().waiting == 0
