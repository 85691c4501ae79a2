"""A whole city started as its users start it, and browsers that walk through it.

Journeys know nothing of the inside: they start the program, open pages, and read papers.
"""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright
from tools.chromium import found

AXE = Path(__file__).resolve().parents[2] / "build" / "test" / "axe.min.js"
START_LIMIT_SECONDS = 180
CHROMIUM = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu",
            "--disable-background-networking", "--no-first-run"]  # fmt: skip


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What looks back on the others of its file comes last there, however they are shuffled."""
    files = groupby(items, key=lambda item: item.path)
    items[:] = [
        item
        for _file, own in files
        for item in sorted(own, key=lambda item: item.name.startswith("test_afterwards_"))
    ]


@dataclass(frozen=True, slots=True)
class City:
    """A running city: its address, its home folder, and its process."""

    url: str
    home: Path
    process: subprocess.Popen[bytes]


@pytest.fixture(scope="session")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    """`motcua serve` on a free port, with a database of its own."""
    home = tmp_path_factory.mktemp("city")
    running = start_city(home, free_port())
    yield running
    stop_city(running)


def start_city(home: Path, port: int, *, is_living: bool = False) -> City:
    """Start and wait until healthy; a living one invents readings, as the demo does."""
    inherited = {k: v for k, v in os.environ.items() if not k.startswith("MOTCUA_")}
    # A journey tells its own story: nothing else moves meanwhile.
    own = {"MOTCUA_HOME": str(home), "MOTCUA_PORT": str(port),
           "MOTCUA_SIMULATE": "on" if is_living else "off"}  # fmt: skip
    variables = {**inherited, **own}
    log = (home / "serve.log").open("wb")
    process = subprocess.Popen(
        [sys.executable, "-m", "motcua", "serve"], env=variables, stdout=log, stderr=log
    )
    url = f"http://127.0.0.1:{port}"
    limit = time.monotonic() + START_LIMIT_SECONDS
    while not is_healthy(url):
        if process.poll() is not None or time.monotonic() > limit:
            process.terminate()
            pytest.fail(f"the city did not start:\n{(home / 'serve.log').read_text()}")
        time.sleep(0.1)
    return City(url, home, process)


def stop_city(running: City) -> None:
    running.process.terminate()
    running.process.wait(30)


def is_healthy(url: str) -> bool:
    try:
        with urlopen(f"{url}/healthz", timeout=5) as answer:  # noqa: S310 -- our own loopback
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as running:
        # Playwright keeps an event loop in this thread; Django would take it for an async view.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield running


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=found(), args=CHROMIUM)
    yield browser
    browser.close()


@dataclass(slots=True)
class Walker:
    """Somebody at a browser. Complains of what the browser complains of, and lets axe look."""

    context: BrowserContext
    page: Page
    prefix: str
    looks: bool
    complaints: list[str] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)

    def go(self, path: str) -> None:
        self.page.goto(f"{self.prefix}{path}")
        self.look()

    def press(self, name: str) -> None:
        """Press the button of this name and look at what comes."""
        self.page.get_by_role("button", name=name, exact=True).first.click()
        self.look()

    def follow(self, name: str) -> None:
        self.page.get_by_role("link", name=name).first.click()
        self.look()

    def look(self) -> None:
        """Judge the page met by axe, once for each title."""
        self.page.wait_for_load_state()
        title = self.page.title()
        if not self.looks or title in self.seen:
            return
        self.seen.add(title)
        self.page.evaluate(AXE.read_text())
        found = self.page.evaluate(
            "axe.run(document, {runOnly: ['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa']})"
        )
        for each in found["violations"]:
            where = each["nodes"][0]["html"][:160]
            self.complaints.append(f"{title}: {each['id']} {each['help']} {where}")

    def write(self, name: str, value: str) -> None:
        """Into the field of this name, or chosen from it where it is a list."""
        field = self.page.locator(f'[name="{name}"]')
        if field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)

    def text(self) -> str:
        return self.page.inner_text("main")


@pytest.fixture
def walker(chromium: Browser, city: City) -> Iterator["Walkers"]:
    """Makes walkers, each with a browser profile of their own, and gathers their complaints."""
    made = Walkers(chromium, city)
    yield made
    made.leave()
    assert made.complaints() == []


class Walkers:
    """The people of one story."""

    def __init__(self, chromium: Browser, city: City) -> None:
        self.chromium, self.city = chromium, city
        self.all: list[Walker] = []

    def __call__(
        self, name: str, *, language: str = "vi", script: bool = True, width: int = 1280
    ) -> Walker:
        """A new browser, signed in as the demo person of this name ('' is nobody)."""
        context = self.chromium.new_context(
            base_url=self.city.url,
            java_script_enabled=script,
            viewport={"width": width, "height": 900},
            accept_downloads=True,
        )
        context.set_default_timeout(10_000)
        prefix = "/en" if language == "en" else ""
        walker = Walker(context, context.new_page(), prefix, looks=script)
        walker.page.on("console", lambda said: _note(walker, said.type, said.text))
        walker.page.on("pageerror", lambda error: walker.complaints.append(str(error)))
        self.all.append(walker)
        if name:
            sign_in(walker, name)
        return walker

    def complaints(self) -> list[str]:
        return [complaint for walker in self.all for complaint in walker.complaints]

    def leave(self) -> None:
        for walker in self.all:
            walker.context.close()


def _note(walker: Walker, kind: str, text: str) -> None:
    # A page with errors answers 422, and saving without a session 401: the browser reports both.
    if kind == "error" and "422" not in text and "401" not in text:
        walker.complaints.append(text)


def sign_in(walker: Walker, name: str) -> None:
    """Through the sign-in page and the demo provider, as a person does."""
    walker.go("/sign-in")
    walker.page.locator("main form button, main a.govuk-button").first.click()
    person = walker.page.locator("main button", has_text=name).first
    office = walker.page.locator("main details").filter(has_text=name)
    if office.count():
        office.first.locator("summary").click()
    person.click()
    walker.page.wait_for_load_state()
