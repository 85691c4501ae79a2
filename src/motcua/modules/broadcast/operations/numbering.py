"""Giving what was published its place in the sequence."""

from datetime import datetime

from django.db import transaction

from motcua.kernel.actors import Actor

from .. import policies, steps

#: As many at a time as one statement carries without keeping others waiting.
AT_A_TIME = 2000


@transaction.atomic(durable=True)
def number(*, by: Actor, at: datetime, limit: int = AT_A_TIME) -> int:
    """Number what waits, in the order it was published. Returns how many.

    Each change is stamped with the moment the database numbers it.

    :raises NotAllowed: only the machinery numbers
    """
    del at  # the database stamps: several sequencers have several clocks
    policies.must_be_machinery(by)
    return steps.number_waiting(limit)
