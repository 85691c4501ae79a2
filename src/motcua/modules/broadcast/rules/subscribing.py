"""The life of a subscription: asked for, proven, paused, stopped."""

from dataclasses import dataclass
from enum import StrEnum

from motcua.kernel.errors import AlreadyDone, Invalid, WrongMoment
from motcua.kernel.words import nfc

from .filters import Filter

LONGEST_NAME = 100


class State(StrEnum):
    ASKED = "asked"
    ACTIVE = "active"
    PAUSED = "paused"
    STOPPED = "stopped"


class Act(StrEnum):
    PROVE = "prove"
    PAUSE = "pause"
    RESUME = "resume"
    STOP = "stop"
    ASK_AGAIN = "ask_again"


class Why(StrEnum):
    """Why a subscription was stopped. `""`: it was not."""

    NOT = ""
    GONE = "gone"
    FAILING = "failing"
    OPERATOR = "operator"


class Content(StrEnum):
    """One CloudEvent a message, or as many as wait, in one batch."""

    SINGLE = "single"
    BATCH = "batch"


class SubscriptionMoment(WrongMoment):
    """The act exists, but not in the subscription's present state."""

    code = "subscription-moment"


class BadName(Invalid):
    """A subscription has a name of at most a hundred characters."""

    code = "subscription-name"


class TooManySubscriptions(WrongMoment):
    """An owner has as many as the policy allows; params: most."""

    code = "too-many-subscriptions"


MOVES: dict[Act, tuple[frozenset[State], State]] = {
    Act.PROVE: (frozenset({State.ASKED}), State.ACTIVE),
    Act.PAUSE: (frozenset({State.ACTIVE}), State.PAUSED),
    Act.RESUME: (frozenset({State.PAUSED}), State.ACTIVE),
    Act.STOP: (frozenset({State.ACTIVE, State.PAUSED}), State.STOPPED),
    # Whoever was stopped proves again that the endpoint wants to be called.
    Act.ASK_AGAIN: (frozenset({State.ASKED, State.STOPPED}), State.ASKED),
}


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to be told, and where."""

    name: str
    address: str
    wanted: Filter
    content: Content = Content.SINGLE


def next_state(state: State, act: Act) -> State:
    """Where the act leads.

    :raises AlreadyDone: it is there already
    :raises SubscriptionMoment: not in this state
    """
    sources, target = MOVES[act]
    if state not in sources:
        if state is target:
            raise AlreadyDone(f"a subscription is {state} already")
        raise SubscriptionMoment(f"cannot {act} a subscription that is {state}", state=state)
    return target


def acts_open(state: State) -> list[Act]:
    """What a screen may offer: the same table the operations obey."""
    return [act for act, (sources, _) in MOVES.items() if state in sources]


def name_of(told: str) -> str:
    """:raises BadName: empty or too long"""
    name = nfc(told).strip()
    if not 0 < len(name) <= LONGEST_NAME or not name.isprintable():
        raise BadName("a name of at most 100 characters", field="name")
    return name
