"""Files of observations, read in parts and taken as the gate takes batches; again changes nothing.

A part is a batch under a key made of its content: a file that was broken off is simply imported
again, and the parts that were taken answer with their first receipt. Memory stays that of one part.
"""

import csv
import gzip
import hashlib
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path
from typing import IO, Any

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

from motcua.kernel.actors import SYSTEM
from motcua.kernel.errors import Refusal
from motcua.modules.observations import operations, queries
from motcua.modules.observations.rules import (
    CSV,
    JSON,
    NDJSON,
    Message,
    MessageUnreadable,
    Outcome,
    Receipt,
    Row,
    Verdict,
    Why,
    decoded,
)

GZIP = b"\x1f\x8b"
#: Rows of one part: a fraction of a second, and a few megabytes.
PART = 10_000
#: A line longer than this is no row of ours.
LONGEST_LINE = 64 * 1024
KINDS = {".csv": CSV, ".ndjson": NDJSON, ".jsonl": NDJSON, ".json": JSON}
#: What is read at once of a file that is one array.
_PIECE = 1024 * 1024
#: A string (the group: its end, if it has one), or a brace.
_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*(?:(")|\\?\Z)|[{}]', re.DOTALL)


class Unreadable(Exception):
    """The file cannot be read as it is; the message says why."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line says; without a source the only one there is."""

    file: Path
    source: str = ""
    is_backfill: bool = False


@dataclass(slots=True)
class Taken:
    """What came of a file so far."""

    outcomes: Counter[str] = field(default_factory=Counter)
    rows: int = 0
    parts_before: int = 0

    def add(self, receipt: Receipt) -> None:
        counts = receipt.counts
        self.rows += counts.n_rows
        self.parts_before += receipt.is_repeat
        self.outcomes.update(
            accepted=counts.n_accepted,
            corrected=counts.n_corrected,
            duplicate=counts.n_duplicate,
            quarantined=counts.n_quarantined,
            refused=counts.n_refused,
        )


def take(asked: Asked, *, say: Console) -> int:
    """The exit code: 0 all rows were taken or held back, 1 some or all were refused."""
    try:
        source, kind = _source(asked.source), kind_of(asked.file)
        with _opened(asked.file) as (file, raw):
            taken = _take(asked, source, parts(file, kind), (raw, kind), say)
    except (Refusal, Unreadable, OSError, EOFError) as refused:
        say.print(f"[red]Not imported, or not to its end.[/] {_why(refused)}")
        return 1
    told = ", ".join(f"{number:,} {what}" for what, number in taken.outcomes.items() if number)
    say.print(f"  {taken.rows:,} rows: {told or 'none'}")
    if taken.parts_before:
        say.print(f"  {taken.parts_before} parts had been taken before, and counted once")
    report = report_of(asked.file)
    if report.exists():
        say.print(f"  rows refused or held back are told in {report}")
    return 1 if taken.outcomes["refused"] else 0


def kind_of(file: Path) -> str:
    """The media type by the file's ending, `.gz` aside.

    :raises Unreadable: an ending we do not know
    """
    plain = file.with_suffix("") if file.suffix == ".gz" else file
    kind = KINDS.get(plain.suffix.lower())
    if kind is None:
        raise Unreadable(f"{file}: its name ends in none of {', '.join(KINDS)} (or these and .gz)")
    return kind


def report_of(file: Path) -> Path:
    """Where refused and held rows are told, beside the file."""
    return file.with_name(f"{file.name}.report.csv")


def parts(file: IO[bytes], kind: str) -> Iterator[list[bytes]]:
    """The rows of a file as bytes, in parts; the first of each part of CSV is the header."""
    if kind == JSON:
        objects = _objects(file)
        while part := list(islice(objects, PART)):
            yield part
        return
    lines = iter(lambda: file.readline(LONGEST_LINE), b"")
    header = [next(lines, b"")] if kind == CSV else []
    while part := list(islice(lines, PART)):
        yield header + part


def _objects(file: IO[bytes]) -> Iterator[bytes]:
    """The objects of one array; what lies between them is left out, half a last one is told."""
    braces, told = _Braces(), False
    for piece in iter(lambda: file.read(_PIECE), b""):
        for each in braces.feed(piece):
            told = True
            yield each
    if braces.depth:
        yield braces.rest
    elif not told and braces.rest.split() not in ([], [b"[]"], [b"[", b"]"]):
        raise Unreadable("no JSON object in it")


class _Braces:
    """Tells objects apart by their braces, whatever pieces the text comes in."""

    def __init__(self) -> None:
        self.rest, self.at, self.depth = b"", 0, 0

    def feed(self, piece: bytes) -> list[bytes]:
        """The objects that are whole now.

        :raises Unreadable: one is longer than any row
        """
        text, found, begun = self.rest + piece, [], 0
        for token in _TOKEN.finditer(text, self.at):
            said = token.group()
            if said[:1] == b'"':
                if token.group(1) is None:
                    self.at = token.start()
                    break
            elif said == b"{":
                begun = token.start() if self.depth == 0 else begun
                self.depth += 1
            elif self.depth:
                self.depth -= 1
                if self.depth == 0:
                    found.append(text[begun : token.end()])
                    begun = token.end()
            self.at = token.end()
        self.rest, self.at = text[begun:], max(0, self.at - begun)
        if len(self.rest) > _PIECE + LONGEST_LINE:
            raise Unreadable("an object longer than any row, or a quote that is never closed")
        return found


def message_of(part: Sequence[bytes], kind: str) -> tuple[Message, str]:
    """A part as a message, and the key its content gives it."""
    body = b"".join(part) if kind != JSON else b"[" + b",".join(part) + b"]"
    key = f"file-{hashlib.sha256(body).hexdigest()}"
    try:
        return decoded(body, kind), key
    except MessageUnreadable:
        return _line_by_line(part, kind, key), key


def _line_by_line(part: Sequence[bytes], kind: str, key: str) -> Message:
    """Where a part as a whole is broken: the rows that can be read, and the others by number."""
    header, lines = (part[:1], part[1:]) if kind == CSV else ([], part)
    if kind == CSV:
        decoded(header[0], kind)
    rows: list[Row] = []
    places: list[int] = []
    unread: list[Verdict] = []
    for place, line in enumerate(lines, 1):
        try:
            found = decoded(b"".join(header) + line, kind)
        except MessageUnreadable as wrong:
            detail = str(wrong.params.get("detail", ""))
            unread.append(Verdict(place, place, Outcome.REFUSED, Why.UNREADABLE, detail))
            continue
        rows += found.rows
        places += [place] * len(found.rows)
        unread += [Verdict(place, place, v.outcome, v.code, v.detail) for v in found.unread]
    return Message(rows, key, tuple(unread), places)


def _take(
    asked: Asked,
    source: str,
    found: Iterator[list[bytes]],
    read: tuple[IO[bytes], str],
    say: Console,
) -> Taken:
    taken, months = Taken(), set[date]()
    raw, kind = read
    with (
        _report(report_of(asked.file)) as report,
        Progress(
            SpinnerColumn(), TextColumn("  {task.description}"), BarColumn(),
            TextColumn("{task.fields[rows]:,} rows"), TimeRemainingColumn(), console=say,
            transient=True,
        ) as progress,
    ):  # fmt: skip
        bar = progress.add_task(asked.file.name, total=asked.file.stat().st_size, rows=0)
        for part in found:
            message, key = message_of(part, kind)
            at = datetime.now(UTC)
            _open_months(message, months, at)
            receipt = operations.take_batch(
                source=source,
                message=message,
                key=key,
                is_backfill=asked.is_backfill,
                by=SYSTEM,
                at=at,
            )
            report.add(receipt, part[1:] if kind == CSV else part, before=taken.rows)
            taken.add(receipt)
            progress.update(bar, completed=raw.tell(), rows=taken.rows)
    return taken


def _open_months(message: Message, known: set[date], at: datetime) -> None:
    """Make the months a part falls into, so that none of it has to be moved later."""
    latest = at.date()
    days = {row.time.date().replace(day=1) for row in message.rows}
    new = {day for day in days - known if day.year >= 1990 and day <= latest}
    if new:
        operations.open_months(wanted=new, by=SYSTEM, at=at)
        known |= new


class _Report:
    """Writes each row that was refused or held back; made when there is the first."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.open: IO[str] | None = None
        self.lines: Any = None

    def add(self, receipt: Receipt, part: Sequence[bytes], *, before: int) -> None:
        for verdict in receipt.verdicts:
            if verdict.outcome not in (Outcome.REFUSED, Outcome.QUARANTINED):
                continue
            for number in range(verdict.first, verdict.last + 1):
                self._write(before + number, verdict, part[number - 1])

    def _write(self, number: int, verdict: Verdict, row: bytes) -> None:
        if self.open is None:
            self.open = self.file.open("w", newline="", encoding="utf-8")
            self.lines = csv.writer(self.open)
            self.lines.writerow(["row", "outcome", "code", "detail", "as sent"])
        said = row.decode("utf-8", "replace").strip()
        self.lines.writerow([number, verdict.outcome, verdict.code, verdict.detail, said])


@contextmanager
def _report(file: Path) -> Iterator[_Report]:
    file.unlink(missing_ok=True)
    report = _Report(file)
    try:
        yield report
    finally:
        if report.open is not None:
            report.open.close()


@contextmanager
def _opened(file: Path) -> Iterator[tuple[IO[bytes], IO[bytes]]]:
    """The content as bytes, and the file itself, whose position tells how far it is."""
    with file.open("rb") as raw:
        packed = raw.read(2) == GZIP
        raw.seek(0)
        if not packed:
            yield raw, raw
            return
        with gzip.open(raw) as unpacked, io.BufferedReader(unpacked) as content:
            yield content, raw


def _source(given: str) -> str:
    """:raises Unreadable: none is named, and there is not just one"""
    known = [source.code for source in queries.public_sources() if source.is_open]
    if given in known:
        return given
    if not given and len(known) == 1:
        return known[0]
    there = ", ".join(known) or "none is registered"
    raise Unreadable(f"no source «{given}»; there are: {there}" if given else
                     f"which source? Name one with --source: {there}")  # fmt: skip


def _why(refused: BaseException) -> str:
    detail = getattr(refused, "detail", "") or str(refused)
    more = getattr(refused, "params", {}).get("detail", "")
    return f"{detail}: {more}" if more else detail
