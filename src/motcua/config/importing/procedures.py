"""The national portal's catalogue from JSON lines, taken in batches; again changes nothing.

A batch is one transaction: a run that was broken off is simply started again and goes on where it
stopped. Memory stays that of one batch, whatever a line or a packed file unpacks to.
"""

import csv
import gzip
import io
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn
from rich.table import Table

from motcua.kernel.actors import SYSTEM
from motcua.kernel.errors import Refusal
from motcua.modules.catalogue import operations, queries
from motcua.modules.catalogue.operations import Outcome, TakenRecord
from motcua.modules.catalogue.rules.marks import ReviewMark
from motcua.modules.catalogue.rules.national import (
    LONGEST_LINE,
    Doubt,
    Line,
    LineUnreadable,
    read_line,
)

GZIP = b"\x1f\x8b"
#: Records of one transaction: about a second.
BATCH = 250
#: What a whole catalogue may unpack to; the real one is a tenth of it.
LARGEST = 1024 * 1024 * 1024
_PIECE = 64 * 1024
#: Wrong lines that are told one by one; the others are counted.
MOST_TOLD = 20


class Unreadable(Exception):
    """The file cannot be read as it is; the message says why."""


@dataclass(slots=True)
class Taken:
    """What came of a file so far; `codes` are those it named."""

    outcomes: Counter[Outcome] = field(default_factory=Counter)
    refused: int = 0
    procedures: Counter[ReviewMark] = field(default_factory=Counter)
    doubts: Counter[ReviewMark] = field(default_factory=Counter)
    codes: set[str] = field(default_factory=set)


def take(file: Path, *, report: Path | None, say: Console) -> int:
    """The exit code: 0 every record is kept, 1 some lines were left out, 2 no readable file."""
    try:
        with _opened(file) as (content, raw), _Report.at(report) as told:
            taken = _take(file, content, raw, told, say)
    except (Refusal, Unreadable, OSError, EOFError) as refused:
        say.print(f"[red]Not imported, or not to its end.[/] {refused}")
        return 2
    _sum_up(taken, say)
    if report is not None:
        say.print(f"  every mark with its place is told in {report}")
    return 1 if taken.refused else 0


def lines_of(content: IO[bytes]) -> Iterator[bytes]:
    """The lines; of one that is too long only as much as shows that it is.

    :raises Unreadable: more than any catalogue has
    """
    total = 0
    while line := content.readline(LONGEST_LINE + 1):
        total += len(line)
        rest = line
        while len(rest) > _PIECE and not rest.endswith(b"\n") and len(line) > LONGEST_LINE:
            rest = content.readline(LONGEST_LINE)
            total += len(rest)
            if total > LARGEST:
                break
        if total > LARGEST:
            raise Unreadable(f"more than {LARGEST // 1024**2} MB")
        yield line


def _take(file: Path, content: IO[bytes], raw: IO[bytes], told: "_Report", say: Console) -> Taken:
    taken, batch = Taken(), list[Line]()
    with Progress(
        SpinnerColumn(), TextColumn("  {task.description}"), BarColumn(),
        TextColumn("{task.fields[records]:,} records"), TimeRemainingColumn(), console=say,
        transient=True,
    ) as progress:  # fmt: skip
        bar = progress.add_task(file.name, total=file.stat().st_size, records=0)
        for number, text in enumerate(lines_of(content), start=1):
            if text.strip():
                read = _read(file, number, text, taken, told, say)
                batch += [read] if read is not None else []
            if len(batch) >= BATCH:
                _settle(batch, taken, told)
                batch = []
            progress.update(bar, completed=raw.tell(), records=len(taken.codes))
        _settle(batch, taken, told)
    return taken


