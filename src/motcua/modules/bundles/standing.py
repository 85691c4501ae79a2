"""How far the dossiers of the parts are, as those who wait for them see it."""

from collections.abc import Mapping

from motcua.kernel.actors import SYSTEM
from motcua.modules.dossiers import queries as dossiers

from .models import Part
from .rules import Ending, ended_as


def endings_of(parts: Mapping[str, Part]) -> dict[str, Ending]:
    """How far the dossiers of the parts are."""
    standing = dossiers.several([p.dossier for p in parts.values() if p.dossier], by=SYSTEM)
    return {
        member: ended_as(standing[part.dossier].state, is_refusal=standing[part.dossier].is_refusal)
        for member, part in parts.items()
        if part.dossier in standing
    }
