"""What holds now: the original with the latest supplement laid over it. The original stays.

A dossier whose procedure changed under it may go on by a newer revision, with its answers carried
over. What was filed, promised and charged stays with the revision it was filed on.
"""

from uuid import UUID

from motcua.foundation import rows
from motcua.modules.forms.rules import Source

from . import content
from .models import Dossier

#: The latest of what was supplied, carried over, and answered since; else what was filed.
LATEST = """
coalesce((
    SELECT l.answers FROM (
        SELECT s.answers, s.answered_at AS at, 0 AS rank FROM dossiers_supplement s
        WHERE s.dossier_id = {dossier} AND s.answered_at IS NOT NULL
        UNION ALL
        SELECT coalesce(t.given, t.answers), coalesce(t.answered_at, t.moved_at), 1
        FROM dossiers_transfer t WHERE t.dossier_id = {dossier} AND t.undone_at IS NULL
    ) l ORDER BY l.at DESC, l.rank LIMIT 1
), (SELECT f.answers FROM dossiers_filing f WHERE f.dossier_id = {dossier}))
"""
_ONE = f"SELECT {LATEST.format(dossier='k.id')} FROM (SELECT %s::uuid AS id) k"  # noqa: S608 -- ours


def answers(dossier_id: UUID) -> content.Answers:
    """The answers officers work with. Each supplement holds the whole form as it stood then."""
    ((latest,),) = rows.fetch(_ONE, [dossier_id])
    return content.unseal_answers(latest)


_SOURCES = """
SELECT l.sources FROM (
    SELECT f.sources, f.filed_at AS at, 0 AS rank FROM dossiers_filing f WHERE f.dossier_id = %s
    UNION ALL
    SELECT s.sources, s.answered_at, 1 FROM dossiers_supplement s
    WHERE s.dossier_id = %s AND s.answered_at IS NOT NULL
    UNION ALL
    SELECT t.sources, t.answered_at, 2 FROM dossiers_transfer t
    WHERE t.dossier_id = %s AND t.answered_at IS NOT NULL AND t.undone_at IS NULL
) l WHERE l.sources IS NOT NULL ORDER BY l.at, l.rank
"""


def sources(dossier_id: UUID) -> dict[str, Source]:
    """Where the answers that hold now come from, as far as it was kept."""
    found: dict[str, Source] = {}
    for (sealed,) in rows.fetch(_SOURCES, [dossier_id] * 3):
        found |= content.unseal_sources(sealed)
    return found


def revision_of(dossier: Dossier) -> UUID:
    """The revision its form, route, letters and result go by; dates and charges never do."""
    return dossier.goes_by_id or dossier.revision_id
