"""Finding a procedure: how often people find what they look for, and how long it takes.

Measured over whatever the catalogue holds: the national portal's, where its file lies beside the
project, else our own packages alone, which is said.
"""

import random
import time
import tracemalloc
from collections.abc import Callable, Iterable
from pathlib import Path

from rich.console import Console

from motcua.modules.catalogue import queries as catalogue
from motcua.modules.catalogue.queries.indexed import Shelf
from motcua.modules.catalogue.rules.searching import evaluating
from motcua.modules.catalogue.rules.searching.evaluating import Score

from ..importing import procedures as importing
from .knocking import percentile
from .report import Figure, Report

NATIONAL = Path(__file__).resolve().parents[5] / "shared/data/national-procedures-2026-07.jsonl.gz"
MEGABYTE = 2**20
#: What nobody means and somebody types: long, empty of sense, or made of what is everywhere.
NASTY = (
    "giấy chứng nhận đăng ký cấp phép hoạt động kinh doanh đối với tổ chức cá nhân trong lĩnh vực"
    " quản lý nhà nước thủ tục cấp lại thay đổi nội dung trường hợp bị mất hư hỏng cấp tỉnh",
    "tôi muốn cần xin làm cho về thủ tục hồ sơ ở đâu như thế nào", "cấp", "giay", "đ", "",
    "a b c d e f g h i k l m n o p q r s t u v x y", "xzq " * 75, "9" * 300, "%_'\\" * 70,
    random.Random(7).randbytes(300).decode("latin-1"),  # noqa: S311 -- no secret
)  # fmt: skip


def load(report: Report, *, say: Console) -> None:
    """Bring the national catalogue in, if it is there."""
    if not NATIONAL.exists():
        say.print("  the national catalogue is not beside the project: skipped, our own remains")
        report.notes["national catalogue"] = "skipped: its file is not beside the project"
        return
    say.print("  importing the national catalogue …")
    began = time.perf_counter()
    importing.take(NATIONAL, report=None, say=Console(quiet=True))
    seconds = time.perf_counter() - began
    report.add(Figure("national catalogue imported", seconds, "s", 60, at_most=True))


def measure(report: Report, *, say: Console) -> None:
    """Quality over the evaluation set, then speed and size, with the national catalogue."""
    load(report, say=say)
    say.print("  looking for procedures …")
    look(report)


def look(report: Report) -> None:
    """Quality, speed and size over what the catalogue holds."""
    known = set(catalogue.public_procedures_in_force())
    pairs = evaluating.answerable(known)
    told = evaluating.scores(pairs, _codes)
    over = f"{len(known):,} procedures"
    for name, score in (
        ("all", told.all), ("tuned by", told.tuned), ("held out", told.held_out)
    ):  # fmt: skip
        report.add(*_quality(name, score, over, is_aim=name == "all"))
    asked = [pair.q for pair in pairs]
    report.add(
        _speed("search", asked, catalogue.public_search, 30, over),
        _speed("search, nasty", [q for q in NASTY for _ in range(5)], _codes, 30, over),
        _speed("suggestions", _begun(asked), catalogue.public_suggestions, 10, over),
        *_index(over),
    )


def _quality(name: str, score: Score, over: str, *, is_aim: bool) -> list[Figure]:
    detail = f"{score.queries} queries over {over}"
    return [
        Figure(f"recall@5, {name}", score.recall, "", 0.90 if is_aim else None, detail=detail),
        Figure(f"MRR, {name}", score.mrr, "", 0.75 if is_aim else None, detail=detail),
    ]


def _speed(
    name: str, asked: Iterable[str], ask: Callable[[str], object], aim: float, over: str
) -> Figure:
    times = []
    for q in asked:
        began = time.perf_counter()
        ask(q)
        times.append(time.perf_counter() - began)
    return Figure(
        f"catalogue {name}, p95 in the process", percentile(times, 0.95) * 1000, "ms", aim,
        at_most=True,
        detail=f"median {percentile(times, 0.5) * 1000:.1f} ms, {len(times)} questions, {over}",
    )  # fmt: skip


def _index(over: str) -> list[Figure]:
    """How long a web process reads its index at the first question, and how large it is."""
    began = time.perf_counter()
    _read()
    seconds = time.perf_counter() - began
    tracemalloc.start()
    shelf = _read()
    size = tracemalloc.get_traced_memory()[0] / MEGABYTE
    tracemalloc.stop()
    del shelf
    return [
        Figure("catalogue index read", seconds, "s", detail=f"{over}, once a process"),
        Figure("catalogue index in memory", size, "MB", 15, at_most=True, detail=over),
    ]


def _read() -> Shelf:
    shelf = Shelf()
    shelf.fresh("measured", "now")
    return shelf


def _codes(q: str) -> list[str]:
    found = catalogue.public_search(q, limit=evaluating.LOOKED_THROUGH)
    return [row.code for row in found.items]


def _begun(asked: Iterable[str]) -> list[str]:
    """Questions as they are while being typed."""
    return [q[:length] for q in asked for length in (4, 9, len(q)) if length <= len(q)]
