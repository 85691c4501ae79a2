"""Procedures that once were, or will be, in force: an old address says so instead of nothing."""

from dataclasses import dataclass
from datetime import date

from motcua.foundation import rows
from motcua.kernel.errors import NotFound
from motcua.kernel.words import Text

from ..rules.states import State
from .revisions import package_of


@dataclass(frozen=True, slots=True)
class Successor:
    code: str
    name: Text


@dataclass(frozen=True, slots=True)
class AbsentCard:
    """`begins_on`: it is published and not in force yet; `ended_on`: it was in force until then."""

    code: str
    name: Text
    begins_on: date | None
    ended_on: date | None
    successors: tuple[Successor, ...]


_LAST = """
SELECT r.digest, r.state, r.effective_from, r.effective_to
FROM catalogue_procedure p JOIN catalogue_revision r ON r.procedure_id = p.id
WHERE p.code = %s AND p.current_id IS NULL AND r.state <> 'draft'
ORDER BY r.effective_from DESC, r.published_at DESC LIMIT 1
"""
_SUCCESSORS = """
SELECT p.code, p.name_vi, p.name_en
FROM catalogue_procedure p JOIN catalogue_revision r ON r.id = p.current_id
WHERE r.content @? %s::jsonpath ORDER BY p.code
"""


def public_absent(code: str) -> AbsentCard:
    """What is known of a procedure that is not in force.

    :raises NotFound: there never was such a procedure, or none of it was ever published
    """
    found = rows.fetch(_LAST, [code])
    if not found:
        raise NotFound(f"procedure {code}")
    digest, state, since, until = found[0]
    is_ahead = State(state) is State.PUBLISHED
    # The code was found, so it has nothing in it that a path could mistake.
    path = f'$.files.procedure.replaces[*] ? (@ == "{code}")'
    later = [] if is_ahead else rows.fetch(_SUCCESSORS, [path])
    return AbsentCard(
        code=code,
        name=package_of(digest).procedure.name,
        begins_on=since if is_ahead else None,
        ended_on=None if is_ahead else until,
        successors=tuple(Successor(other, Text(vi, en)) for other, vi, en in later),
    )
