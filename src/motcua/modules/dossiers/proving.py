"""Proving addresses while a form is filled in: codes are sent for one person, and tried.

Every door does it by this: pages for who is signed in, the counter for who stands before it, the
API for whose key it is. Limits and the record are therefore the same.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.foundation.limits import TooOften
from motcua.kernel.actors import SYSTEM, Actor
from motcua.modules.forms.proving import to_prove
from motcua.modules.forms.rules import Form
from motcua.modules.forms.rules.proofs import ProofState
from motcua.modules.people import errands, operations, queries
from motcua.modules.people.facts import MessageChannel
from motcua.modules.people.ports import Undeliverable


@dataclass(frozen=True, slots=True)
class ProvesFor:
    """The forms' `Proofs` and `Prover` for one person; `by` is that person, or an officer who is
    told the code across the counter. `now` tells the time, `language` that of the message."""

    person: UUID
    by: Actor
    language: str
    now: Callable[[], datetime]

    def state(self, channel: str, address: str) -> ProofState:
        """:raises NotFound: not for this reader"""
        found = queries.proof_stage(
            self.person, MessageChannel(channel), address, by=self.by, at=self.now()
        )
        return ProofState(found)

    def ask(self, channel: str, address: str) -> ProofState:
        """:raises NotAllowed: neither the person themselves nor an officer with a case in hand"""
        try:
            errands.ask_for_proof(
                person_id=self.person, channel=MessageChannel(channel), address=address,
                language=self.language, by=self.by, at=self.now(),
            )  # fmt: skip
        except TooOften:
            return ProofState.TOO_OFTEN
        except Undeliverable:
            return ProofState.UNDELIVERABLE
        return ProofState.ASKED

    def type_back(self, channel: str, address: str, code: str) -> ProofState:
        """:raises NotAllowed: neither the person themselves nor an officer with a case in hand"""
        outcome = operations.try_code(
            person_id=self.person, channel=MessageChannel(channel), address=address, typed=code,
            by=self.by, at=self.now(),
        )  # fmt: skip
        return ProofState(outcome)


def take_as_proved(
    form: Form, answers: Mapping[str, object], *, applicant: Actor, at: datetime
) -> None:
    """The addresses that an invented person gave: nobody reads what would be sent there."""
    for channel, address in to_prove(form, answers):
        operations.take_as_proved(
            person_id=UUID(applicant.person or ""), channel=MessageChannel(channel),
            address=address, by=SYSTEM, at=at,
        )  # fmt: skip
