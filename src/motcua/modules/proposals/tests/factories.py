"""Designers Giang and Tuệ, and proposals at every stage of their life, through operations."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from motcua.kernel.actors import Actor, Post, Role
from motcua.modules.catalogue.tests.factories import a_published, changed, real_files
from motcua.modules.organisation.seed.cities import demo_city, found
from motcua.modules.proposals import operations, queries
from motcua.modules.proposals.rules.submitting import Said

TUESDAY = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
DAY = timedelta(days=1)
CODE = "2.000635"

GIANG = Actor("officer:giang", frozenset({Post("H26", Role.PROCEDURE_ADMIN)}))
TUE = Actor("officer:tue", frozenset({Post("H26", Role.PROCEDURE_ADMIN)}))
CHI = Actor("officer:chi", frozenset({Post("H26.101", Role.RECEIVER)}))

#: A change of the form and of the price, the smallest a designer makes.
NEW_FEE = ("fees.yaml", "8000 * answers.copies", "9000 * answers.copies")


def the_procedure(code: str = CODE) -> UUID:
    """In force, in a city whose offices are staffed and have accounts."""
    found(demo_city(), at=TUESDAY)
    return a_published(real_files(code))


def a_draft(*edits: tuple[str, str, str], code: str = CODE) -> UUID:
    """Giang's draft of the procedure in force, with passages replaced."""
    proposal = operations.start(code=code, by=GIANG, at=TUESDAY)
    for file, old, new in edits:
        replace(proposal, file, old, new)
    return proposal


def replace(proposal: UUID, file: str, old: str, new: str, *, by: Actor = GIANG) -> int:
    there = queries.texts(proposal, by=by)
    text = changed({file: there[file].content.encode()}, file, old, new)[file].decode()
    return operations.save_files(
        proposal=proposal, changes={file: text}, seen={file: there[file].number}, by=by, at=TUESDAY
    )


def said(**others: Any) -> Said:
    return Said(**{"reason": "Mức thu mới", "decision_number": "12/QĐ-UBND", **others})


def a_submitted(*edits: tuple[str, str, str], **words: Any) -> UUID:
    proposal = a_draft(*(edits or (NEW_FEE,)))
    operations.submit(proposal=proposal, said=said(**words), by=GIANG, at=TUESDAY)
    return proposal


@dataclass
class SoMany:
    """As many dossiers in flight as a test wants."""

    count: int = 0

    def in_flight(self, code: str) -> int:
        del code
        return self.count
