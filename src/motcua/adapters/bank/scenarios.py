"""What a person may let the fake bank do, and what it then says when. Pure."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from .protocol import NOT_ENOUGH, PAID


class Choice(StrEnum):
    PAY = "pay"
    FAIL = "fail"
    DELAY = "delay"
    TWICE = "twice"
    LOSE = "lose"


@dataclass(frozen=True, slots=True)
class Scenario:
    """`code` is the bank's answer, `after` how long it is silent, `notices` how often it calls."""

    code: str
    notices: int
    after: timedelta = timedelta(0)


SCENARIOS: dict[Choice, Scenario] = {
    Choice.PAY: Scenario(PAID, 1),
    Choice.FAIL: Scenario(NOT_ENOUGH, 1),
    Choice.DELAY: Scenario(PAID, 1, timedelta(seconds=30)),
    Choice.TWICE: Scenario(PAID, 2),
    Choice.LOSE: Scenario(PAID, 0),
}
