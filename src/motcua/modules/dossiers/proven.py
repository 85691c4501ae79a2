"""What the forms of dossiers must know of proofs: whether those who file proved an address."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.kernel.actors import SYSTEM
from motcua.modules.forms.rules.proofs import ProofState
from motcua.modules.people import queries as people
from motcua.modules.people.facts import MessageChannel
from motcua.modules.people.proving import Stage

from .models import Dossier


@dataclass(frozen=True, slots=True)
class Proven:
    """`forms.rules.Proofs` over the proofs of some people: one of them is enough."""

    people: frozenset[UUID]
    at: datetime

    def state(self, channel: str, address: str) -> ProofState:
        by_any = (
            people.proof_stage(each, MessageChannel(channel), address, by=SYSTEM, at=self.at)
            for each in self.people
        )
        return ProofState.PROVED if Stage.PROVED in by_any else ProofState.NONE


def by_who_files(dossier: Dossier) -> frozenset[UUID]:
    """Whose proofs count for a dossier: the applicant's, and those of who files for them."""
    return frozenset({dossier.applicant, dossier.submitter})
