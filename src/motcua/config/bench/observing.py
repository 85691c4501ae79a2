"""Observations a second: whole batches and single ones by the operation, beside COPY of the same.

The rows are invented, a reading of each series a minute, like those of a city's stations. They are
decoded from the bytes a source would send, and each batch is committed before the next.
"""

import multiprocessing
import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from multiprocessing.synchronize import Barrier

import msgspec
from django.db import connection, connections, transaction
from psycopg import sql

from motcua.kernel.actors import SYSTEM
from motcua.kernel.words import Text
from motcua.modules.observations import operations, policies
from motcua.modules.observations.rules import JSON, decoded
from motcua.modules.observations.rules.registering import SeriesSpec, SourceFacts, ThingFacts
from motcua.modules.observations.steps import writing

from .report import Figure, Report

AIM = 50_000
ROWS = 1000
PLACES = ("00070", "00004", "00376")
OBSERVED = ("pm2_5", "pm10", "no2", "so2", "temperature")
MINUTE = timedelta(minutes=1)
TABLE = "observations_observation"


@dataclass(frozen=True, slots=True)
class Shape:
    """How many series a batch of a thousand rows is of, and what that is like."""

    series: int
    what: str


#: A network that sends all its stations each minute, and a station that sends its last 200 minutes.
WIDE = Shape(1000, "1,000 series")
LONG = Shape(5, "5 series")


def network(source: str, series: int, *, at: datetime) -> list[str]:
    """Register a source with so many series on stations in three communes. Returns their codes."""
    facts = SourceFacts(source, Text("Nguồn đo thử", "Bench source"), "H26", "CC0-1.0")
    operations.register_source(source=facts, by=SYSTEM, at=at)
    names = [f"{source}-{n}" for n in range(-(-series // len(OBSERVED)))]
    things = [
        ThingFacts(name, Text(name), PLACES[n % len(PLACES)], 105.8, 21.0)
        for n, name in enumerate(names)
    ]
    operations.register_things(things=things, by=SYSTEM, at=at)
    units = {"temperature": "Cel"}
    specs = [
        SeriesSpec(name, known, source, units.get(known, "ug/m3"), 60)
        for name in names
        for known in OBSERVED
    ][:series]
    return list(operations.register_series(series=specs, by=SYSTEM, at=at))


def bodies(
    codes: Sequence[str], *, start: datetime, rows: int = ROWS
) -> Iterator[tuple[bytes, datetime]]:
    """JSON messages for ever, each of `rows` rows over these series, and when it would be sent."""
    turn = 0
    while True:
        told = []
        for n in range(rows):
            minute, series = divmod(turn * rows + n, len(codes))
            at = start + MINUTE * minute
            told.append({
                "series": codes[series],
                "time": at.isoformat().replace("+00:00", "Z"),
                "value": 20.0 + (minute * 7 + series * 3) % 83 / 10,
            })  # fmt: skip
        turn += 1
        yield msgspec.json.encode(told), at


def measure(report: Report, *, batches: int) -> None:
    """COPY, batches by one process and by one for each core, and single observations."""
    start = datetime.now(UTC).replace(second=0, microsecond=0) - timedelta(days=1)
    operations.open_months(wanted=[start.date()], by=SYSTEM, at=datetime.now(UTC))
    for shape in (WIDE, LONG):
        bare = _copied(shape, batches, start)
        alone = _taken(shape, batches, start, name=f"bench-{shape.series}")
        both = _together(shape, batches, start)
        report.add(
            Figure(f"observations by bare COPY, {shape.what}", bare, "rows/s"),
            Figure(f"observations taken, one process, {shape.what}", alone, "rows/s"),
            Figure(
                f"observations taken, a process for each core, {shape.what}", both, "rows/s", AIM,
                detail=f"batches of {ROWS:,}, decoded, judged, committed; ÷ COPY"
                f" {alone / bare:.2f} by one process",
            ),
        )  # fmt: skip
    singles = _singles(start)
    report.add(
        Figure("single observations, one process", singles, "/s", detail="a commit for each")
    )


def _taken(shape: Shape, batches: int, start: datetime, *, name: str) -> float:
    codes = network(name, shape.series, at=start)
    some = _messages(codes, batches + WARM, start)
    _take(name, some[:WARM])
    began = time.perf_counter()
    _take(name, some[WARM:])
    return batches * ROWS / (time.perf_counter() - began)


#: Batches until statements are prepared and series known.
WARM = 10


def _messages(
    codes: Sequence[str], batches: int, start: datetime, rows: int = ROWS
) -> list[tuple[bytes, datetime]]:
    source = bodies(codes, start=start, rows=rows)
    return [next(source) for _ in range(batches)]


def _take(source: str, messages: Sequence[tuple[bytes, datetime]]) -> None:
    by = policies.sender(source)
    for body, at in messages:
        message = decoded(body, JSON)
        receipt = operations.take_batch(source=source, message=message, by=by, at=at)
        if receipt.counts.n_accepted != len(message.rows):
            raise AssertionError(f"not all were taken: {receipt.counts}")


def _together(shape: Shape, batches: int, start: datetime) -> float:
    """One process for each core, each with a source of its own."""
    many = os.cpu_count() or 1
    work = []
    for name in [f"bench-{shape.series}-{n}" for n in range(many)]:
        codes = network(name, shape.series, at=start)
        work.append((name, _messages(codes, batches + WARM, start)))
    connections.close_all()
    context = multiprocessing.get_context("fork")
    gate = context.Barrier(many + 1)
    processes = [context.Process(target=_worker, args=(gate, *each)) for each in work]
    for process in processes:
        process.start()
    gate.wait()
    began = time.perf_counter()
    gate.wait()
    seconds = time.perf_counter() - began
    for process in processes:
        process.join()
    return many * batches * ROWS / seconds


def _worker(gate: Barrier, source: str, messages: list[tuple[bytes, datetime]]) -> None:
    _take(source, messages[:WARM])
    gate.wait()
    _take(source, messages[WARM:])
    gate.wait()


def _copied(shape: Shape, batches: int, start: datetime) -> float:
    """The very rows into a table of the same columns and indexes, each thousand committed."""
    bare = sql.Identifier(f"bench_bare_{shape.series}")
    with connection.cursor() as cursor:
        cursor.execute(
            sql.SQL("CREATE TABLE {} (LIKE {} INCLUDING ALL)").format(bare, sql.Identifier(TABLE))
        )
    rows = [
        [
            (series + 1, start + MINUTE * minute, start, 20.5, batch, 1, 0, 1)
            for minute, series in (divmod(batch * ROWS + n, shape.series) for n in range(ROWS))
        ]
        for batch in range(batches)
    ]
    statement = sql.SQL("COPY {} ({}) FROM STDIN (FORMAT BINARY)").format(
        bare, sql.SQL(", ").join(map(sql.Identifier, writing.COLUMNS))
    )
    began = time.perf_counter()
    for batch in rows:
        with transaction.atomic(), connection.cursor() as cursor, cursor.copy(statement) as copy:
            copy.set_types(writing.TYPES)
            for row in batch:
                copy.write_row(row)
    seconds = time.perf_counter() - began
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("DROP TABLE {}").format(bare))
    return batches * ROWS / seconds


def _singles(start: datetime, count: int = 2000) -> float:
    codes = network("bench-single", 100, at=start)
    some = _messages(codes, count + 200, start, rows=1)
    _take("bench-single", some[:200])
    began = time.perf_counter()
    _take("bench-single", some[200:])
    return count / (time.perf_counter() - began)