def _read(
    file: Path, number: int, text: bytes, taken: Taken, told: "_Report", say: Console
) -> Line | None:
    try:
        line = read_line(text)
    except LineUnreadable as wrong:
        _refuse(f"{file.name}:{number}: {wrong}", taken, told, say)
        return None
    if line.code in taken.codes:
        _refuse(f"{file.name}:{number}: {line.code} stands in this file already", taken, told, say)
        return None
    taken.codes.add(line.code)
    return line


def _refuse(sentence: str, taken: Taken, told: "_Report", say: Console) -> None:
    taken.refused += 1
    told.refused(sentence)
    if taken.refused <= MOST_TOLD:
        say.print(f"  [red]left out[/] {sentence}", markup=True, highlight=False)


def _settle(batch: list[Line], taken: Taken, told: "_Report") -> None:
    if not batch:
        return
    for each in operations.take_national(lines=batch, by=SYSTEM, at=datetime.now(UTC)):
        taken.outcomes[each.outcome] += 1
        taken.procedures.update({doubt.mark for doubt in each.doubts})
        taken.doubts.update(doubt.mark for doubt in each.doubts)
        told.add(each)


_WORDS = {
    Outcome.PUBLISHED: "published for reading",
    Outcome.REPLACED: "replaced what was taken before",
    Outcome.BESIDE: "kept beside a package of the city's own",
    Outcome.KNOWN: "here already",
    Outcome.OLDER: "older than what is here",
    Outcome.HELD: "kept, but no procedure can be made of it",
}


def _sum_up(taken: Taken, say: Console) -> None:
    if taken.refused > MOST_TOLD:
        say.print(f"  … and {taken.refused - MOST_TOLD:,} more lines were left out")
    say.print(f"  {sum(taken.outcomes.values()):,} records:")
    for outcome in Outcome:
        if count := taken.outcomes[outcome]:
            say.print(f"  {count:>7,} {_WORDS[outcome]}")
    if taken.refused:
        say.print(f"  {taken.refused:>7,} lines left out")
    gone = queries.public_national_codes() - taken.codes
    if gone and taken.codes:
        shown = ", ".join(sorted(gone)[:8])
        say.print(f"  {len(gone):>7,} procedures are in force and not in this file: {shown}"
                  f"{', …' if len(gone) > 8 else ''} (none was ended)")  # fmt: skip
    if taken.procedures:
        say.print(_marks(taken))


def _marks(taken: Taken) -> Table:
    table = Table("mark", "what it says", "procedures", "places", title="marked for review")
    for mark, count in taken.procedures.most_common():
        table.add_row(mark.value, mark.says.en, f"{count:,}", f"{taken.doubts[mark]:,}")
    return table


class _Report:
    """Writes every doubt and every line left out, as CSV; nothing where no file is asked for."""

    def __init__(self, file: IO[str] | None) -> None:
        self._lines = csv.writer(file) if file is not None else None
        if self._lines is not None:
            self._lines.writerow(["code", "outcome", "mark", "what it says", "where", "as served"])

    @classmethod
    @contextmanager
    def at(cls, path: Path | None) -> "Iterator[_Report]":
        if path is None:
            yield cls(None)
            return
        with path.open("w", newline="", encoding="utf-8") as file:
            yield cls(file)

    def add(self, each: TakenRecord) -> None:
        if self._lines is None:
            return
        code, outcome = each.line.code, each.outcome.value
        self._lines.writerows(self._row(code, outcome, doubt) for doubt in each.doubts)
        for finding in each.wrong:
            self._lines.writerow([code, outcome, finding.code, finding.says().en, "", ""])

    def refused(self, sentence: str) -> None:
        if self._lines is not None:
            self._lines.writerow(["", "left out", "", sentence, "", ""])

    @staticmethod
    def _row(code: str, outcome: str, doubt: Doubt) -> list[str]:
        # A cell that begins like a formula is opened as one by spreadsheets.
        says = f"'{doubt.says}" if doubt.says[:1] in "=+-@\t" and doubt.says else doubt.says
        return [code, outcome, doubt.mark.value, doubt.mark.says.en, doubt.where, says]


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
