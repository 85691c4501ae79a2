"""Notifications a second without loss: webhooks to receivers on loopback, and SSE to listeners.

The receivers are one small process, the courier another, and the city that publishes a third, all
on this machine with the database: what the courier alone could do is more.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

import msgspec
from django.db import transaction
from rich.console import Console

from motcua.adapters.embedded_postgres import Server
from motcua.kernel.actors import SYSTEM, Actor
from motcua.modules.broadcast import operations, queries, steps
from motcua.modules.broadcast.rules import Change, Filter
from motcua.modules.broadcast.rules.subscribing import Content, Wish

from . import place
from .ears import Heard
from .knocking import percentile
from .receivers import Received
from .report import Figure, Report

AIM = 2000
#: What is on its way at the end is waited for, so a little more is offered than is aimed at.
OFFERED = 2200
SUBSCRIBERS = 20
OVERLOAD = 4
#: A transaction publishes so many changes.
AT_ONCE = 5
DRAIN_SECONDS = 180
OWNER = "client:bench"
LISTENERS, TOLD_EACH_SECOND = 200, 100
PROXIES = "MOTCUA_TRUSTED_PROXIES"


class Lost(Exception):
    """Something was not delivered, or the books do not balance."""


@dataclass(frozen=True, slots=True)
class Boxes:
    """The process of the receivers."""

    process: "subprocess.Popen[bytes]"
    port: int

    def look(self, *, reset: bool = False) -> Received:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(b"reset\n" if reset else b"look\n")
        self.process.stdin.flush()
        return msgspec.json.decode(self.process.stdout.readline(), type=Received)


@contextmanager
def boxes() -> Iterator[Boxes]:
    process = subprocess.Popen(
        [sys.executable, "-m", "motcua.config.bench.receivers"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    try:
        assert process.stdout is not None
        yield Boxes(process, int(process.stdout.readline()))
    finally:
        process.kill()
        process.wait()


@contextmanager
def carrier() -> Iterator[None]:
    env = {**os.environ, "MOTCUA_WEBHOOK_ALLOW_PRIVATE": "127.0.0.0/8"}
    process = subprocess.Popen([sys.executable, "-m", "motcua.config.bench.carrier"], env=env)
    try:
        yield
    finally:
        process.terminate()
        process.wait(30)


@contextmanager
def subscribed(
    port: int, paths: list[str], *, content: Content = Content.SINGLE
) -> Iterator[list[UUID]]:
    """Subscribers to everything, gone at the end."""
    now = datetime.now(UTC)
    made = []
    for number, path in enumerate(paths):
        owner = Actor(f"{OWNER}:{number}")
        wish = Wish(path, f"http://127.0.0.1:{port}{path}", Filter(), content)
        asked = operations.ask(wish=wish, by=owner, at=now)
        operations.note_proof(subscription_id=asked.id, problem="", by=SYSTEM, at=now)
        made.append(asked.id)
    try:
        yield made
    finally:
        for each in made:
            operations.remove(subscription_id=each, by=SYSTEM, at=datetime.now(UTC))


def publish(count: int) -> None:
    now = datetime.now(UTC)
    changes = [
        Change(
            topic="observations.pm2_5",
            kind="vn.motcua.observations.taken.v1",
            subject=f"place:{number:05}",
            place="00070",
            at=now,
            data={
                "title": {"vi": "Bụi mịn PM2.5 phường Hoàn Kiếm", "en": "PM2.5, Hoàn Kiếm ward"},
                "readings": [{"series": "tram-1.pm2_5", "value": 41.5, "unit": "ug/m3"}],
                "sent": time.time(),
            },
        )
        for number in range(count)
    ]
    with transaction.atomic():
        steps.publish(changes)


def offer(rate: float, seconds: float) -> int:
    """Publish so many changes a second, evenly. Returns how many were published."""
    began, done = time.perf_counter(), 0
    while (passed := time.perf_counter() - began) < seconds:
        due = int(passed * rate) - done
        if due >= AT_ONCE:
            publish(due)
            done += due
        else:
            time.sleep(AT_ONCE / rate / 4)
    return done


def sent_by(ids: list[UUID]) -> int:
    return sum(card.sent for card in queries.accounts(by=SYSTEM) if card.id in ids)


def drain(ids: list[UUID], total: int) -> float:
    """Wait until all are sent. Returns the seconds it took."""
    began = time.perf_counter()
    while sent_by(ids) < total:
        if time.perf_counter() - began > DRAIN_SECONDS:
            raise Lost(f"{sent_by(ids)} of {total} sent")
        time.sleep(0.05)
    return time.perf_counter() - began


def must_balance(ids: list[UUID]) -> None:
    """:raises Lost: the books say so"""
    off = [card for card in queries.accounts(by=SYSTEM) if card.id in ids and not card.is_balanced]
    if off:
        raise Lost(str(off))


def must_have_all(received: Received, paths: list[str], count: int) -> int:
    """Returns how many letters came more than once.

    :raises Lost: a receiver lacks some
    """
    lacking = {p: received.different.get(p, 0) for p in paths if received.different.get(p) != count}
    if lacking:
        raise Lost(f"{count} were told; received: {lacking}")
    return sum(received.letters[path] for path in paths) - count * len(paths)


def measure(report: Report, server: Server, *, seconds: int, say: Console) -> None:
    """Webhooks at the aim, four times over it, and beside one that hangs; then listeners."""
    with boxes() as receivers, carrier():
        say.print("  webhooks …")
        _webhooks(report, receivers, seconds)
        _beside_one_that_hangs(report, receivers, seconds)
    with _behind_a_proxy(), place.served(database=server.url()):
        say.print("  listeners …")
        _listeners(report, seconds)


def _webhooks(report: Report, receivers: Boxes, seconds: int) -> None:
    """A little more than the aim is offered, then four times as much: that must not take less."""
    paths = [f"/box/{number}" for number in range(SUBSCRIBERS)]
    with subscribed(receivers.port, paths) as ids:
        _warm(receivers, ids)
        before, aim = len(ids), float(AIM)
        for times in (1, OVERLOAD):
            began = time.perf_counter()
            told = offer(OFFERED * times / len(ids), seconds)
            count = told * len(ids)
            before += count
            drain(ids, before)
            rate = count / (time.perf_counter() - began)
            received = receivers.look(reset=True)
            twice = must_have_all(received, paths, told)
            offered = f"notifications, offered {OFFERED * times:,} a second"
            told_of = _detail(received, count, twice)
            report.add(Figure(offered, rate, "/s", aim, detail=told_of))
            aim = rate
        must_balance(ids)


def _beside_one_that_hangs(report: Report, receivers: Boxes, seconds: int) -> None:
    paths = [f"/other/{number}" for number in range(SUBSCRIBERS)]
    with subscribed(receivers.port, [*paths, "/hang"]) as every:
        ids, before = every[:-1], 0
        _warm(receivers, ids)
        before = len(ids)
        told = offer(AIM / len(ids), seconds)
        drain(ids, before + told * len(ids))
        received = receivers.look(reset=True)
        twice = must_have_all(received, paths, told)
        late = percentile(received.delays, 0.99) * 1000
        report.add(
            Figure(
                "delay beside one that hangs, p99", late, "ms",
                detail=_detail(received, told * len(ids), twice),
            )
        )  # fmt: skip
        must_balance(every)


def _warm(receivers: Boxes, ids: list[UUID]) -> None:
    """Every line is open, every statement prepared."""
    publish(1)
    drain(ids, len(ids))
    receivers.look(reset=True)


def _detail(received: Received, count: int, twice: int) -> str:
    half, late = (percentile(received.delays, part) * 1000 for part in (0.5, 0.99))
    return (
        f"{count:,} to {SUBSCRIBERS} receivers, none lost, {twice} twice;"
        f" after {half:.0f} ms, p99 {late:.0f} ms"
    )


@contextmanager
def _behind_a_proxy() -> Iterator[None]:
    """Lines are counted by address: our listeners say they come from many, through a proxy."""
    before = os.environ.get(PROXIES)
    os.environ[PROXIES] = "1"
    try:
        yield
    finally:
        os.environ.pop(PROXIES)
        if before is not None:
            os.environ[PROXIES] = before


def _listeners(report: Report, seconds: int) -> None:
    process = subprocess.Popen(  # noqa: S603 -- ourselves
        [sys.executable, "-m", "motcua.config.bench.ears", str(place.port()), str(LISTENERS)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    try:
        assert process.stdin is not None
        assert process.stdout is not None
        if process.stdout.readline() != b"ready\n":
            raise Lost("nobody listens")
        began = time.perf_counter()
        told = offer(TOLD_EACH_SECOND, seconds)
        deadline = time.perf_counter() + DRAIN_SECONDS
        while True:
            process.stdin.write(b"\n")
            process.stdin.flush()
            heard = msgspec.json.decode(process.stdout.readline(), type=Heard)
            if heard.fewest >= told:
                break
            if time.perf_counter() > deadline:
                raise Lost(f"{told} were told, {heard.fewest} heard by one")
            time.sleep(0.05)
        took = time.perf_counter() - began
    finally:
        process.kill()
        process.wait()
    if heard.most != told:
        raise Lost(f"{told} were told, {heard.most} heard by one")
    half, late = (percentile(heard.delays, part) * 1000 for part in (0.5, 0.99))
    report.add(
        Figure(
            "changes heard by listeners of /stream", heard.events / took, "/s",
            detail=f"{LISTENERS} listeners, {told} changes each, none lost or twice;"
            f" after {half:.0f} ms, p99 {late:.0f} ms",
        )
    )  # fmt: skip
