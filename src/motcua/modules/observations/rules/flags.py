"""What is known of a value's quality: small numbers after QARTOD's (1 pass … 4 fail), refined.

Below 40 a value is used in indicators; from 40 it is kept and not used. The tens say who decided.
"""

from enum import IntEnum, StrEnum


class Rule(StrEnum):
    """The tests a value must pass."""

    RANGE = "range"
    STEP = "step"
    FLAT = "flat"
    SPIKE = "spike"


class Flag(IntEnum):
    """1 good, 2 no rule looked at it, 11 a person released it; 3x suspect by a rule and used;
    4x held back by a rule; 51 a person confirmed it as wrong."""

    GOOD = 1
    UNCHECKED = 2
    RELEASED = 11
    SUSPECT_RANGE = 31
    SUSPECT_STEP = 32
    SUSPECT_FLAT = 33
    SUSPECT_SPIKE = 34
    HELD_RANGE = 41
    HELD_STEP = 42
    HELD_FLAT = 43
    HELD_SPIKE = 44
    WRONG = 51


#: The first flag of those that keep a value out of indicators.
UNUSED_FROM = 40
_RULES = {1: Rule.RANGE, 2: Rule.STEP, 3: Rule.FLAT, 4: Rule.SPIKE}


def is_used(flag: int) -> bool:
    return flag < UNUSED_FROM


def is_held(flag: int) -> bool:
    """Held back by a rule; a person has not decided."""
    return flag // 10 == 4


def is_suspect(flag: int) -> bool:
    return flag // 10 == 3


def by_person(flag: int) -> bool:
    """A person decided; no rule overrules them."""
    return flag in (Flag.RELEASED, Flag.WRONG)


def rule_of(flag: int) -> Rule | None:
    """The rule a suspect or held value failed."""
    return _RULES.get(flag % 10) if is_held(flag) or is_suspect(flag) else None
