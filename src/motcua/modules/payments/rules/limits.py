"""How long an attempt to pay lives, as dated data: a change is a new row, never an edit."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from motcua.kernel.errors import WrongMoment


@dataclass(frozen=True, slots=True)
class Limits:
    """`page_lasts`: how long the gateway may take the money. `ask_after`: when we start to ask.

    `give_up_after` counts from the end of the page's life, so that a slow gateway can still answer.
    """

    valid_from: date
    page_lasts: timedelta
    ask_after: timedelta
    give_up_after: timedelta


LIMITS: tuple[Limits, ...] = (
    Limits(
        valid_from=date(2026, 1, 1),
        page_lasts=timedelta(minutes=15),
        ask_after=timedelta(minutes=3),
        give_up_after=timedelta(hours=1),
    ),
)


def limits_on(day: date) -> Limits:
    """The limits in force on a day; the first ones also hold before they began."""
    held = [row for row in LIMITS if row.valid_from <= day]
    return max(held, key=lambda row: row.valid_from) if held else LIMITS[0]


def is_hopeless(*, expires_at: datetime, at: datetime, limits: Limits) -> bool:
    """No notice is to be expected any more: the page closed long ago."""
    return at >= expires_at + limits.give_up_after


def must_be_hopeless(*, expires_at: datetime, at: datetime, limits: Limits) -> None:
    """:raises WrongMoment: a word of the gateway may still come"""
    if not is_hopeless(expires_at=expires_at, at=at, limits=limits):
        raise WrongMoment("the gateway may still speak")
