"""What an endpoint's answer means, and what to do next. Pure: chance is handed in."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Protocol

from .policy import Policy

#: Not now, says the endpoint (RFC 9110, 6585, 8470): the same message may be tried again.
_LATER = frozenset({408, 425, 429})
_GONE = 410


class Heard(StrEnum):
    """What became of one try."""

    TAKEN = "taken"
    REFUSED = "refused"
    TROUBLE = "trouble"
    GONE = "gone"


class Replied(Protocol):
    """`status` is 0 where no answer came; `retry_after`: seconds the endpoint asked for."""

    @property
    def status(self) -> int: ...
    @property
    def retry_after(self) -> float | None: ...


def heard(status: int) -> Heard:
    """What a status means; 0 is no answer."""
    if 200 <= status < 300:
        return Heard.TAKEN
    if status == _GONE:
        return Heard.GONE
    if status in _LATER or status >= 500 or not status:
        return Heard.TROUBLE
    # Redirects too: where a message goes is decided by who subscribed, and by nobody else.
    return Heard.REFUSED


class Next(StrEnum):
    GO_ON = "go_on"
    AGAIN = "again"
    BURY = "bury"
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class Decision:
    """`wait` is how long nothing is sent to this endpoint."""

    next: Next
    wait: timedelta = timedelta()


def decide(
    reply: Replied, *, tries: int, failing: timedelta, policy: Policy, lot: float
) -> Decision:
    """What to do after the reply to try number `tries` (from 1) of one message.

    `failing`: how long nothing but failures came from the endpoint. `lot`: drawn from [0, 1).
    """
    answer = heard(reply.status)
    if answer is Heard.TAKEN:
        return Decision(Next.GO_ON)
    if answer is Heard.GONE or failing >= policy.stop_after:
        return Decision(Next.STOP)
    wait = wait_after(tries, policy=policy, lot=lot)
    if answer is Heard.REFUSED:
        if tries >= policy.refusal_tries:
            # It answers, and does not want this one: the next has its own chance at once.
            return Decision(Next.BURY)
        return Decision(Next.AGAIN, wait)
    if reply.retry_after is not None:
        wait = max(wait, min(timedelta(seconds=reply.retry_after), policy.longest_wait))
    # The circuit stays open: after the last try, too, the next message waits its time.
    return Decision(Next.BURY if tries >= policy.most_tries else Next.AGAIN, wait)


def wait_after(tries: int, *, policy: Policy, lot: float) -> timedelta:
    """Grows with every failure up to the longest wait, less a share drawn by lot."""
    # A power beyond the longest wait would overflow long before it mattered.
    grown = policy.first_wait.total_seconds() * policy.factor ** min(tries - 1, 64)
    most = min(grown, policy.longest_wait.total_seconds())
    return timedelta(seconds=most * (1 - policy.jitter * lot))
