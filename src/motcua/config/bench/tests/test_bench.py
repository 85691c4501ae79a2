"""The measuring tools measure what they say."""

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from rich.console import Console

from motcua.config.bench import bare, finding
from motcua.config.bench.knocking import Line, get, percentile, post
from motcua.config.bench.plan import plan_for
from motcua.config.bench.report import Figure, Report
from motcua.modules.dossiers.tests import stories
from motcua.modules.dossiers.tests.world import found_world

ANSWERS = (
    b"HTTP/1.1 302 Found\r\nLocation: /mine/1?done=filed\r\nContent-Length: 0\r\n\r\n",
    b"HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello",
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n",
)


@pytest.fixture
def city() -> Iterator[int]:
    """A server that gives one prepared answer after the other on one connection."""
    listening = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        connected, _ = listening.accept()
        with connected:
            for answer in ANSWERS:
                connected.recv(65536)
                connected.sendall(answer)

    thread = threading.Thread(target=serve)
    thread.start()
    yield listening.getsockname()[1]
    thread.join(10)
    listening.close()


def test_a_line_reads_one_answer_after_the_other(city: int) -> None:
    line = Line("127.0.0.1", city)

    filed = line.ask(post("/drafts/1/check", cookies="a=b", body="csrf=c"))
    told = [line.ask(get("/")) for _ in range(2)]
    line.close()

    assert (filed.status, filed.location) == (302, "/mine/1?done=filed")
    assert [(each.status, each.size) for each in told] == [(200, 5), (200, 5)]
    assert all(each.seconds > 0 for each in told)


def test_a_percentile_is_one_of_the_values() -> None:
    values = [float(n) for n in range(100, 0, -1)]

    assert (percentile(values, 0.5), percentile(values, 0.95)) == (51.0, 96.0)
    assert percentile([7.0], 0.95) == 7.0


def test_a_figure_knows_its_aim() -> None:
    assert Figure("ratio", 0.6, "", 0.5).is_met
    assert not Figure("p95", 60, "ms", 50, at_most=True).is_met
    assert Figure("told", 1, "s").is_met is None


def test_the_plan_is_whole_or_quick_of_any_size() -> None:
    assert plan_for(0, quick=False).dossiers == 100_000
    assert plan_for(1_000_000, quick=False).dossiers == 1_000_000
    assert plan_for(500, quick=True).drafts < plan_for(0, quick=False).drafts


def test_a_report_is_written_as_json(tmp_path: Path) -> None:
    report = Report()
    report.add(Figure("dossiers filed", 12.5, "/s", 10))
    file = report.write(tmp_path / "bench.json")

    assert '"what": "dossiers filed"' in file.read_text(encoding="utf-8")


@pytest.mark.django_db
def test_the_bare_inserts_are_those_of_a_filing_and_can_be_repeated() -> None:
    world = found_world()
    dossier = stories.a_filed_dossier(world)

    script = bare.script(dossier)

    body = script.text.split("BEGIN;\n")[1].split("\nCOMMIT;")[0]
    for turn in ("1", "2"):
        with connection.cursor() as cursor:
            for statement in body.split(";\n"):
                cursor.execute(_filled(statement, turn))
    assert script.inserts == len(body.split(";\n")) >= 9
    assert _rows("payments_ledgerposting") == 6
    assert _rows("dossiers_filing") == 3


def _filled(statement: str, turn: str) -> str:
    """As pgbench would fill in its variables."""
    for name, value in (("run", "7"), ("client_id", "0"), ("n", turn)):
        statement = statement.replace(f":{name}::", f"{value}::")
    return statement


def _rows(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")  # noqa: S608 -- ours
        return int(cursor.fetchone()[0])


@pytest.mark.django_db
def test_finding_is_measured_over_what_there_is() -> None:
    found_world()
    report = Report()

    finding.look(report)

    told = {figure.what: figure for figure in report.figures}
    assert told["recall@5, all"].value == 1
    assert told["MRR, all"].value > 0.8
    assert "3 procedures" in told["recall@5, all"].detail
    assert told["catalogue index in memory"].value < 15


@pytest.mark.django_db
def test_without_the_national_catalogue_its_absence_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(finding, "NATIONAL", tmp_path / "nowhere.gz")
    report = Report()

    finding.load(report, say=Console(quiet=True))

    assert "skipped" in str(report.notes["national catalogue"])
