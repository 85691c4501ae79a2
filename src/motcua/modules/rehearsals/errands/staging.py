"""Makes a space, lets somebody inside it, and takes it down again."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from uuid import UUID

from django.apps import apps
from django.db import connection, models, transaction

from motcua.foundation import partitions, plugs
from motcua.foundation.database import spaces
from motcua.kernel import present
from motcua.kernel.actors import SYSTEM
from motcua.kernel.errors import NotFound, Refusal, WrongMoment
from motcua.modules.catalogue import operations as catalogue
from motcua.modules.catalogue import queries as procedures
from motcua.modules.catalogue.rules.package import read
from motcua.modules.forms.rules import PlaceNames
from motcua.modules.organisation import queries as organisation
from motcua.modules.people import operations as people

from .. import operations, queries, steps
from ..cast import CAST
from ..models import Persona, Scene
from ..ports import Props
from ..rules.life import LIFE, MAKING
from ..rules.moments import HERE
from .playing import Tasks

log = logging.getLogger(__name__)

#: What a space has of the city: where it lies, who works there, when, and whom one pays. No person
#: and nothing that was ever filed.
COPIED = ("places", "organisation")
ALSO = ("payments_collector",)
_OPENING = time(8)
_NO_ACCOUNT = (
    "UPDATE organisation_agency SET bank_account = 'DIENTAP', bank_account_holder = 'DIEN TAP'"
    " WHERE bank_account <> ''"
)


@dataclass(frozen=True, slots=True)
class OnStage:
    """How the space stood when it was entered, and what is done there in place of some tasks."""

    scene: queries.SceneCard
    tasks: Tasks


@contextmanager
def on_stage(key: str, clock: Callable[[], datetime] | None = None) -> Iterator[OnStage]:
    """Everything inside the block happens in this space: its tables, its clock, its props.

    :raises SpaceGone: it does not stand (any more)
    """
    scenery = plugs.get(Props).scenery(key)
    with spaces.inside(spaces.space_of(key)), plugs.only(scenery.plugs):
        scene = queries.scene(by=SYSTEM)
        with present.by(clock or (lambda: datetime.now(UTC) + scene.ahead)):
            yield OnStage(scene, scenery.tasks)


def prepare(rehearsal_id: UUID) -> None:
    """Make the space of a rehearsal that was asked for; repeated, it begins anew."""
    try:
        card = queries.rehearsal(rehearsal_id, by=SYSTEM)
        files = queries.files(rehearsal_id, by=SYSTEM)
    except NotFound:
        return
    if card.state != "preparing":
        return
    space = spaces.space_of(card.key)
    spaces.take_down(space)
    try:
        _raise_up(space, rehearsal_id)
        _furnish(card, files)
    except Exception as wrong:
        # Whatever it was, the designer waits for a word and no half-made space may stay.
        log.exception("a rehearsal could not be prepared")
        strike(card.key)
        trouble = wrong.code if isinstance(wrong, Refusal) else f"{type(wrong).__name__}: {wrong}"
        with suppress(WrongMoment):
            operations.note_failed(
                rehearsal_id=rehearsal_id, trouble=trouble[:2000], by=SYSTEM, at=datetime.now(UTC)
            )
        return
    try:
        operations.note_ready(rehearsal_id=rehearsal_id, by=SYSTEM, at=datetime.now(UTC))
    except WrongMoment:
        strike(card.key)  # it was closed while it was being made


def _raise_up(space: spaces.Space, rehearsal_id: UUID) -> None:
    def tell(done: int, of: int) -> None:
        if done % 8 == 0:
            with spaces.outside():
                operations.note_progress(
                    rehearsal_id=rehearsal_id, percent=90 * done // of, by=SYSTEM,
                    at=datetime.now(UTC),
                )  # fmt: skip

    spaces.raise_up(space, tell=tell)


def _furnish(card: queries.RehearsalCard, files: dict[str, bytes]) -> None:
    scenery = plugs.get(Props).scenery(card.key)
    begins = _first_moment(files)
    with spaces.inside(spaces.space_of(card.key)), plugs.only(scenery.plugs):
        partitions.make_ahead("foundation_entry", today=datetime.now(UTC).date())
        with transaction.atomic():
            spaces.copy_in(_tables())
            with connection.cursor() as cursor:
                # Nobody who tries a payment shall be shown where real money goes.
                cursor.execute(_NO_ACCOUNT)
        with present.by(lambda: begins):
            revision = catalogue.import_package(files=files, by=SYSTEM, at=begins)
            catalogue.publish(revision=revision, by=SYSTEM, at=begins)
            if card.procedure not in procedures.public_procedures_in_force():
                raise NotInForce(card.procedure)
            personas = list(_personas(begins))
        ahead = max(begins - datetime.now(UTC), timedelta())
        with transaction.atomic():
            steps.set_scene(
                Scene(
                    ahead_seconds=int(ahead.total_seconds()), procedure=card.procedure,
                    revision=revision, agency=card.agency,
                ),
                personas,
            )  # fmt: skip


class NotInForce(Refusal):
    """The package has ended before its rehearsal could begin."""

    code = "rehearsal-not-in-force"


def _first_moment(files: dict[str, bytes]) -> datetime:
    """Now; or the morning of the package's first day, if that is still to come."""
    first = datetime.combine(read(files).procedure.effective_from, _OPENING, HERE)
    return max(datetime.now(UTC), first.astimezone(UTC))


