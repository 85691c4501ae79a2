"""What anybody may know who knows a number: how far it is, and nothing about a person.

Source: Circular 01/2018/TT-VPCP, Article 16 (code and degree of completion without signing in).
"""

from dataclasses import dataclass

from django.db.models import Q

from motcua.kernel.errors import NotFound

from ..models import Dossier
from ..rules import State, completion


@dataclass(frozen=True, slots=True)
class PublicState:
    """The number as asked, the state, and percent done."""

    number: str
    state: State
    completion: int


def public_state(number: str) -> PublicState:
    """:raises NotFound: no filed dossier has this code or submission number"""
    asked = number.strip().upper()
    row = (
        Dossier.objects.filter(Q(code=asked) | Q(submission_number=asked))
        .exclude(state=State.DRAFT)
        .values_list("state", flat=True)
        .first()
    )
    if row is None:
        raise NotFound("no such number")
    state = State(row)
    return PublicState(asked, state, completion(state))
