"""From a gauge to everybody: a batch, a bad row, a number, a warning by two people, and its end."""

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import feedparser
import httpx
import pytest
from lxml import etree
from playwright.sync_api import expect

from .conftest import City, Walker, Walkers

pytestmark = pytest.mark.journey

OPERATOR, HEAD = "Bùi Ngọc Hải", "Đỗ Hoàng Yến"
WARD, SERIES = "00376", "journey-gauge:water_level"
CAP = {"c": "urn:oasis:names:tc:emergency:cap:1.2"}
GAUGE = "Thước nước cầu Thử"
LIMIT_SECONDS = 60
DECLARED = f"""
source: {{code: journey, name: {{vi: Thước nước thử, en: A gauge to try}}, agency: H26, licence: CC0-1.0}}
things:
  - code: journey-gauge
    name: {{vi: Thước nước cầu Thử, en: Gauge at the trial bridge}}
    place: "{WARD}"
    lon: 105.849
    lat: 21.257
    series: [{{property: water_level, unit: cm, cadence_seconds: 3600}}]
    levels:
      - indicator: water_level
        valid_from: 2026-01-01
        decided_by: {{vi: Mức đặt ra để thử, en: Levels made up for a trial}}
        bands: [{{code: I, at: 40, name: {{vi: Báo động 1, en: Alarm level 1}}, colour: "#ffff00"}}]
"""  # noqa: E501 -- as people write it


def test_a_reading_becomes_a_warning_that_everybody_hears(
    city: City, walker: Walkers, tmp_path: Path
) -> None:
    token = a_gauge(city, tmp_path)
    hai, yen, nobody = walker(OPERATOR), walker(HEAD), walker("")
    with listening(city, "indicators.water_level,alerts") as heard:
        it_rises(city, token)
        shows(hai, "/control-room/quarantine", GAUGE)
        eventually(lambda: any("41" in each for each in heard), heard)
        shows(nobody, f"/city/places/{WARD}", "41")

        alert = found_waiting(hai)
        assert standing(city, alert) is None
        confirmed_by_another(yen, alert)
        eventually(lambda: any("vn.motcua.alert.issued.v1" in each for each in heard), heard)
        everybody_can_read(city, alert)
        shows(nobody, "/city/alerts", GAUGE)

        taken_back(yen)
        eventually(lambda: any("vn.motcua.alert.cancelled.v1" in each for each in heard), heard)
    assert standing(city, alert) is None
    checked = motcua(city, "check", "--language", "en")
    assert checked.returncode == 0, checked.stdout


def it_rises(city: City, token: str) -> None:
    """Three rows: one impossible, two that tell of rising water."""
    hour = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
    before, long_before = hour - timedelta(hours=1), hour - timedelta(hours=2)
    receipt = send(city, token, [(hour, 4100.0), (before, 999_000.0), (long_before, 3990.0)])
    assert (receipt["counts"]["accepted"], receipt["counts"]["quarantined"]) == (2, 1), receipt
    (held,) = receipt["verdicts"]
    assert (held["outcome"], held["first"]) == ("quarantined", 2)
    assert "range" in json.dumps(held)


def shows(walker: Walker, path: str, words: str) -> None:
    walker.go(path)
    expect(walker.page.locator("main")).to_contain_text(words)


def found_waiting(hai: Walker) -> str:
    """The proposal of the rule, on the operator's list; who is on duty cannot confirm it alone."""
    hai.go("/control-room/alerts")
    eventually(lambda: _seen(hai, GAUGE), [])
    hai.page.get_by_role("link", name=GAUGE).first.click()
    hai.look()
    assert hai.page.locator('form[action$="/confirm"]').count() == 0
    return hai.page.url.partition("?")[0].rpartition("/")[2]


def confirmed_by_another(yen: Walker, alert: str) -> None:
    yen.go(f"/control-room/alerts/{alert}")
    yen.page.locator('form[action$="/confirm"] button').click()
    yen.look()


def everybody_can_read(city: City, alert: str) -> None:
    """As a CAP document, in the list that machines read, and in the feed."""
    document = etree.fromstring(httpx.get(f"{city.url}/alerts/{alert}.cap.xml").content)
    assert document.findtext("c:msgType", namespaces=CAP) == "Alert"
    assert standing(city, alert) is not None
    feed = feedparser.parse(httpx.get(f"{city.url}/feeds/alerts.atom").content)
    assert not feed.bozo
    assert any(GAUGE in entry.title for entry in feed.entries)


