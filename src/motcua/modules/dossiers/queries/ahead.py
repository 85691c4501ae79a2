"""What is still to come, over all dossiers of a city."""

from datetime import datetime

from motcua.kernel.actors import SYSTEM, Actor
from motcua.kernel.errors import NotAllowed

from ..models import Dossier
from ..rules import OPEN


def next_due(*, after: datetime, by: Actor) -> datetime | None:
    """The first due date after a moment, among dossiers that are open; None where none is.

    :raises NotAllowed: only the system looks at all dossiers
    """
    if by != SYSTEM:
        raise NotAllowed("only the system looks at all dossiers")
    rows = Dossier.objects.filter(due_at__gt=after, state__in=[state.value for state in OPEN])
    found: datetime | None = rows.order_by("due_at", "id").values_list("due_at", flat=True).first()
    return found
