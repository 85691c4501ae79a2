"""A threshold rule: when an indicator's values become a warning, and in which words. Pure.

A rule is data. Its version is named by the SHA-256 of its canonical form, so what led to a warning
can be read years later, to the letter.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

import msgspec

from motcua.kernel.errors import Invalid
from motcua.kernel.words import Text

from .cap import Certainty, Response, Severity, Urgency
from .drafts import LONGEST_HEADLINE, LONGEST_LIFE, LONGEST_WORDS, Missing
from .wording import unknown_placeholders

_DAY_MINUTES = 24 * 60


class Confirms(StrEnum):
    """Who lets a message of the rule go out: a person, or the rule by itself."""

    PERSON = "person"
    RULE = "rule"


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    vi: str
    en: str

    def text(self) -> Text:
        return Text(self.vi, self.en)


class Level(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """From which value on the warning is how severe.

    The value is told here (`at`), or by the thing's own band of that code (`band`): a river gauge
    has alarm levels of its own.
    """

    severity: Severity
    at: float | None = None
    band: str = ""


class ThresholdRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Raise from the first level on; clear when the value is more than `margin` below it.

    `periods` complete periods in a row raise, `clear_periods` clear. `completeness` is the least
    share of expected observations that makes a period count. A period that ended more than
    `fresh_minutes` ago raises nothing. After a warning ended, `cooldown_minutes` are quiet.
    `silent_minutes` without a new period is told to the control room, never to the public.
    `places` are the communes watched (all that have values, if empty); `on_things` watches each
    station by itself instead of the commune as a whole. `counts_running` is for peaks, which only
    rise while a period runs: such a value raises at once, before its period is over.
    """

    code: str
    name: Words
    event: str
    indicator: str
    grain: str
    levels: tuple[Level, ...]
    margin: float
    periods: int
    clear_periods: int
    completeness: float
    fresh_minutes: int
    cooldown_minutes: int
    silent_minutes: int
    lasts_minutes: int
    confirms: Confirms
    urgency: Urgency
    certainty: Certainty
    responses: tuple[Response, ...]
    headline: Words
    description: Words
    instruction: Words
    source: str
    places: tuple[str, ...] = ()
    on_things: bool = False
    counts_running: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """A level with its number: from this value on, so severe."""

    at: float
    severity: Severity


@dataclass(frozen=True, slots=True)
class Levels:
    """The levels of a rule for one place or thing, lowest first. `clear_at`: below it is over."""

    steps: tuple[Step, ...]
    clear_at: float
    margin: float

    @property
    def raise_at(self) -> float:
        return self.steps[0].at

    def severity_of(self, value: float) -> Severity:
        """How severe; the first level's where the value is below it."""
        return max((s for s in self.steps if value >= s.at), key=lambda s: s.at,
                   default=self.steps[0]).severity  # fmt: skip

    def floor_of(self, severity: Severity) -> float:
        """From where on a warning is at least so severe."""
        return min((s.at for s in self.steps if s.severity.weight >= severity.weight),
                   default=self.raise_at)  # fmt: skip


class RuleInvalid(Invalid):
    """The rule cannot be used; `missing` has everything that is wrong with it."""

    code = "alert-rule-invalid"

    def __init__(self, missing: Sequence[Missing]) -> None:
        super().__init__(", ".join(gap.code for gap in missing))
        self.missing = tuple(missing)


def read(document: object) -> ThresholdRule:
    """:raises RuleInvalid: something is missing, too much, or of another kind"""
    try:
        return msgspec.convert(document, ThresholdRule)
    except msgspec.ValidationError as error:
        raise RuleInvalid([Missing("rule-shape", {"said": str(error)})]) from None


def stored(content: str) -> ThresholdRule:
    """A rule as its version keeps it."""
    return msgspec.json.decode(content, type=ThresholdRule)


def canonical(rule: ThresholdRule) -> str:
    """One form for one meaning: keys sorted, no spaces."""
    plain = msgspec.to_builtins(rule)
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(rule: ThresholdRule) -> str:
    """SHA-256 of the canonical form, as hexadecimal digits."""
    return hashlib.sha256(canonical(rule).encode()).hexdigest()


def levels_of(rule: ThresholdRule, bands: Mapping[str, float]) -> Levels | None:
    """The rule's levels, bands by their lower bound; None where there is no level at all.

    A gauge with fewer bands than the rule knows warns by those it has: silence would be worse.
    """
    found = (
        (bands.get(level.band) if level.band else level.at, level.severity) for level in rule.levels
    )
    steps = sorted((Step(at, how) for at, how in found if at is not None), key=lambda s: s.at)
    if not steps:
        return None
    return Levels(tuple(steps), steps[0].at - rule.margin, rule.margin)


def faults(rule: ThresholdRule, *, events: frozenset[str]) -> list[Missing]:
    """Everything that is wrong with a rule whose shape is right."""
    return [*_number_faults(rule), *_level_faults(rule), *_word_faults(rule, events)]


def _number_faults(rule: ThresholdRule) -> Iterator[Missing]:
    for name, value, least, most in (
        ("margin", rule.margin, 0, 1e9),
        ("periods", rule.periods, 1, 100),
        ("clear_periods", rule.clear_periods, 1, 100),
        ("completeness", rule.completeness, 0, 1),
        ("fresh_minutes", rule.fresh_minutes, 1, 40 * _DAY_MINUTES),
        ("cooldown_minutes", rule.cooldown_minutes, 0, 7 * _DAY_MINUTES),
        ("silent_minutes", rule.silent_minutes, 1, 40 * _DAY_MINUTES),
        ("lasts_minutes", rule.lasts_minutes, 10, LONGEST_LIFE.days * _DAY_MINUTES),
    ):
        if not least <= value <= most:
            yield Missing("rule-number", {"name": name, "least": least, "most": str(most)})
    if rule.counts_running and rule.periods != 1:
        yield Missing("rule-running-once")


def _level_faults(rule: ThresholdRule) -> Iterator[Missing]:
    if not rule.levels:
        yield Missing("rule-levels-missing")
    if any((level.at is None) == (not level.band) for level in rule.levels):
        yield Missing("rule-level-either")
    told = [level.at for level in rule.levels if level.at is not None]
    if any(a >= b for a, b in pairwise(told)):
        yield Missing("rule-levels-order")
    if any(a.severity.weight >= b.severity.weight for a, b in pairwise(rule.levels)):
        yield Missing("rule-severity-order")


def _word_faults(rule: ThresholdRule, events: frozenset[str]) -> Iterator[Missing]:
    if rule.event not in events:
        yield Missing("event-unknown")
    if not rule.source.strip():
        yield Missing("rule-source-missing")
    for name, words, most in (
        ("headline", rule.headline, LONGEST_HEADLINE),
        ("description", rule.description, LONGEST_WORDS),
        ("instruction", rule.instruction, LONGEST_WORDS),
    ):
        for language, said in (("vi", words.vi), ("en", words.en)):
            if not said.strip():
                yield Missing(f"{name}-{language}-missing")
            if len(said) > most:
                yield Missing(f"{name}-{language}-long", {"most": most})
            for unknown in unknown_placeholders(said):
                yield Missing("rule-placeholder", {"name": unknown})
