"""The command `motcua simulate`: invented readings for a city here, or behind an address."""

import sys
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
from rich.console import Console
from rich.table import Table

from .. import environment
from .faults import KINDS, Message
from .fed import Fed
from .playing import Play
from .readings import all_faults
from .sending import Gate, Sender, Unheard

#: Older stretches are the past, by which nobody is alarmed.
NEWS = timedelta(hours=1)


def refuse_production() -> None:
    """:raises SystemExit: nothing invented enters a real city"""
    if environment.profile() is environment.Profile.PRODUCTION:
        sys.exit("nothing is invented in production")


def list_faults(play: Play, *, say: Console) -> None:
    """The kinds of faults, and those of the time asked for and of the day to come."""
    kinds = Table("fault", "what happens", "vi")
    for kind, about in KINDS.items():
        kinds.add_row(kind, about.says.en, about.says.vi)
    say.print(kinds)
    now = datetime.now(UTC)
    start, end = now - timedelta(hours=play.hours), now + timedelta(days=1)
    dated = Table("from (UTC)", "until", "series", "fault")
    for fault in all_faults(start, end, seed=play.seed):
        when = f"{fault.start:%Y-%m-%d %H:%M}", f"{fault.end:%Y-%m-%d %H:%M}"
        dated.add_row(*when, fault.series, fault.kind)
    say.print(dated)


def gate(url: str, token_file: Path) -> Gate:
    """A way to the gate of another city."""
    token = token_file.read_text(encoding="utf-8").strip()
    return Gate(httpx.Client(base_url=url, timeout=60, follow_redirects=False), token)


def simulate(play: Play, sender: Sender, *, say: Console) -> int:
    """Send until told to stop (Ctrl-C), or once. Returns the exit code."""
    try:
        for start, end in play.stretches():
            is_past = end < datetime.now(UTC) - NEWS or play.once
            fed = sender.send(play.messages(start, end), is_past=is_past)
            say.print(f"  {start:%Y-%m-%d %H:%M} → {end:%H:%M} UTC: {_told(fed)}")
    except Unheard as wrong:
        say.print(f"[red]{wrong}[/]")
        return 1
    except KeyboardInterrupt:
        say.print("stopped")
    return 0


class Here:
    """The operation behind the gate of this machine's city."""

    def send(self, sent: Iterable[Message], *, is_past: bool) -> Fed:
        # Django is loaded by whoever sends here, and only then.
        from . import feeding  # noqa: PLC0415 -- needs the apps

        fed = Fed()
        feeding.feed(sent, fed, at=datetime.now(UTC), is_backfill=is_past)
        return fed


def _told(fed: Fed) -> str:
    return (
        f"{fed.rows} rows, {fed.accepted} accepted, {fed.duplicate} repeated,"
        f" {fed.quarantined} quarantined, {fed.refused} refused"
    )
