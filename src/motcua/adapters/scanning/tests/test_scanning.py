"""ClamAV's protocol over a socket, and what is never taken for clean."""

import io
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import pytest

from motcua.adapters.scanning.absent import AbsentScanner
from motcua.adapters.scanning.clamd import Clamd
from motcua.adapters.scanning.eicar import EICAR, DemoScanner
from motcua.kernel.errors import Weather
from motcua.modules.documents.ports import Scanned, Scanner

from .daemon import SmallClamd, small_clamd

LARGE = bytes(range(256)) * 1500


class Asked(Protocol):
    def scan(self, content: bytes) -> object: ...

    def check(self) -> object: ...


@pytest.fixture
def daemon(tmp_path: Path) -> Iterator[SmallClamd]:
    with small_clamd(tmp_path) as running:
        yield running


@pytest.fixture(params=["demo", "unix", "tcp", "real"])
def scanner(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Scanner]:
    """Every one of them must pass the same tests; a real clamd where one is named."""
    if request.param == "demo":
        yield DemoScanner(profile="test")
    elif request.param == "real":
        if not (address := os.environ.get("TEST_CLAMD")):
            pytest.skip("no clamd is named by TEST_CLAMD")
        yield Clamd(address)
    else:
        with small_clamd(tmp_path, tcp=request.param == "tcp") as running:
            yield Clamd(running.address, seconds=5)


def test_what_is_clean_is_called_clean(scanner: Scanner) -> None:
    for content in (b"x", LARGE):
        verdict = scanner.scan(content)

        assert (verdict.scanned, verdict.found) == (Scanned.CLEAN, "")
        assert verdict.engine == scanner.check() != ""


def test_the_test_file_is_found(scanner: Scanner) -> None:
    verdict = scanner.scan(EICAR)

    assert verdict.scanned is Scanned.INFECTED
    assert "eicar" in verdict.found.lower()


def test_it_is_found_inside_a_packed_file() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("word/embeddings/x.bin", EICAR)

    assert DemoScanner(profile="demo").scan(packed.getvalue()).scanned is Scanned.INFECTED


def test_all_of_a_large_file_is_sent(daemon: SmallClamd) -> None:
    Clamd(daemon.address).scan(LARGE)

    assert daemon.seen == [len(LARGE)]


def test_the_engine_is_named_with_its_signatures(daemon: SmallClamd) -> None:
    assert Clamd(daemon.address).check() == "ClamAV 1.4.6/27812"


def test_what_is_larger_than_it_takes_is_not_clean(daemon: SmallClamd) -> None:
    daemon.most = 1000
    with pytest.raises(Weather, match="size limit"):
        Clamd(daemon.address).scan(LARGE)


@pytest.mark.parametrize(
    "says",
    [b"stream: Can't allocate memory ERROR\0", b"\0", b"UNKNOWN COMMAND\0", b"stream: OK (not)\0"],
)
def test_what_it_did_not_call_clean_is_not_clean(daemon: SmallClamd, says: bytes) -> None:
    daemon.says = says
    with pytest.raises(Weather):
        Clamd(daemon.address).scan(b"x")


def test_an_answer_cut_short_is_not_clean(daemon: SmallClamd) -> None:
    daemon.hangs_up = True
    with pytest.raises(Weather, match="hung up"):
        Clamd(daemon.address).scan(b"x")


def test_one_that_does_not_answer_is_not_waited_for(daemon: SmallClamd) -> None:
    daemon.is_silent = True
    with pytest.raises(Weather):
        Clamd(daemon.address, seconds=0.2).scan(b"x")


@pytest.mark.parametrize("away", [
    Clamd("unix:/nowhere/clamd.sock"), Clamd("tcp://127.0.0.1:1"), AbsentScanner(),
])  # fmt: skip
def test_a_scanner_that_is_away_is_weather(away: Asked) -> None:
    with pytest.raises(Weather):
        away.scan(b"x")
    with pytest.raises(Weather):
        away.check()


@pytest.mark.parametrize("address", ["", "clamd", "unix:clamd.sock", "tcp://host", "http://h:80"])
def test_an_address_that_leads_nowhere_is_said_at_the_start(address: str) -> None:
    with pytest.raises(ValueError, match="tcp://host:port"):
        Clamd(address)


def test_the_demonstration_scanner_refuses_production() -> None:
    with pytest.raises(ValueError, match="nothing real"):
        DemoScanner(profile="production")
