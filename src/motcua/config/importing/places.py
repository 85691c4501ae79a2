"""Files of boundaries and denominators, read whole and taken by the operations of places."""

import gzip
import io
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from motcua.kernel.actors import SYSTEM
from motcua.kernel.errors import Refusal
from motcua.modules.places import dataset, operations, queries
from motcua.modules.places.rules import Outline, Provenance, boundaries, read_figures

LARGEST = 512 * 1024 * 1024
GZIP = b"\x1f\x8b"
UNTOLD = "not stated"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line says of a file of boundaries; empty where it says nothing."""

    file: Path
    valid_from: str = ""
    source: str = ""
    licence: str = ""
    code_property: str = ""


class Unreadable(Exception):
    """The file cannot be read as it is; the message says why."""


def take_boundaries(asked: Asked, *, say: Console) -> int:
    """The exit code: 0 taken (or taken before), 1 refused, with the reason on the console."""
    at = datetime.now(UTC)
    try:
        _have_units(say, at)
        outlines = boundaries.read(content_of(asked.file), asked.code_property)
        provenance = _provenance(asked, outlines, at.date())
        with Progress(console=say, transient=True) as progress:
            bar = progress.add_task("boundaries", total=len(outlines))
            taken = operations.take_boundaries(
                outlines=outlines,
                provenance=provenance,
                by=SYSTEM,
                at=at,
                tell=lambda done, of: progress.update(bar, completed=done, total=of),
            )
    except (Refusal, Unreadable) as refused:
        say.print(f"[red]Nothing was loaded.[/] {getattr(refused, 'detail', '') or refused}")
        return 1
    word = "loaded" if taken.is_new else "stood there already"
    say.print(f"  {taken.units} boundaries, {taken.area_km2:,.2f} km²: {taken.version} {word}")
    if taken.missing:
        say.print(f"  without a boundary: {', '.join(taken.missing)}")
    return 0


def take_denominators(file: Path, *, say: Console) -> int:
    """The exit code: 0 taken, 1 refused, with the line and the reason on the console."""
    at = datetime.now(UTC)
    try:
        _have_units(say, at)
        figures = read_figures(content_of(file))
        taken = operations.take_denominators(figures=figures, by=SYSTEM, at=at)
    except (Refusal, Unreadable) as refused:
        say.print(f"[red]Nothing was loaded.[/] {getattr(refused, 'detail', '') or refused}")
        return 1
    same = len(figures) - taken.added - taken.changed
    say.print(f"  {taken.added} figures added, {taken.changed} corrected, {same} the same")
    return 0


def content_of(file: Path) -> bytes:
    """A file's bytes, unpacked where it is gzip.

    :raises Unreadable: it is not there, broken, or larger than anything of this kind is
    """
    try:
        packed = file.read_bytes()
        if not packed.startswith(GZIP):
            content = packed
        else:
            with gzip.open(io.BytesIO(packed)) as unpacked:
                content = unpacked.read(LARGEST + 1)
    except (OSError, EOFError) as error:
        raise Unreadable(f"{file}: {error}") from None
    if len(content) > LARGEST:
        raise Unreadable(f"{file}: more than {LARGEST // 1024**2} MB")
    return content


def _provenance(asked: Asked, outlines: list[Outline], today: date) -> Provenance:
    try:
        begun = date.fromisoformat(asked.valid_from) if asked.valid_from else None
    except ValueError:
        raise Unreadable(f"--valid-from {asked.valid_from}: a day is written 2025-07-01") from None
    return Provenance(
        begun or _begun(outlines, today), asked.source or asked.file.name, asked.licence or UNTOLD
    )


def _begun(outlines: list[Outline], today: date) -> date:
    """The newest day on which one of the communes became what it is: before it they differed."""
    days = []
    for each in outlines:
        try:
            days.append(queries.public_unit(each.code, today).valid_from or date.min)
        except Refusal:
            raise boundaries.refuse("code-unknown", each.code) from None
    return max(days)


def _have_units(say: Console, at: datetime) -> None:
    """The communes themselves, where this release's are not loaded yet."""
    if queries.public_version() != dataset.shipped_version():
        say.print("  loading provinces and communes …")
        operations.load(dataset=dataset.shipped(), by=SYSTEM, at=at)
