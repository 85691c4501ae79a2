"""What e-mail addresses and telephone numbers share where a form wants them proved."""

from dataclasses import dataclass

from ..problems import Fault
from ..proofs import ProofState
from ..scene import Scene
from .kind import Control

#: What is said while an address is not proved, and beside which field.
_FAULTS = {
    ProofState.NONE: Fault("not-proved"),
    ProofState.ASKED: Fault("code-awaited", part="code"),
    ProofState.WRONG: Fault("wrong-code", part="code"),
    ProofState.OVER: Fault("code-over"),
    ProofState.TOO_OFTEN: Fault("codes-too-often"),
    ProofState.UNDELIVERABLE: Fault("code-undeliverable"),
}


@dataclass(frozen=True, slots=True)
class ProofControl(Control):
    """`proof` is how far it has come; a code is typed where one is on its way."""

    proof: ProofState = ProofState.NONE

    @property
    def is_proved(self) -> bool:
        return self.proof is ProofState.PROVED

    @property
    def is_awaited(self) -> bool:
        return self.proof in (ProofState.ASKED, ProofState.WRONG)


def state_of(scene: Scene, channel: str, address: object) -> ProofState:
    if not isinstance(address, str) or not address:
        return ProofState.NONE
    return scene.proofs.state(channel, address)


def fault_of(state: ProofState) -> Fault:
    """What is said of an address that is not proved and stands like this."""
    return _FAULTS[state]


def unproved(scene: Scene, channel: str, address: str) -> list[Fault]:
    """Why a well-formed address does not count yet."""
    state = state_of(scene, channel, address)
    return [] if state is ProofState.PROVED else [fault_of(state)]