def taken_back(yen: Walker) -> None:
    yen.page.locator('input[name="ending"][value="over"]').check()
    yen.page.locator('textarea[name="cancel_reason"]').fill("Nước đã rút")
    yen.page.locator('form[action$="/cancel"] button').click()
    yen.look()


def test_a_gauge_is_told_what_is_wrong(city: City, tmp_path: Path) -> None:
    token = a_gauge(city, tmp_path)
    now = datetime.now(UTC)
    for rows, reason in (
        ([(now + timedelta(days=2), 12.0)], "time-ahead"),
        ([(now, float("nan"))], "unreadable"),
    ):
        receipt = send(city, token, rows)
        assert receipt["counts"]["accepted"] == 0
        assert reason in json.dumps(receipt)
    refused = post(city, "not-a-token", b"{}")
    assert refused.status_code == 401
    assert refused.headers["content-type"].startswith("application/problem+json")


def a_gauge(city: City, folder: Path) -> str:
    """Declare the gauge as an integrator does; returns its token."""
    file = folder / "gauge.yaml"
    file.write_text(DECLARED)
    declared = motcua(city, "import", "sources", str(file))
    assert declared.returncode == 0, declared.stderr
    issued = motcua(city, "token", "issue", "journey", "--keep-others-days", "1")
    assert issued.returncode == 0, issued.stderr
    return issued.stdout.strip()


def motcua(city: City, *words: str) -> "subprocess.CompletedProcess[str]":
    """The command line beside the running city."""
    inherited = {k: v for k, v in os.environ.items() if not k.startswith("MOTCUA_")}
    return subprocess.run(
        [sys.executable, "-m", "motcua", *words],
        env={**inherited, "MOTCUA_HOME": str(city.home)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def send(city: City, token: str, rows: list[tuple[datetime, float]]) -> dict[str, Any]:
    lines = "\n".join(
        f'{{"series":"{SERIES}","time":"{at.isoformat()}","value":{json.dumps(value)}}}'
        for at, value in rows
    )
    answer = post(city, token, lines.encode())
    assert answer.status_code in (200, 201), answer.text
    receipt: dict[str, Any] = answer.json()
    return receipt


def post(city: City, token: str, body: bytes) -> httpx.Response:
    return httpx.post(
        f"{city.url}/gate/v1/observations",
        content=body,
        headers={"Authorization": f"Bearer {token}", "Content-Type": "application/x-ndjson"},
    )


def standing(city: City, alert: str) -> object:
    """The warning among those that stand, as a machine reads them."""
    items = httpx.get(f"{city.url}/alerts.json").json()["items"]
    return next((item for item in items if alert in json.dumps(item)), None)


class listening:  # noqa: N801 -- reads as what it does
    """Keeps what the stream says, in a thread of its own, until the story is over."""

    def __init__(self, city: City, topics: str) -> None:
        self.heard: list[str] = []
        self.client = httpx.Client(timeout=60)
        self.open = threading.Event()
        self.address = f"{city.url}/stream?topics={topics}"
        self.thread = threading.Thread(target=self._listen, daemon=True)

    def __enter__(self) -> list[str]:
        self.thread.start()
        assert self.open.wait(10)
        return self.heard

    def __exit__(self, *error: object) -> None:
        self.client.close()

    def _listen(self) -> None:
        try:
            with self.client.stream("GET", self.address) as answer:
                self.open.set()
                for line in self._lines(answer):
                    self.heard.append(line)
        except httpx.HTTPError:
            return

    def _lines(self, answer: httpx.Response) -> Iterator[str]:
        for line in answer.iter_lines():
            if line:
                yield line


def eventually(is_true: Callable[[], bool], heard: list[str]) -> None:
    """Wait for the worker: jobs run behind the answer."""
    limit = time.monotonic() + LIMIT_SECONDS
    while not is_true():
        assert time.monotonic() < limit, heard[-20:]
        time.sleep(0.5)


def _seen(walker: Walker, words: str) -> bool:
    walker.page.reload()
    return words in walker.text()
