"""The life of a revision: drafted, published, ended. What was published never changes again."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from enum import StrEnum
from uuid import UUID

from motcua.kernel.errors import AlreadyDone, Refusal, WrongMoment

VIETNAM = timezone(timedelta(hours=7))


class State(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"
    ENDED = "ended"


class Act(StrEnum):
    PUBLISH = "publish"
    END = "end"


@dataclass(frozen=True, slots=True)
class Move:
    sources: frozenset[State]
    target: State


MOVES: dict[Act, Move] = {
    Act.PUBLISH: Move(frozenset({State.DRAFT}), State.PUBLISHED),
    Act.END: Move(frozenset({State.PUBLISHED}), State.ENDED),
}


class SecondPersonNeeded(Refusal):
    """Who brought a revision in may not publish it: a second person looks at it first."""

    code = "second-person-needed"
    status = 403


class OlderThanCurrent(Refusal):
    """A newer revision is in force already; an older one is not published over it."""

    code = "older-than-current"


def next_state(state: State, act: Act) -> State:
    """Where the act leads.

    :raises AlreadyDone: it is there already
    :raises WrongMoment: not in this state
    """
    move = MOVES[act]
    if state is move.target:
        raise AlreadyDone(f"the revision is {state} already", state=state.value)
    if state not in move.sources:
        raise WrongMoment(f"cannot {act} a revision that is {state}", act=act.value)
    return move.target


@dataclass(frozen=True, slots=True)
class Published:
    """A published revision as far as its being in force goes. Days are those of Hà Nội."""

    key: UUID
    since: date
    until: date | None
    published_at: datetime
    is_national: bool = False

    def is_over(self, on: date) -> bool:
        return self.until is not None and on >= self.until


def in_force(published: list[Published], on: date) -> Published | None:
    """The one that holds on a day: the latest that has begun and not run out.

    Of two that begin on one day, the one published later corrects the other. What the city wrote
    itself stands before what was taken from the national portal, whenever that began.
    """
    holding = [each for each in published if each.since <= on and not each.is_over(on)]
    return max(
        holding,
        key=lambda each: (not each.is_national, each.since, each.published_at),
        default=None,
    )


def local_day(at: datetime) -> date:
    """The day in Việt Nam, where a revision begins and ends at midnight."""
    return at.astimezone(VIETNAM).date()
