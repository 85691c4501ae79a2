"""Files of observations: whole, broken, broken off, imported again, and large."""

import gzip
import io
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from motcua.config.importing import observations as files
from motcua.modules.observations import queries
from motcua.modules.observations.rules import CSV, JSON, NDJSON
from motcua.modules.observations.tests.factories import HAI, NOON, a_series, a_source

DAY = timedelta(days=1)
TEXTS = st.text(st.sampled_from('a"\\{}[],: \n'), max_size=12)


@pytest.fixture
def said() -> io.StringIO:
    return io.StringIO()


def imported(file: Path, said: io.StringIO, *, source: str = "") -> int:
    return files.take(files.Asked(file, source), say=Console(file=said, width=200))


def lines(count: int, *, series: str = "hk-01:pm2_5") -> Iterator[bytes]:
    for n in range(count):
        at = NOON - 30 * DAY + n * timedelta(minutes=1)
        value = 20.0 + n % 13
        yield msgspec.json.encode({"series": series, "time": at, "value": value}) + b"\n"


def stored(series: int) -> int:
    return len(queries.public_window([series], NOON - 400 * DAY, NOON + DAY))


@pytest.mark.django_db
class TestTaking:
    def test_lines_packed_and_again(self, tmp_path: Path, said: io.StringIO) -> None:
        series = a_series()
        file = tmp_path / "air.ndjson.gz"
        file.write_bytes(gzip.compress(b"".join(lines(25_000))))
        assert imported(file, said) == 0
        assert stored(series) == 25_000
        assert imported(file, said) == 0
        assert stored(series) == 25_000
        assert "3 parts had been taken before" in said.getvalue()
        assert not files.report_of(file).exists()
        assert {each.is_backfill for each in queries.receipts(source="air.hanoi", by=HAI)} == {True}

    def test_csv(self, tmp_path: Path, said: io.StringIO) -> None:
        series = a_series()
        file = tmp_path / "air.csv"
        file.write_text("thing,property,time,value,unit\nhk-01,pm2_5,2026-11-01T07:00:00+07:00,"
                        "0.021,mg/m3\nhk-01,pm2_5,2026-11-01T07:01:00+07:00,22,\n")  # fmt: skip
        assert imported(file, said, source="air.hanoi") == 0
        found = queries.public_window([series], NOON - 30 * DAY, NOON)
        assert [each.value for each in found] == [21, 22]

    def test_one_array(self, tmp_path: Path, said: io.StringIO) -> None:
        series = a_series()
        file = tmp_path / "air.json"
        file.write_bytes(b"[\n" + b",".join(lines(12_000)) + b"]\n")
        assert imported(file, said) == 0
        assert stored(series) == 12_000

    def test_half_a_line_and_wrong_rows_are_told_beside_the_file(
        self, tmp_path: Path, said: io.StringIO
    ) -> None:
        series = a_series()
        good = list(lines(10_001))
        wrong = [
            b'{"series":"hk-01:pm2_5","time":"2026-11-01T00:00:00Z","value":9999}\n',
            b'{"series":"nowhere","time":"2026-11-01T00:00:00Z","value":1}\n',
            b'{"series":"hk-01:pm2_5","time":"2026-11-0',
        ]
        file = tmp_path / "air.ndjson"
        file.write_bytes(b"".join([*good, *wrong]))
        assert imported(file, said) == 1
        assert stored(series) == 10_002  # the one held back is kept too
        report = files.report_of(file).read_text().splitlines()
        assert [line.split(",")[:3] for line in report[1:]] == [
            ["10002", "quarantined", "range"],
            ["10003", "refused", "series-unknown"],
            ["10004", "refused", "unreadable"],
        ]
        assert "2 refused" in said.getvalue()

    def test_a_line_of_csv_that_breaks_the_rest_is_found(
        self, tmp_path: Path, said: io.StringIO
    ) -> None:
        series = a_series()
        file = tmp_path / "air.csv"
        file.write_bytes(
            b"series,time,value\nhk-01:pm2_5,2026-11-01T00:00:00Z,1\n"
            b'hk-01:pm2_5,"2026-11-01T00:01:00Z,2\nhk-01:pm2_5,2026-11-01T00:02:00Z,3\n\xff,,\n'
        )
        assert imported(file, said) == 1
        assert stored(series) == 2
        report = files.report_of(file).read_text().splitlines()
        assert [line.split(",")[0] for line in report[1:]] == ["2", "4"]

    @pytest.mark.parametrize(
        ("name", "content", "why"),
        [
            ("air.xml", b"<a/>", "ends in none of"),
            ("air.json", b"hello", "no JSON object"),
            ("air.csv", b"a,b\n1,2\n", "names the columns"),
            ("air.ndjson.gz", gzip.compress(b"x" * 9000, mtime=0)[:-20], "ended before"),
        ],
    )
    def test_what_is_no_such_file_is_told(
        self, tmp_path: Path, said: io.StringIO, name: str, content: bytes, why: str
    ) -> None:
        a_series()
        file = tmp_path / name
        file.write_bytes(content)
        assert imported(file, said) == 1
        assert why in said.getvalue()

    def test_the_source_is_named_where_there_are_two(
        self, tmp_path: Path, said: io.StringIO
    ) -> None:
        a_series()
        a_source("other.net")
        file = tmp_path / "air.ndjson"
        file.write_bytes(b"".join(lines(3)))
        assert imported(file, said) == 1
        assert "which source?" in said.getvalue()
        assert imported(file, said, source="nobody") == 1
        assert imported(file, said, source="air.hanoi") == 0

    def test_months_are_made_before_their_rows_come(
        self, tmp_path: Path, said: io.StringIO
    ) -> None:
        series = a_series()
        file = tmp_path / "old.csv"
        file.write_text("series,time,value\nhk-01:pm2_5,2019-03-04T00:00:00Z,12\n")
        assert imported(file, said) == 0
        start = NOON.replace(year=2019, month=3, day=1)
        assert len(queries.public_hours([series], start, start + 9 * DAY)) == 1
        assert imported(file, said) == 0


@given(st.lists(st.dictionaries(TEXTS, TEXTS, max_size=3), max_size=6), st.integers(1, 9))
def test_objects_are_told_apart_whatever_they_say(
    objects: list[dict[str, str]], piece: int
) -> None:
    text = msgspec.json.encode(objects)
    braces = files._Braces()
    found: list[bytes] = []
    for start in range(0, len(text), piece):
        found += braces.feed(text[start : start + piece])
    assert [msgspec.json.decode(each) for each in found] == objects


@pytest.mark.parametrize("kind", [CSV, NDJSON, JSON])
def test_an_empty_file_has_no_parts(kind: str) -> None:
    assert list(files.parts(io.BytesIO(b""), kind)) == []
