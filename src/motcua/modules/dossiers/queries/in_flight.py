"""How many dossiers a change of a procedure would meet on their way."""

from ..models import Dossier
from ..rules import CLOSED, State


def public_in_flight(procedure: str) -> int:
    """Filed and not closed; a number, and nothing about anybody."""
    away = [State.DRAFT, *CLOSED]
    return Dossier.objects.filter(procedure=procedure).exclude(state__in=away).count()
