"""`motcua import national-procedures`: a whole file, told line by line where it is wrong."""

import csv
import gzip
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from motcua.config.importing import procedures as files
from motcua.modules.catalogue import queries
from motcua.modules.catalogue.rules.national import LONGEST_LINE
from motcua.modules.catalogue.tests.portal_records import REAL_FILE, a_record, bytes_of

pytestmark = pytest.mark.django_db


def taken(file: Path, report: Path | None = None) -> tuple[int, str]:
    out = StringIO()
    code = files.take(file, report=report, say=Console(file=out, width=200))
    return code, out.getvalue()


def a_file(folder: Path, *lines: bytes, name: str = "x.jsonl") -> Path:
    file = folder / name
    content = b"".join(line + b"\n" for line in lines)
    file.write_bytes(gzip.compress(content) if name.endswith(".gz") else content)
    return file


@pytest.mark.parametrize("name", ["x.jsonl", "x.jsonl.gz"])
def test_a_file_is_taken_once(tmp_path: Path, name: str) -> None:
    file = a_file(tmp_path, *(bytes_of(a_record(f"1.00000{n}")) for n in range(7)), name=name)

    code, said = taken(file)
    assert code == 0
    assert "7 published for reading" in said
    assert "required_flags" in said

    code, said = taken(file)
    assert code == 0
    assert "7 here already" in said
    assert len(queries.public_procedures_in_force()) == 7


def test_bad_lines_are_told_and_the_rest_goes_in(tmp_path: Path) -> None:
    good = bytes_of(a_record("1.000001"))
    bomb = b"[" * 200_000
    long = b'{"code": "' + b"x" * (LONGEST_LINE + 200_000) + b'"}'
    file = a_file(
        tmp_path, b"{", b"", good, b"\xff", long, bomb, b'{"code": ""}', good,
        bytes_of(a_record("1.0133611")), bytes_of(a_record("1.000002")),
    )  # fmt: skip
    report = tmp_path / "report.csv"

    code, said = taken(file, report)

    assert code == 1
    for told in (
        "x.jsonl:1: not JSON",
        "x.jsonl:4: not UTF-8",
        "x.jsonl:5: longer than",
        "x.jsonl:6: nested too deep",
        "x.jsonl:7: ",
        "x.jsonl:8: 1.000001 stands",
    ):
        assert told in said
    assert "2 published for reading" in said
    assert "1 kept, but no procedure can be made of it" in said
    assert "6 lines left out" in said
    rows = list(csv.DictReader(report.open(encoding="utf-8")))
    assert sum(row["outcome"] == "left out" for row in rows) == 6
    assert {row["code"] for row in rows if row["mark"] == "required_flags"} == {
        "1.000001", "1.000002",
    }  # fmt: skip


def test_what_is_gone_from_the_file_is_told_and_stays(tmp_path: Path) -> None:
    both = [bytes_of(a_record(code)) for code in ("1.000001", "1.000002")]
    taken(a_file(tmp_path, *both))

    code, said = taken(a_file(tmp_path, both[0]))

    assert code == 0
    assert "1 procedures are in force and not in this file: 1.000002 (none was ended)" in said
    assert len(queries.public_procedures_in_force()) == 2


@pytest.mark.parametrize(
    "content", [b"\x1f\x8bnot gzip at all", gzip.compress(b"{}\n" * 900, mtime=0)[:-20]]
)
def test_a_broken_file_is_told(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "x.jsonl.gz"
    file.write_bytes(content)

    code, said = taken(file)

    assert code == 2
    assert "Not imported, or not to its end" in said


def test_a_file_that_unpacks_without_end_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "LARGEST", 50 * 1024 * 1024)
    file = tmp_path / "bomb.jsonl.gz"
    file.write_bytes(gzip.compress(b"x" * (60 * 1024 * 1024)))

    code, said = taken(file)

    assert (code, "more than 50 MB" in said) == (2, True)


def test_cells_that_begin_like_a_formula_are_quoted(tmp_path: Path) -> None:
    fee = {"type": "FEE", "value": None, "description": "=1+1"}
    way = {"submissionMethod": "DIRECT", "processingTime": 1, "processingTimeUnit": "DAY",
           "fees": [fee]}  # fmt: skip
    report = tmp_path / "report.csv"
    taken(a_file(tmp_path, bytes_of(a_record(executionMethods=[way]))), report)

    said = [row["as served"] for row in csv.DictReader(report.open(encoding="utf-8"))]
    assert "'=1+1" in said


@pytest.mark.slow
@pytest.mark.skipif(not REAL_FILE.exists(), reason=f"no real data at {REAL_FILE}")
def test_the_real_catalogue_goes_in_whole() -> None:
    code, said = taken(REAL_FILE)

    assert code == 0
    assert "5,661 published for reading" in said
    assert "4 kept, but no procedure can be made of it" in said
    card = queries.public_procedure("1.013225")
    assert {"time_conflict", "fee_in_words", "required_flags"} <= set(card.review_marks)
    assert "fee_kind" in queries.public_procedure("1.004194").review_marks
    code, said = taken(REAL_FILE)
    assert "5,665 here already" in said