def _personas(at: datetime) -> Iterator[Persona]:
    names, today = plugs.get(PlaceNames), at.astimezone(HERE).date()
    province = _home_province([place.code for place in names.provinces(today)])
    commune = names.communes(province, today)[0].code
    for place, role in enumerate(CAST):
        person = people.sign_in(claims=role.living_in(province, commune), by=SYSTEM, at=at)
        yield Persona(
            who=f"person:{person}", place=place, name=role.name, note_vi=role.note.vi,
            note_en=role.note.en or role.note.vi,
        )  # fmt: skip


def _home_province(known: list[str]) -> str:
    """Where the city's own committee sits."""
    for code in organisation.public_tops():
        place = organisation.agency(code).place_code or ""
        if place in known:
            return place
    return known[0]


def _tables() -> dict[str, tuple[str, ...]]:
    """Tables that are copied with their columns, those referred to before those that refer."""
    wanted = [model for label in COPIED for model in apps.get_app_config(label).get_models()]
    wanted += [model for model in apps.get_models() if model._meta.db_table in ALSO]
    ordered: list[type[models.Model]] = []

    def put(model: type[models.Model]) -> None:
        if model in ordered or model not in wanted:
            return
        for field in model._meta.concrete_fields:
            there = field.related_model
            if isinstance(there, type) and there is not model:
                put(there)
        ordered.append(model)

    for model in wanted:
        put(model)
    return {
        model._meta.db_table: tuple(str(field.column) for field in model._meta.concrete_fields)
        for model in ordered
    }


def strike(key: str) -> None:
    """Take a space down, with all it left elsewhere. Nothing happens where there is none."""
    spaces.take_down(spaces.space_of(key))
    plugs.get(Props).strike(key)


def tidy(*, at: datetime) -> int:
    """Close what stood for a day or was never finished; take down spaces that nobody owns."""
    operations.close_old(before=at - LIFE, stuck_before=at - MAKING, by=SYSTEM, at=at)
    wanted = queries.open_keys(by=SYSTEM)
    orphans = leftovers(wanted)
    for key in sorted(orphans):
        strike(key)
    return len(orphans)


def leftovers(wanted: frozenset[str]) -> set[str]:
    """Keys of what stands and belongs to no rehearsal under way."""
    there = {space.key for space in spaces.standing()} | set(plugs.get(Props).left())
    return there - wanted
