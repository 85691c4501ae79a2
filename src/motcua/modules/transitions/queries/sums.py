"""What must always add up: every dossier of a run has one fate, and goes on by what it says."""

from dataclasses import dataclass
from uuid import UUID

from motcua.foundation import rows


@dataclass(frozen=True, slots=True)
class Sum:
    """A run that does not add up: what it says of itself, and what is there."""

    run: UUID
    says: str
    told: int
    there: int


_COUNTS = """
SELECT r.id, c.name, c.told, c.there FROM transitions_run r CROSS JOIN LATERAL (
    SELECT 'moved' AS name, r.moved AS told,
        (SELECT count(*) FROM transitions_outcome o WHERE o.run_id = r.id AND NOT o.is_draft
            AND o.fate = 'moved') AS there
    UNION ALL SELECT 'asked', r.asked, (SELECT count(*) FROM transitions_outcome o
        WHERE o.run_id = r.id AND NOT o.is_draft AND o.fate = 'asked')
    UNION ALL SELECT 'kept', r.kept, (SELECT count(*) FROM transitions_outcome o
        WHERE o.run_id = r.id AND NOT o.is_draft AND o.fate = 'kept')
    UNION ALL SELECT 'blocked', r.blocked, (SELECT count(*) FROM transitions_outcome o
        WHERE o.run_id = r.id AND NOT o.is_draft AND o.fate = 'blocked')
    UNION ALL SELECT 'all', r.moved + r.asked + r.kept + r.blocked + r.drafts + r.busy,
        (SELECT count(*) FROM transitions_outcome o WHERE o.run_id = r.id)
    UNION ALL SELECT 'undone', r.undone,
        (SELECT count(*) FROM transitions_outcome o WHERE o.run_id = r.id AND o.is_undone)
) c WHERE c.told <> c.there ORDER BY r.id
"""


def public_sums() -> list[Sum]:
    """Counts that differ from what they count; there should be none."""
    return [Sum(*row) for row in rows.fetch(_COUNTS)]
