"""A rule is read strictly, named by its content, and told everything that is wrong with it."""

import pytest

from motcua.kernel.words import Text
from motcua.modules.alerts import packs
from motcua.modules.alerts.rules import thresholds, wording
from motcua.modules.alerts.rules.cap import Severity
from motcua.modules.alerts.rules.machine import MOVES, State
from motcua.modules.alerts.rules.thresholds import Level, RuleInvalid, Words

from .factories import NOON, air_rule

EVENTS = frozenset(packs.events())


@pytest.mark.parametrize("rule", packs.rules(), ids=lambda rule: rule.code)
def test_the_rules_that_ship_are_right(rule: thresholds.ThresholdRule) -> None:
    assert thresholds.faults(rule, events=EVENTS) == []
    assert thresholds.read(packs.document(rule)) == rule


def test_the_name_of_a_version_is_its_content() -> None:
    rule = air_rule()
    assert thresholds.digest(rule) == thresholds.digest(thresholds.read(packs.document(rule)))
    assert thresholds.digest(rule) != thresholds.digest(air_rule(periods=3))


def test_a_rule_with_too_much_is_refused() -> None:
    with pytest.raises(RuleInvalid):
        thresholds.read(packs.document(air_rule()) | {"siren": True})


def test_everything_wrong_is_said_at_once() -> None:
    rule = air_rule(
        event="war",
        source=" ",
        periods=0,
        completeness=1.5,
        levels=(
            Level(Severity.SEVERE, at=200), Level(Severity.MODERATE, at=150), Level(Severity.MINOR),
        ),
        headline=Words("{place} {siren}", ""),
    )  # fmt: skip
    codes = {gap.code for gap in thresholds.faults(rule, events=EVENTS)}
    assert codes == {
        "event-unknown", "rule-source-missing", "rule-number", "rule-level-either",
        "rule-levels-order", "rule-severity-order", "headline-en-missing", "rule-placeholder",
    }  # fmt: skip


@pytest.mark.parametrize(
    "words", ["{place.__class__}", "{0}", "{", "{value:>99999999}", "{place!r}"]
)
def test_nothing_but_the_known_names_is_filled_in(words: str) -> None:
    assert wording.unknown_placeholders(words)


def test_words_are_filled_in_each_language() -> None:
    told = wording.told(
        place=Text("Phường Hoàn Kiếm", "Hoàn Kiếm Ward"), station=Text(""), unit=Text("m"),
        value=1234.56, threshold=9, level=9, start=NOON, end=NOON,
    )  # fmt: skip
    filled = wording.filled(Text("{place}: {value} {unit}", "{station}: {value} {unit}"), told)
    assert filled == Text("Phường Hoàn Kiếm: 1.234,6 m", "Hoàn Kiếm Ward: 1,234.6 m")


@pytest.mark.parametrize(
    ("value", "said"),
    [(3.05, "3,05"), (3, "3"), (2.9, "2,9"), (163, "163"), (160.04, "160"), (100, "100"), (0, "0"),
     (-1.5, "-1,5"), (12345.67, "12.345,7")],
)  # fmt: skip
def test_numbers_are_as_fine_as_they_are_useful(value: float, said: str) -> None:
    assert wording.number(value, language="vi") == said


def test_every_state_is_reached_and_ends_stay_ends() -> None:
    targets = {move.target for move in MOVES.values()}
    assert targets | {State.PROPOSED} == set(State)
    sources = {source for move in MOVES.values() for source in move.sources}
    assert sources == {State.PROPOSED, State.ISSUED}
