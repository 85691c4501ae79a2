"""The order of the measurements, with progress, and what is done with the figures."""

import time
from pathlib import Path

from rich.console import Console

from .. import preparing, serving
from . import place
from .knocking import Line, get
from .plan import Plan
from .report import Figure, Report


def bench(plan: Plan, *, clients: int, say: Console) -> Path:
    """Measure everything in a home of its own. Returns the file with the figures."""
    report, start = Report(), time.monotonic()
    with place.home():
        with serving.Database():
            preparing.prepare(seed=True)
            # The home must be chosen and Django be ready before it can be loaded.
            from . import inside

            inside.measure(report, plan, clients=clients, say=say)
        say.print("  starting a second time …")
        _start(report)
    report.notes["seconds"] = round(time.monotonic() - start)
    report.show(say)
    return report.write()


def _start(report: Report) -> None:
    """What `make run` does once everything is there: until healthy, and the memory it then has."""
    began = time.perf_counter()
    with place.served(lives=True) as process:
        seconds = time.perf_counter() - began
        _look_around()
        memory = place.memory_of(process)
    whole = {kind: sum(part[kind] for part in memory.values()) for kind in ("rss", "pss")}
    parts = ", ".join(f"{name} {part['rss']:.0f}" for name, part in memory.items())
    report.add(
        Figure("second start until healthy", seconds, "s", 5, at_most=True),
        Figure(
            "memory without PostgreSQL, RSS", whole["rss"], "MB", 300, at_most=True,
            detail=f"{parts}; PSS {whole['pss']:.0f} MB",
        ),
    )  # fmt: skip
    report.notes["memory"] = memory


def _look_around() -> None:
    line = Line(place.HOST, place.port())
    for path in ("/", "/procedures?q=khai+sinh", "/en/procedures/2.000635", "/track", "/desk/"):
        line.ask(get(path))
    line.close()
