"""Makes a forecast from what was given for it, noting how far it is."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from motcua.kernel.actors import SYSTEM, Role
from motcua.kernel.calendar import Calendar, UnknownYear
from motcua.kernel.clock import Allowance, Unit, when_ready
from motcua.kernel.errors import NotFound
from motcua.modules.organisation import queries as organisation

from .. import operations, queries
from ..rules.forecast import Effort, OfficeHours, Outlook, Plan, Profile, Task, outlook
from ..rules.forecast.hours import minutes_since, moment, of_calendar
from ..rules.forecast.plan import AFTER, BEFORE
from ..rules.moments import HERE

log = logging.getLogger(__name__)

#: A due date is asked of the law's clock once for every so many minutes of acceptance.
SLOT = 5
#: Noted every so many replications.
TOLD_EVERY = 20


def foretell(forecast_id: UUID) -> None:
    """Simulate, and note what comes of it."""
    try:
        card = queries.forecast(forecast_id, by=SYSTEM)
    except NotFound:
        return

    def tell(done: int) -> None:
        if done % TOLD_EVERY == 0:
            operations.note_replications(
                forecast_id=card.id, done=done, by=SYSTEM, at=datetime.now(UTC)
            )

    outcome: dict[str, object] | None = None
    trouble = ""
    try:
        plan, sources = plan_from(card.given, at=card.asked_at)
        told = outlook(plan, replications=int(card.given["replications"]), tell=tell)
        outcome = {**as_json(told), "sources": sources}
    except Exception as wrong:
        log.exception("a forecast broke off")
        trouble = f"{type(wrong).__name__}: {wrong}"[:2000]
    operations.end_forecast(
        forecast_id=card.id, outcome=outcome, trouble=trouble, by=SYSTEM, at=datetime.now(UTC)
    )


def plan_from(given: Mapping[str, Any], *, at: datetime) -> tuple[Plan, dict[str, object]]:
    """The plan, and for each role where its work is known from: the past, or as given."""
    agency = str(given["agency"])
    calendar, first_on = organisation.calendar_of(agency), at.astimezone(HERE).date()
    days = int(given["days"])
    hours = of_calendar(calendar, first_on, days * 2)
    known = queries.efforts(agency, by=SYSTEM, at=at) if given["from_past"] else {}
    efforts = {
        role: Effort(float(minutes), samples=known.get(Role(role), ()))
        for role, minutes in given["minutes"].items()
    }
    sources: dict[str, object] = {role: len(known.get(Role(role), ())) for role in efforts}
    steps = given["steps"]
    place = {step["key"]: number for number, step in enumerate(steps)}
    begins = next((n for n, step in enumerate(steps) if Role(step["role"]) in BEFORE), None)
    tasks = tuple(
        Task(
            key=step["key"], name=step["name"], station=step["role"],
            effort=efforts[step["role"]], after=tuple(place[name] for name in step["after"]),
            share=float(step["share"]), counts=Role(step["role"]) not in AFTER,
            starts_clock=number == begins,
        )
        for number, step in enumerate(steps)
    )  # fmt: skip
    allowed = Allowance(Decimal(given["amount"]), Unit(given["unit"]))
    plan = Plan(
        Profile(float(given["per_day"])), tasks, given["staff"], hours,
        due_of(calendar, hours, allowed), days, seed=int(given["seed"]),
        first_weekday=first_on.weekday(),
    )  # fmt: skip
    return plan, sources


def due_of(calendar: Calendar, hours: OfficeHours, allowed: Allowance) -> Callable[[float], float]:
    """Minute of acceptance -> minute due, both in minutes of work, by the law's own clock."""
    kept: dict[int, float] = {}
    rules = organisation.clock_rules_on(hours.first_on)

    def due(accepted: float) -> float:
        if allowed.unit is Unit.HOUR:
            return accepted + float(allowed.amount) * 60
        slot = int(accepted // SLOT)
        if slot not in kept:
            minute = hours.minute_of(slot * SLOT)
            try:
                promised = when_ready(
                    moment(hours.first_on, minute, HERE), allowed, calendar, rules
                ).due_at
                kept[slot] = hours.worked_by(minutes_since(hours.first_on, promised, HERE))
            except UnknownYear:
                kept[slot] = hours.total
        return kept[slot] + accepted % SLOT if allowed.unit is Unit.WORKING_DAY else kept[slot]

    return due


def as_json(told: Outlook) -> dict[str, object]:
    worst = told.bottleneck
    plain = asdict(told)
    plain["bottleneck"] = worst.key if worst else ""
    return plain
