"""Fees that are not asked for first: the dossier goes on, and its result waits for the money."""

from motcua.kernel.actors import SYSTEM
from motcua.modules.payments import queries as payments

from .models import Dossier
from .rules import SUBJECT, State


def holds_result(dossier: Dossier) -> bool:
    """Whether its result waits for a fee that was not asked for first. A refusal never does."""
    if not dossier.fee_follows or State(dossier.state) is State.REFUSED:
        return False
    return payments.is_open((SUBJECT, str(dossier.id)), by=SYSTEM)
