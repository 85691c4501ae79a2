"""Months of observations: made ahead, and sorted in where the past was sent before them."""

from collections.abc import Iterable
from datetime import date, datetime

from dateutil.relativedelta import relativedelta
from django.db import transaction

from motcua.kernel.actors import Actor

from .. import policies
from ..steps import months

MONTHS_AHEAD = 3


@transaction.atomic(durable=True)
def open_months(*, wanted: Iterable[date] = (), by: Actor, at: datetime) -> list[str]:
    """Make the partitions of this month and the next three, of `wanted` ones, and of all months
    that rows wait for. Returns the names of those that are new.

    A row of a month that was not made lies in the loose partition, where every question finds it;
    here it is moved to its own. For files and jobs, never in a request.

    :raises NotAllowed: neither the program itself nor an administrator
    """
    policies.must_register(by)
    today = at.date().replace(day=1)
    ahead = {today + relativedelta(months=n) for n in range(MONTHS_AHEAD + 1)}
    asked = {day.replace(day=1) for day in wanted}
    made = []
    for month in sorted(ahead | asked | months.waiting()):
        made += months.open_month(month)
    return made
