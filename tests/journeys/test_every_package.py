"""Every package that can be filed online, by people in Chromium and by their own programs."""

import os
import random
import subprocess
import sys
import time
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, expect

from motcua.config.demo import PACKAGES
from motcua.modules.catalogue.rules.archive import gather
from motcua.modules.catalogue.rules.package import Package, read
from motcua.modules.forms.rules import ALL_PROVED, NO_PLACES, Form, check
from motcua.modules.forms.tests.spoiling import Answers, spoilt

from .conftest import City, Walkers, free_port, start_city, stop_city
from .filers import CITIZENS, TOGETHER, Filer, Program, held_of, today

pytestmark = pytest.mark.journey

PHONE = 360
LIMIT_SECONDS = 180
#: Milliseconds for one page while the city is busy making receipts.
PATIENCE = 30_000


def _package(code: str) -> Package:
    return read(gather(PACKAGES / code))


def _online() -> list[str]:
    codes = sorted(folder.name for folder in PACKAGES.iterdir())
    return [code for code in codes if "online" in set(map(str, _package(code).procedure.channels))]


@dataclass
class People:
    """Whoever takes part: each signs in once, and gives a program of theirs a key."""

    walkers: Walkers
    met: dict[str, tuple[Filer, Program]] = field(default_factory=dict)
    #: Of what was filed, whose program can tell of it: by the dossier's id or number.
    filed: dict[str, Program] = field(default_factory=dict)

    def named(self, name: str) -> tuple[Filer, Program]:
        if name not in self.met:
            walker = self.walkers(name, width=PHONE)
            walker.looks = False  # other journeys let axe look
            walker.context.set_default_timeout(PATIENCE)
            self.met[name] = Filer.named(name, walker), Program.of(walker)
        return self.met[name]


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    """A city of our own: many dossiers are filed, which other journeys must not find."""
    running = start_city(tmp_path_factory.mktemp("every_package"), free_port())
    yield running
    stop_city(running)


@pytest.fixture(scope="module")
def people(chromium: Browser, city: City) -> Iterator[People]:
    found = People(Walkers(chromium, city))
    yield found
    for _filer, program in found.met.values():
        program.line.close()
    found.walkers.leave()


@pytest.mark.parametrize("code", _online())
def test_who_answers_rightly_files_on_the_page_and_by_machine(people: People, code: str) -> None:
    draw = random.Random(code)  # noqa: S311 -- no secret
    name, other, pinned = TOGETHER.get(code, (draw.choice(list(CITIZENS)), "", {}))
    form, (filer, program) = _package(code).form, people.named(name)
    filer.hand.cites = draw.random() < 0.5
    draft = filer.starts(code)
    answers = filer.invents(draw, code, form, {**filer.known(form), **pinned})

    told = filer.fills(draft, form, answers)
    if other:
        people.named(other)[0].signs(filer.asks_to_sign(draft))
    dossier = filer.files(draft)
    status, said = program.files(form, code, draft.agency, answers, key=draft.id)

    assert told == {}
    people.filed[dossier.rsplit("/", 1)[1]] = program
    if other:
        # A program signs for nobody: it is told that, and that nothing else is missing.
        assert (status, said["detail"]) == (422, "cosignature-missing"), said
    else:
        assert status == 201, said
        people.filed[said["submission_number"]] = program
    assert people.walkers.complaints() == []


@pytest.mark.parametrize("code", _online())
def test_who_gets_something_wrong_is_told_the_same_on_the_page_and_by_machine(
    people: People, code: str
) -> None:
    draw = random.Random(f"wrong {code}")  # noqa: S311 -- no secret
    name, _other, pinned = TOGETHER.get(code, (draw.choice(list(CITIZENS)), "", {}))
    form, (filer, program) = _package(code).form, people.named(name)
    filer.hand.cites = False
    draft = filer.starts(code)
    right = filer.invents(draw, code, form, {**filer.known(form), **pinned})
    answers = _wrong(form, right, draw, spare=held_of(form, pinned))

    told = filer.fills(draft, form, answers)
    status, said = program.files(form, code, draft.agency, answers, key=draft.id)

    assert told != {}
    assert set.union(*told.values()) == {problem["says"] for problem in said["problems"]}
    assert status == 422
    # The check page names the pages that are wrong, and has no button to file.
    page = filer.walker.page
    assert set(told) == _unfinished(filer)
    expect(page.get_by_role("button", name="Nộp hồ sơ", exact=True)).to_have_count(0)
    assert people.walkers.complaints() == []


def _wrong(form: Form, right: Answers, draw: random.Random, *, spare: Collection[str]) -> Answers:
    """Somebody got something wrong that counts; leaving out what may be left out does not."""
    while True:
        answers = spoilt(form, right, draw, spare=spare)
        if check(form, answers, today=today(), places=NO_PLACES, proofs=ALL_PROVED):
            return answers


def _unfinished(filer: Filer) -> set[str]:
    links = filer.walker.page.locator(".govuk-warning-text a, .mc-warning a")
    found: list[str] = links.evaluate_all("all => all.map((one) => one.pathname)")
    return {path.rsplit("/", 1)[1] for path in found}


def test_afterwards_all_is_true_and_every_dossier_has_one_receipt(
    people: People, city: City
) -> None:
    """Of what was filed above; the receipts are made by jobs."""
    limit = time.monotonic() + LIMIT_SECONDS
    waiting = dict(people.filed)
    while waiting:
        assert time.monotonic() < limit, f"no receipt: {sorted(waiting)}"
        number, program = next(iter(waiting.items()))
        papers = program.dossier(number)["papers"]
        receipts = [each for each in papers if each["kind"] == "filing_receipt"]
        assert len(receipts) <= 1
        if receipts and receipts[0]["sha256"]:
            del waiting[number]

    command = [sys.executable, "-m", "motcua", "check"]
    own = {k: v for k, v in os.environ.items() if not k.startswith("MOTCUA_")}
    done = subprocess.run(
        command, env={**own, "MOTCUA_HOME": str(city.home)}, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stdout.decode()
