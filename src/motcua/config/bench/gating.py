"""Observations over HTTP: batches of a thousand, single ones, and four times more than fits.

Every answer comes after the commit. Sources, client and database share the machine's cores.
"""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice

import msgspec
from rich.console import Console

from motcua.adapters.embedded_postgres import Server
from motcua.kernel.actors import SYSTEM
from motcua.modules.observations import operations

from . import place
from .knocking import percentile
from .observing import AIM, ROWS, network
from .pouring import Poured, Pouring
from .report import Figure, Report

SINGLES_AIM = 1500
#: Connections that keep the web processes busy, and those, one a source, that offer four times
#: as much.
CLIENTS, MANY_CLIENTS, SINGLE_CLIENTS = 8, 160, 32
#: Of each source: a batch is the last twenty readings of all of them.
SERIES = 50
OVERLOAD = 4
#: Newer than an hour all of it, so that it is news: as a source sends, not as history.
RECENT = timedelta(minutes=50)
_POST = (
    "POST /gate/v1/observations HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
    "Authorization: Bearer {token}\r\nContent-Length: {size}\r\n\r\n"
)


class NotTaken(Exception):
    """The gate refused what was in order; the message says how it answered."""


@dataclass(frozen=True, slots=True)
class Machine:
    """A source with its token and its series."""

    token: str
    codes: list[str]

    def batches(self, rows: int, start: datetime) -> Iterator[bytes]:
        """Requests for ever: `rows` rows over all series in turn, a second between readings."""
        turn = 0
        while True:
            told = []
            for n in range(turn * rows, (turn + 1) * rows):
                second, series = divmod(n, len(self.codes))
                told.append({
                    "series": self.codes[series],
                    "time": (start + timedelta(seconds=second)).isoformat(),
                    "value": 20.0 + (second * 7 + series * 3) % 83 / 10,
                })  # fmt: skip
            turn += 1
            yield self.request(msgspec.json.encode(told))

    def request(self, body: bytes) -> bytes:
        return _POST.format(token=self.token, size=len(body)).encode() + body


def measure(
    report: Report, server: Server, *, seconds: float, processes: int, say: Console
) -> None:
    """Batches, overload and single observations; the database runs already."""
    start = datetime.now(UTC).replace(microsecond=0) - RECENT
    operations.open_months(wanted=[start.date()], by=SYSTEM, at=start)
    machines = [_machine(f"bench-gate-{n}", SERIES, start) for n in range(MANY_CLIENTS)]
    streams = [machine.batches(ROWS, start) for machine in machines]
    with place.served(database=server.url(), processes=processes):
        say.print("  sending batches …")
        # Every source is known to every process before anything is measured.
        _pour(streams, seconds, each=3, clients=CLIENTS)
        knee = _pour(streams, seconds, each=int(seconds), clients=CLIENTS)
        say.print("  sending four times as many …")
        offered = OVERLOAD * knee.statuses[201] / knee.seconds
        crowd = _pour(streams, seconds, each=int(seconds), clients=MANY_CLIENTS, rate=offered)
        say.print("  sending single observations …")
        singles = _singles(start, seconds)
    _tell(report, knee, crowd, singles, processes)


def _tell(report: Report, knee: Poured, crowd: Poured, singles: Poured, processes: int) -> None:
    rate, under = (ROWS * poured.statuses[201] / poured.seconds for poured in (knee, crowd))
    refused = crowd.statuses.get(429, 0) + crowd.hung_up
    report.add(
        Figure(
            "observations by HTTP, batches of 1,000", rate, "rows/s", AIM,
            detail=f"{processes} web processes, {MANY_CLIENTS} sources by {CLIENTS}"
            f" connections; {_times(knee)}",
        ),
        Figure(
            "accepted at 4 × overload ÷ accepted", under / rate, "", 0.9,
            detail=f"{under:,.0f} rows/s by {MANY_CLIENTS} connections;"
            f" {refused:,} requests refused; {_times(crowd)}",
        ),
        Figure(
            "single observations by HTTP", singles.statuses[201] / singles.seconds, "/s",
            SINGLES_AIM, detail=f"{SINGLE_CLIENTS} clients of one source, committed before the"
            f" answer; {_times(singles)}",
        ),
    )  # fmt: skip


def _times(poured: Poured) -> str:
    half, most = (percentile(poured.latencies, share) * 1000 for share in (0.5, 0.95))
    return f"p50 {half:.0f} ms, p95 {most:.0f} ms"


def _machine(name: str, series: int, start: datetime) -> Machine:
    codes = network(name, series, at=start)
    return Machine(operations.issue_token(source=name, by=SYSTEM, at=start), codes)


def _singles(start: datetime, seconds: float) -> Poured:
    """Each client sends for its own series, so that their readings arrive in order."""
    whole = _machine("bench-gate-single", SINGLE_CLIENTS, start)
    streams = [Machine(whole.token, [code]).batches(1, start) for code in whole.codes]
    _pour(streams, seconds / 2, each=200, clients=SINGLE_CLIENTS)
    return _pour(streams, seconds, each=int(200 * seconds), clients=SINGLE_CLIENTS)


def _pour(
    sources: Sequence[Iterator[bytes]], seconds: float, *, each: int, clients: int, rate: float = 0
) -> Poured:
    """By so many connections, at most `each` requests of a source.

    :raises NotTaken: something was neither taken nor refused for want of room
    """
    streams = [list(islice(source, each)) for source in sources]
    task = Pouring(place.HOST, place.port(), clients, seconds, rate, streams)
    done = subprocess.run(
        [sys.executable, "-m", "motcua.config.bench.pouring"],
        input=msgspec.json.encode(task), stdout=subprocess.PIPE, check=True,
    )  # fmt: skip
    poured = msgspec.json.decode(done.stdout, type=Poured)
    if not set(poured.statuses) <= {201, 429} or not poured.statuses.get(201):
        raise NotTaken(str(poured.statuses))
    return poured
