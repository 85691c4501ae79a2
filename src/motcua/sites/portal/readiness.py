"""«If it were accepted now»: when a result would be ready, for pages before filing."""

from motcua.design.page import now, today
from motcua.kernel import clock
from motcua.kernel.errors import Refusal
from motcua.modules.organisation import queries as organisation


def ready_at(allowance: clock.Allowance) -> clock.Due | None:
    """By the city's calendar. None where no calendar reaches so far: then only the time is told."""
    try:
        calendar = organisation.calendar_of(organisation.public_tops()[0])
        return clock.when_ready(now(), allowance, calendar, organisation.clock_rules_on(today()))
    except (Refusal, IndexError):
        return None
