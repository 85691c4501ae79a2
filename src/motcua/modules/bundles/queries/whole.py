"""What must be true of every bundle, whatever happened; asked by `motcua check`."""

from collections.abc import Iterator
from dataclasses import dataclass

from motcua.kernel.actors import SYSTEM, Actor
from motcua.kernel.errors import NotAllowed
from motcua.modules.dossiers import queries as dossiers

from .. import joined, standing
from ..models import Bundle, Part
from ..rules import PartState, next_of

#: So many bundles are looked at in one breath.
BATCH = 500


@dataclass(frozen=True, slots=True)
class Broken:
    """What is wrong with a bundle: `parts-missing`, `dossier-foreign`, `part-left-behind`."""

    number: str
    fault: str
    part: str


def broken(*, by: Actor) -> list[Broken]:
    """Every bundle whose parts and dossiers contradict each other.

    A part that could go on and has not is told too: its reaction may only be late.

    :raises NotAllowed: only for the machinery
    """
    if by != SYSTEM:
        raise NotAllowed("asked by the check of the city's data")
    found: list[Broken] = []
    for row in Bundle.objects.filter(filed_at__isnull=False).iterator(chunk_size=BATCH):
        found += _of(row)
    early = Part.objects.filter(bundle__filed_at=None).select_related("bundle")
    return found + [Broken(str(part.bundle), "parts-missing", part.member) for part in early]


def _of(row: Bundle) -> Iterator[Broken]:
    group = joined.group_of(row.group_id)
    parts = {part.member: part for part in row.parts.all()}
    number = row.number or str(row.id)
    missing = [member.key for member in group.members if member.key not in parts]
    yield from (Broken(number, "parts-missing", key) for key in missing)
    for key in _foreign(row, parts):
        yield Broken(number, "dossier-foreign", key)
    if not missing:
        states = {key: PartState(part.state) for key, part in parts.items()}
        for key in next_of(group, states, standing.endings_of(parts)):
            yield Broken(number, "part-left-behind", key)


def _foreign(row: Bundle, parts: dict[str, Part]) -> Iterator[str]:
    """Parts whose dossier is not there, or is not of this procedure, agency and person."""
    filed = {key: part.dossier for key, part in parts.items() if part.dossier is not None}
    found = dossiers.several(filed.values(), by=SYSTEM)
    for key, dossier in filed.items():
        mine, part = found.get(dossier), parts[key]
        ours = (part.procedure, part.agency, row.submitter)
        if mine is None or (mine.procedure, mine.agency, mine.submitter) != ours:
            yield key
