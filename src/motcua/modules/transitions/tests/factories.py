"""A procedure with dossiers in flight, and a changed revision of it with a plan."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from motcua.foundation.identifiers import new_id
from motcua.kernel.actors import SYSTEM, Actor, Post, Role
from motcua.modules.catalogue.tests.edits import FORM, WITHOUT_ANSWERS, Tree, files_of
from motcua.modules.catalogue.tests.factories import a_published
from motcua.modules.dossiers import operations as dossiers
from motcua.modules.dossiers import queries
from motcua.modules.dossiers.tests.world import TUESDAY, WARD, World
from motcua.modules.proposals.rules.deciding import Decided
from motcua.modules.transitions import operations, planned, steps
from motcua.modules.transitions.models import Run
from motcua.modules.transitions.rules.runs import Kind

GIANG = Actor("officer:giang", frozenset({Post("H26", Role.PROCEDURE_ADMIN)}))
MONDAY = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
ANSWERS: Mapping[str, Any] = {"size": 30, "colour": "green", "name": "Én"}


@dataclass
class Changing:
    """A procedure as it was, and as it becomes."""

    code: str
    before: UUID
    after: UUID

    def start(self, decisions: Mapping[str, Decided] | None = None, *, trial: bool = False) -> UUID:
        """A run by these decisions; what is not among them goes as proposed."""
        run = Run(
            id=new_id(), kind=Kind.TRIAL if trial else Kind.REAL, procedure=self.code,
            before_id=self.before, after_id=self.after,
            decisions=planned.spelt(decisions or {}),
            started_by=GIANG.id, started_at=MONDAY, worked_at=MONDAY,
        )  # fmt: skip
        steps.begin(run)
        return run.id


def the_procedure(code: str = "9.000001", form: Tree = FORM) -> UUID:
    return a_published(files_of(form, code=code, **WITHOUT_ANSWERS))


def changing(code: str, before: UUID, form: Tree, **others: Any) -> Changing:
    after = a_published(files_of(form, code=code, **{**WITHOUT_ANSWERS, **others}))
    return Changing(code, before, after)


def a_dossier(
    world: World, code: str = "9.000001", answers: Mapping[str, Any] = ANSWERS, *, key: str = "k"
) -> UUID:
    number = dossiers.file_at_once(
        procedure=code, agency=WARD, answers=answers, key=f"{code}{key}", by=world.an, at=TUESDAY
    )
    return queries.find(number, by=world.an)


def run_through(run: UUID, *, batch: int = 250, at: datetime = MONDAY) -> Sequence[str]:
    """Batch by batch to the end."""
    answers: list[str] = []
    while not answers or answers[-1] == "more":
        answers.append(operations.advance(run_id=run, by=SYSTEM, at=at, batch=batch))
    return answers
