"""The life of a mandate, what it covers, and how long it may run. Pure.

Sources: Civil Code 2015, Articles 134-141 (representation) and 563 (one year where nothing is
agreed); Article 136 (parents stand for a minor child).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from motcua.kernel.errors import Invalid, Refusal, WrongMoment

#: What the journal calls a mandate its facts belong to.
SUBJECT = "mandate"
#: Civil Code, Article 563: the term where the two agree on none.
USUAL_YEARS = 1
#: The city's own limit: who still means it says so again.
LONGEST_YEARS = 5
ADULT_AT = 18
MOST_PROCEDURES = 50


class Kind(StrEnum):
    """On what one person stands for another."""

    AUTHORISED = "authorised"
    PARENT = "parent"
    GUARDIAN = "guardian"
    ORGANISATION = "organisation"


class Ground(StrEnum):
    """Who says so: the represented themselves, a paper an officer accepted, or a register."""

    GIVEN = "given"
    PAPER = "paper"
    REGISTER = "register"


class Reach(StrEnum):
    """What the holder sees: what is filed under the mandate, or all of the procedures it covers."""

    FILED = "filed"
    ALL = "all"


class State(StrEnum):
    OFFERED = "offered"
    CLAIMED = "claimed"
    LIVE = "live"
    DECLINED = "declined"
    ENDED = "ended"


class Act(StrEnum):
    ACCEPT = "accept"
    DECLINE = "decline"
    CONFIRM = "confirm"
    TURN_DOWN = "turn_down"
    REVOKE = "revoke"
    LAY_DOWN = "lay_down"


class Side(StrEnum):
    """As what somebody meets a mandate."""

    GIVER = "giver"
    HOLDER = "holder"
    OFFICER = "officer"


@dataclass(frozen=True, slots=True)
class Move:
    sources: frozenset[State]
    target: State
    by: Side


def _move(*sources: State, to: State, by: Side) -> Move:
    return Move(frozenset(sources), to, by)


MOVES: dict[Act, Move] = {
    Act.ACCEPT: _move(State.OFFERED, to=State.LIVE, by=Side.HOLDER),
    Act.DECLINE: _move(State.OFFERED, to=State.DECLINED, by=Side.HOLDER),
    Act.CONFIRM: _move(State.CLAIMED, to=State.LIVE, by=Side.OFFICER),
    Act.TURN_DOWN: _move(State.CLAIMED, to=State.DECLINED, by=Side.OFFICER),
    Act.REVOKE: _move(State.OFFERED, State.LIVE, to=State.ENDED, by=Side.GIVER),
    Act.LAY_DOWN: _move(State.CLAIMED, State.LIVE, to=State.ENDED, by=Side.HOLDER),
}  # fmt: skip
CLOSED = frozenset({State.DECLINED, State.ENDED})


class MandateNotLive(Refusal):
    """There is no mandate in force for this: it ended, never began, or covers other procedures."""

    code = "mandate-not-live"
    status = 403


class MandateMoved(WrongMoment):
    """The mandate is no longer in the state this act is for."""

    code = "mandate-moved"


def next_state(state: State, act: Act) -> State:
    """:raises MandateMoved: not in this state"""
    move = MOVES[act]
    if state not in move.sources:
        raise MandateMoved(f"cannot {act} a mandate that is {state}", state=state)
    return move.target


def acts_open_to(sides: Iterable[Side], state: State) -> tuple[Act, ...]:
    """What a page may offer: the same table the operations obey."""
    held = frozenset(sides)
    return tuple(act for act, move in MOVES.items() if move.by in held and state in move.sources)


def covers(procedures: Iterable[str], procedure: str) -> bool:
    """Whether a mandate for these procedures covers this one; none named means all."""
    named = frozenset(procedures)
    return not named or procedure in named


def usual_end(today: date) -> date:
    return _years_on(today, USUAL_YEARS)


def latest_end(kind: Kind, today: date, born_on: date | None) -> date:
    """The last day a mandate made today may run: a parent's ends when the child is of age.

    :raises Invalid: the child is of age, or nobody knows when it was born
    """
    if kind is not Kind.PARENT:
        return _years_on(today, LONGEST_YEARS)
    if born_on is None:
        raise Invalid("whose parent, born when?", birth_on="missing")
    of_age = _years_on(born_on, ADULT_AT)
    if of_age <= today:
        raise Invalid("is of age and gives a mandate themselves", birth_on="of-age")
    return min(of_age, _years_on(today, ADULT_AT))


def is_minor(born_on: date, today: date) -> bool:
    return _years_on(born_on, ADULT_AT) > today


def check_terms(
    *, kind: Kind, procedures: Iterable[str], until: date, today: date, born_on: date | None = None
) -> None:
    """:raises Invalid: `params` name each field that cannot be"""
    if len(list(procedures)) > MOST_PROCEDURES:
        raise Invalid("name fewer procedures, or none for all", procedures="too-many")
    if until < today:
        raise Invalid("it would be over already", until="past")
    if until > latest_end(kind, today, born_on):
        raise Invalid("it would run too long", until="too-late")


def _years_on(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        # The 29th of February; a year without it ends on the 28th.
        return day.replace(year=day.year + years, day=28)
