"""When a member would be ready: its own time limit by the calendar of its own agency."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.kernel import clock
from motcua.kernel.errors import Refusal
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.dossiers.answering import today
from motcua.modules.organisation import queries as organisation

from .models import Bundle


@dataclass(frozen=True, slots=True)
class Ready:
    """Asked with the moment of receipt."""

    agency: str
    revision: UUID

    def __call__(self, received_at: datetime) -> datetime | None:
        """None where no calendar reaches so far."""
        try:
            allowance = catalogue.revision(self.revision).allowance("online")
            calendar = organisation.calendar_of(self.agency)
            rules = organisation.clock_rules_on(today(received_at))
            return clock.when_ready(received_at, allowance, calendar, rules).due_at
        except Refusal:
            return None


def ready(row: Bundle, member: str) -> Ready:
    return Ready(row.agencies[member], UUID(row.revisions[member]))
