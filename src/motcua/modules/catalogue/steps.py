"""The writes of the catalogue: the only place where a revision's state changes."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

import msgspec

from motcua.foundation import journal
from motcua.kernel.actors import SYSTEM, Actor
from motcua.kernel.errors import NotFound
from motcua.modules.results import queries as results
from motcua.modules.results.rules import LetterKind, ResultSpec

from . import events
from .models import Procedure, Revision
from .rules.findings import Findings, Mark
from .rules.levels import level_of
from .rules.package import TEMPLATE, Package, read
from .rules.procedure import Origin
from .rules.showing import Shown, shown
from .rules.states import Act, OlderThanCurrent, Published, State, in_force, local_day, next_state


def locked_procedure(code: str) -> Procedure:
    """The procedure, locked, made if it is new: writers of one procedure queue here."""
    Procedure.objects.get_or_create(code=code)
    return Procedure.objects.select_for_update().get(code=code)


def locked_revision(revision: UUID) -> tuple[Procedure, Revision]:
    """
    :raises NotFound: no such revision
    """
    code = Revision.objects.filter(id=revision).values_list("procedure__code", flat=True).first()
    if code is None:
        raise NotFound(f"revision {revision}")
    procedure = locked_procedure(code)
    return procedure, Revision.objects.select_for_update().get(id=revision)


def refuse_bad_templates(package: Package) -> None:
    """Set the templates with invented data, so that a misspelt name is found before anybody waits.

    :raises PackageErrors: with the lines that cannot be set
    """
    if not package.is_complete:
        return
    found = Findings()
    templates: list[tuple[str, str, ResultSpec | LetterKind]] = [
        (TEMPLATE, package.result_template, package.result)
    ]
    for kind, template in package.letters.items():
        templates.append((f"letters/{kind}.typ", template, LetterKind(kind)))
    for name, template, of in templates:
        for problem in results.public_template_problems(template, of):
            found.add("template", Mark(name, problem.line, 1), problem=problem.message)
    found.refuse_if_any()


def add_revision(
    procedure: Procedure, package: Package, files: Mapping[str, bytes], *, by: Actor, at: datetime
) -> Revision:
    level = level_of(package)
    revision = Revision.objects.create(
        procedure=procedure,
        digest=package.digest,
        content=msgspec.json.decode(package.canonical),
        source={name: content.decode() for name, content in files.items()},
        state=State.DRAFT.value,
        effective_from=package.procedure.effective_from,
        effective_to=package.procedure.effective_to,
        imported_at=at,
        imported_by=by.id,
        origin=origin_of(package, by=by).value,
        online_level=level.level,
        online_extent=level.extent.value,
        missing=[each.code for each in level.missing],
    )
    journal.record(
        events.RevisionImported(
            revision=revision.id, procedure=procedure.code, digest=package.digest, at=at
        ),
        by=by,
        subject=("procedure", procedure.code),
    )
    return revision


def publish(procedure: Procedure, revision: Revision, *, by: Actor, at: datetime) -> None:
    """
    :raises AlreadyDone: it is published
    :raises WrongMoment: it has ended
    :raises OlderThanCurrent: a revision that begins later is in force
    """
    state = next_state(State(revision.state), Act.PUBLISH)
    if procedure.current and _is_older(revision, than=procedure.current):
        raise OlderThanCurrent(f"{procedure.code} has a revision that begins later")
    revision.state, revision.published_at = state.value, at
    revision.save(update_fields=["state", "published_at"])
    journal.record(
        events.RevisionPublished(
            revision=revision.id,
            procedure=procedure.code,
            digest=revision.digest,
            effective_from=revision.effective_from,
            at=at,
        ),
        by=by,
        subject=("procedure", procedure.code),
    )


def end(procedure: Procedure, revision: Revision, on: date, *, by: Actor, at: datetime) -> None:
    """
    :raises AlreadyDone: it has ended
    :raises WrongMoment: it was never published
    """
    revision.state = next_state(State(revision.state), Act.END).value
    revision.effective_to = max(on, revision.effective_from)
    revision.save(update_fields=["state", "effective_to"])
    journal.record(
        events.RevisionEnded(
            revision=revision.id,
            procedure=procedure.code,
            effective_to=revision.effective_to,
            at=at,
        ),
        by=by,
        subject=("procedure", procedure.code),
    )


def set_end(procedure: Procedure, revision: Revision, on: date, *, by: Actor, at: datetime) -> None:
    """Let it hold until the day before: at once if the day has come, else when it comes.

    :raises AlreadyDone: it has ended
    :raises WrongMoment: it was never published
    """
    if on <= local_day(at):
        end(procedure, revision, on, by=by, at=at)
        return
    next_state(State(revision.state), Act.END)
    revision.effective_to = max(on, revision.effective_from)
    revision.save(update_fields=["effective_to"])
    journal.record(
        events.RevisionWillEnd(
            revision=revision.id,
            procedure=procedure.code,
            effective_to=revision.effective_to,
            at=at,
        ),
        by=by,
        subject=("procedure", procedure.code),
    )


def bring_into_force(procedure: Procedure, on: date, *, by: Actor, at: datetime) -> bool:
    """Make the revision current that holds on the day, and end what it replaces.

    Returns whether anything changed.
    """
    published = list(procedure.revisions.filter(state=State.PUBLISHED.value))
    rows = {row.id: row for row in published}
    holding = in_force([_as_published(row) for row in published], on)
    over = [
        row for row in published
        if _as_published(row).is_over(on) or (holding and _gives_way(row, rows[holding.key]))
    ]  # fmt: skip
    for row in over:
        ends_on = row.effective_to if _as_published(row).is_over(on) else on
        end(procedure, row, ends_on or on, by=by, at=at)
    if (holding.key if holding else None) == procedure.current_id:
        return bool(over)
    replaces = procedure.current_id
    _show(procedure, rows[holding.key] if holding else None)
    if holding:
        journal.record(
            events.RevisionCameIntoForce(
                revision=holding.key, procedure=procedure.code, replaces=replaces, at=at
            ),
            by=by,
            subject=("procedure", procedure.code),
        )
    return True


def _as_published(row: Revision) -> Published:
    assert row.published_at is not None
    return Published(
        row.id, row.effective_from, row.effective_to, row.published_at,
        is_national=row.origin == Origin.NATIONAL,
    )  # fmt: skip


def _gives_way(row: Revision, to: Revision) -> bool:
    return row.id != to.id and not _is_older(to, than=row)


def _is_older(row: Revision, *, than: Revision) -> bool:
    """What the city wrote is never older than what was taken from the national portal."""
    if row.origin != than.origin:
        return row.origin == Origin.NATIONAL
    return row.effective_from < than.effective_from


def _show(procedure: Procedure, revision: Revision | None) -> None:
    """Repeat on the procedure what lists and searches read."""
    procedure.current = revision
    if revision is None:
        procedure.save(update_fields=["current"])
        return
    package = read({name: text.encode() for name, text in revision.source.items()})
    write_shown(procedure, shown(package), origin=Origin(revision.origin))
    procedure.save()


def origin_of(package: Package, *, by: Actor) -> Origin:
    """What the system took from the national portal is national until a person works on it."""
    is_taken = package.procedure.national is not None and by == SYSTEM
    return Origin.NATIONAL if is_taken and not package.is_complete else Origin.CITY


def write_shown(procedure: Procedure, it: Shown, *, origin: Origin) -> None:
    procedure.name_vi, procedure.name_en = it.name.vi, it.name.en
    procedure.sector_code = it.sector.code
    procedure.sector_vi, procedure.sector_en = it.sector.name.vi, it.sector.name.en
    procedure.online_level, procedure.online_extent = it.online.level, it.online.extent.value
    procedure.missing = [each.code for each in it.online.missing]
    procedure.declared_full = it.declared_full
    procedure.announced_by = it.announced_by
    procedure.origin, procedure.is_fileable = origin.value, it.is_fileable
    procedure.life_events, procedure.audience = list(it.life_events), list(it.audience)
    procedure.levels, procedure.agency_kinds = list(it.levels), list(it.agency_kinds)
    procedure.departments, procedure.review_marks = list(it.departments), list(it.review_marks)
    procedure.sort_name = it.sort_name
    procedure.found_names, procedure.found_phrases = it.found.names, it.found.phrases
