"""Proving addresses on the portal's pages: codes are sent to whoever is signed in, and tried."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest

from motcua.design.formats import language
from motcua.design.page import now
from motcua.design.requests import actor_of
from motcua.foundation.limits import TooOften
from motcua.kernel.actors import Actor
from motcua.modules.forms.rules import ProofState
from motcua.modules.people import errands, operations, queries
from motcua.modules.people.facts import MessageChannel
from motcua.modules.people.ports import Undeliverable


@dataclass(frozen=True, slots=True)
class OwnProofs:
    """The forms' `Proofs` and `Prover` for one person who is signed in."""

    by: Actor
    person: UUID
    language: str

    def state(self, channel: str, address: str) -> ProofState:
        found = queries.proof_stage(
            self.person, MessageChannel(channel), address, by=self.by, at=now()
        )
        return ProofState(found)

    def ask(self, channel: str, address: str) -> ProofState:
        try:
            errands.ask_for_proof(
                person_id=self.person, channel=MessageChannel(channel), address=address,
                language=self.language, by=self.by, at=now(),
            )  # fmt: skip
        except TooOften:
            return ProofState.TOO_OFTEN
        except Undeliverable:
            return ProofState.UNDELIVERABLE
        return ProofState.ASKED

    def type_back(self, channel: str, address: str, code: str) -> ProofState:
        outcome = operations.try_code(
            person_id=self.person, channel=MessageChannel(channel), address=address, typed=code,
            by=self.by, at=now(),
        )  # fmt: skip
        return ProofState(outcome)


def own(request: HttpRequest) -> OwnProofs:
    """For a page that only people open."""
    actor = actor_of(request)
    return OwnProofs(actor, UUID(actor.person or ""), language())
