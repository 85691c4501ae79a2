"""What forms must know of proofs: whether somebody showed that an address is theirs."""

from enum import StrEnum
from typing import Protocol


class ProofState(StrEnum):
    """How far it has come: nothing yet, a code on its way, a wrong one typed back, or proved."""

    NONE = "none"
    ASKED = "asked"
    WRONG = "wrong"
    OVER = "over"
    TOO_OFTEN = "too-often"
    UNDELIVERABLE = "undeliverable"
    PROVED = "proved"


class Proofs(Protocol):
    """`channel` is `email` or `sms`; `address` is clean."""

    def state(self, channel: str, address: str) -> ProofState: ...


class Prover(Protocol):
    """Sends codes and takes them back, for whoever fills in the page."""

    def ask(self, channel: str, address: str) -> ProofState:
        """Have a code sent; tells whether it is on its way."""
        ...

    def type_back(self, channel: str, address: str, code: str) -> ProofState:
        """Try a code that was typed."""
        ...


class Told:
    """What has just been learnt of one address, over what was known before."""

    def __init__(self, before: Proofs, channel: str, address: str, state: ProofState) -> None:
        self._before, self._of, self._state = before, (channel, address), state

    def state(self, channel: str, address: str) -> ProofState:
        known = (channel, address) == self._of
        return self._state if known else self._before.state(channel, address)


class Always:
    """Says the same of every address."""

    def __init__(self, answer: ProofState) -> None:
        self._answer = answer

    def state(self, channel: str, address: str) -> ProofState:  # noqa: ARG002
        return self._answer


#: Unless somebody knows better, nothing is proved: what asks for proof is then not filed.
NONE_PROVED = Always(ProofState.NONE)
#: For invented answers that nobody files.
ALL_PROVED = Always(ProofState.PROVED)
