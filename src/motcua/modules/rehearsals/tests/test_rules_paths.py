"""Paths of every shipped package: few, accepted by the form, and together reaching everything."""

from datetime import date
from pathlib import Path

import pytest

from motcua.modules.catalogue.rules.archive import gather
from motcua.modules.catalogue.rules.package import Package, read
from motcua.modules.forms.rules import check
from motcua.modules.forms.rules.inventing import Inventor
from motcua.modules.forms.tests.places import FewPlaces
from motcua.modules.rehearsals.rules.paths import OUTCOMES, STORIES, Move, Plan, Story, paths_of
from motcua.modules.rehearsals.rules.paths.covering import seeded, turning_points
from motcua.modules.rehearsals.rules.paths.targets import targets_of

PACKAGES = Path(__file__).resolve().parents[5] / "packages"
TODAY = date(2026, 11, 23)
NAMES = FewPlaces()
FILE = {"sha256": "0" * 64, "name": "a.pdf", "size": 10, "media_type": "application/pdf"}


def planned(package: Package, *, seed: int = 7) -> Plan:
    province = NAMES.provinces(TODAY)[0].code
    communes = tuple(place.code for place in NAMES.communes(province, TODAY))
    inventor = Inventor(seeded(seed), province, communes, TODAY, FILE)
    return paths_of(package, inventor=inventor, names=NAMES)


def package(code: str) -> Package:
    return read(gather(PACKAGES / code))


@pytest.mark.parametrize("code", ["2.000635", "1.013314", "2.000815"])
def test_few_paths_reach_everything(code: str) -> None:
    whole = package(code)
    plan = planned(whole)
    assert plan.uncovered == ()
    assert len(plan.paths) <= 40
    assert {path.story for path in plan.paths} >= set(Story) - {Story.PAID_LATER}
    for path in plan.paths:
        assert check(whole.form, path.answers, today=TODAY, places=NAMES) == []
        assert set(path.covers) <= set(plan.targets)


def test_each_condition_is_met_both_ways() -> None:
    targets = targets_of(package("2.000635"))
    yes = {key.removesuffix(":yes") for key in targets if key.endswith(":yes")}
    no = {key.removesuffix(":no") for key in targets if key.endswith(":no")}
    assert yes == no
    assert yes


def test_the_same_package_has_the_same_paths() -> None:
    whole = package("2.000635")
    assert planned(whole) == planned(whole)
    assert planned(whole) != planned(whole, seed=8)


def test_answers_on_which_something_turns_are_tried() -> None:
    found = turning_points(package("2.000635"))
    assert found["acting_as"]
    assert all(isinstance(values, tuple) for values in found.values())


def test_every_story_begins_with_filing_and_has_an_end() -> None:
    assert set(STORIES) == set(Story) == set(OUTCOMES)
    assert {moves[0] for moves in STORIES.values()} == {Move.FILE}
    assert {move for moves in STORIES.values() for move in moves} == set(Move)


def test_what_cannot_be_reached_is_named(tmp_path: Path) -> None:
    files = dict(gather(PACKAGES / "2.000635"))
    text = files["components.yaml"].decode()
    assert "when: " in text
    before = next(line for line in text.splitlines() if line.strip().startswith("when: "))
    indent = before[: len(before) - len(before.lstrip())]
    files["components.yaml"] = text.replace(before, f"{indent}when: answers.copies < 0", 1).encode()
    left = {target.key for target in planned(read(files)).uncovered}
    assert any(key.startswith("component:") and key.endswith(":yes") for key in left)
