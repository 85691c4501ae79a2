"""A dossier's clock as it stands in the tables: its acts, and the due date they come to."""

from uuid import UUID

from motcua.kernel import clock
from motcua.kernel.calendar import Calendar
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.organisation import queries as organisation

from . import answering, content
from .models import ClockAct, Dossier, Filing


def acts_of(dossier_id: UUID) -> list[clock.ClockAct]:
    """What happened to the clock, in order."""
    rows = ClockAct.objects.filter(dossier_id=dossier_id).order_by("number")
    return [
        clock.ClockAct(clock.ActKind(row.kind), row.at, row.reason, row.ref, row.until)
        for row in rows
    ]


def due_of(dossier: Dossier, acts: list[clock.ClockAct]) -> clock.Due:
    """The due date and its explanation, from the acts alone."""
    revision = catalogue.revision(dossier.revision_id)
    return clock.due(
        acts,
        allowance_of(dossier),
        revision.clock_policy,
        calendar_of(dossier),
        rules_of(acts),
    )


def allowance_of(dossier: Dossier) -> clock.Allowance:
    """How long the agency may take: by the channel, and the situation as it was filed.

    What is supplied later does not move a promise.
    """
    revision = catalogue.revision(dossier.revision_id)
    if not revision.time_depends_on_answers:
        return revision.allowance(dossier.channel)
    filed = Filing.objects.filter(dossier_id=dossier.id).values_list("answers", flat=True).first()
    answers = content.unseal_answers(filed) if filed else {}
    return revision.allowance(dossier.channel, answering.facts(dossier, answers))


def calendar_of(dossier: Dossier) -> Calendar:
    """The calendar the promise was made by: a later version never moves a date by itself."""
    return organisation.calendar_at_version(dossier.calendar_version)


def rules_of(acts: list[clock.ClockAct]) -> clock.ClockRules:
    """The rules in force when the clock started."""
    return organisation.clock_rules_on(acts[0].at.date())
