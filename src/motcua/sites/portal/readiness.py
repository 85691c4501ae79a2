"""«If it were accepted now»: when a result would be ready, for pages before filing."""

from collections.abc import Callable

from motcua.design.page import now, today
from motcua.kernel import clock
from motcua.kernel.errors import Refusal
from motcua.modules.organisation import queries as organisation

Reckoner = Callable[[clock.Allowance | None], clock.Due | None]


def reckoner() -> Reckoner:
    """By the city's calendar, read once for a page. Each time is reckoned once.

    None where no calendar reaches so far, or where a time is told in words only: then no date is.
    """
    try:
        calendar = organisation.calendar_of(organisation.public_tops()[0])
        rules = organisation.clock_rules_on(today())
    except (Refusal, IndexError):
        return lambda _: None
    at, kept = now(), dict[clock.Allowance, clock.Due | None]()

    def ready(allowance: clock.Allowance | None) -> clock.Due | None:
        if allowance is None:
            return None
        if allowance not in kept:
            try:
                kept[allowance] = clock.when_ready(at, allowance, calendar, rules)
            except Refusal:
                kept[allowance] = None
        return kept[allowance]

    return ready


def ready_at(allowance: clock.Allowance) -> clock.Due | None:
    """One time alone."""
    return reckoner()(allowance)
