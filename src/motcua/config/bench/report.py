"""What was measured, as a table for people and as a file for comparing."""

import os
import platform
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
from rich.console import Console
from rich.table import Table

OUT = Path(__file__).resolve().parents[4] / "build" / "bench.json"


@dataclass(frozen=True, slots=True)
class Figure:
    """One line: what, how much, and what it is to be. `is_met` is None where there is no aim."""

    what: str
    value: float
    unit: str
    aim: float | None = None
    at_most: bool = False
    detail: str = ""

    @property
    def is_met(self) -> bool | None:
        if self.aim is None:
            return None
        return self.value <= self.aim if self.at_most else self.value >= self.aim


@dataclass(slots=True)
class Report:
    """Figures in the order they were measured, and whatever helps to understand them."""

    figures: list[Figure] = field(default_factory=list)
    notes: dict[str, object] = field(default_factory=dict)

    def add(self, *figures: Figure) -> None:
        self.figures += figures

    def show(self, say: Console) -> None:
        table = Table(title="Motcua, measured", title_justify="left")
        for name in ("what", "measured", "aim", "", "detail"):
            table.add_column(name, justify="right" if name in ("measured", "aim") else "left")
        for each in self.figures:
            mark = {None: "", True: "[green]met[/]", False: "[red]missed[/]"}[each.is_met]
            sign = "≤" if each.at_most else "≥"
            aim = "" if each.aim is None else f"{sign} {_number(each.aim)} {each.unit}"
            table.add_row(each.what, f"{_number(each.value)} {each.unit}", aim, mark, each.detail)
        say.print(table)

    def write(self, file: Path = OUT) -> Path:
        """:returns: where it was written"""
        file.parent.mkdir(parents=True, exist_ok=True)
        told = {
            "machine": {
                "cores": os.cpu_count(),
                "load": os.getloadavg(),
                "python": platform.python_version(),
                "system": platform.platform(terse=True),
            },
            "figures": [
                {
                    "what": each.what, "value": each.value, "unit": each.unit, "aim": each.aim,
                    "met": each.is_met, "detail": each.detail,
                }
                for each in self.figures
            ],
            **self.notes,
        }  # fmt: skip
        file.write_bytes(msgspec.json.format(msgspec.json.encode(told), indent=2))
        return file


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.2f}".rstrip("0").rstrip(".")
