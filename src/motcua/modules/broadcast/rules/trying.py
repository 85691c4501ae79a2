"""What an endpoint's answer means, and what to do next. Pure: chance is handed in."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

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


@dataclass(frozen=True, slots=True)
class Reply:
    """`status` is 0 where no answer came; `problem` then says why, in one word for the log.
    `retry_after`: seconds the endpoint asked for. `body`: the beginning of the answer."""

    status: int
    problem: str = ""
    retry_after: float | None = None
    body: bytes = b""

    @property
    def heard(self) -> Heard:
        if 200 <= self.status < 300:
            return Heard.TAKEN
        if self.status == _GONE:
            return Heard.GONE
        if self.status in _LATER or self.status >= 500 or not self.status:
            return Heard.TROUBLE
        # Redirects too: where a message goes is decided by who subscribed, and by nobody else.
        return Heard.REFUSED

    @property
    def told(self) -> str:
        """For people who look why: a word, or the status."""
        return self.problem or f"http-{self.status}"


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


def decide(reply: Reply, *, tries: int, failing: timedelta, policy: Policy, lot: float) -> Decision:
    """What to do after the reply to try number `tries` (from 1) of one message.

    `failing`: how long nothing but failures came from the endpoint. `lot`: drawn from [0, 1).
    """
    heard = reply.heard
    if heard is Heard.TAKEN:
        return Decision(Next.GO_ON)
    if heard is Heard.GONE or failing >= policy.stop_after:
        return Decision(Next.STOP)
    wait = wait_after(tries, policy=policy, lot=lot)
    if heard is Heard.REFUSED:
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
