"""What the catalogue adds up to, for counting the city."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from motcua.foundation import rows
from motcua.kernel.words import Text

from ..rules.levels import Extent, level_of
from .revisions import package_of


@dataclass(frozen=True, slots=True)
class SectorCard:
    code: str
    name: Text


@dataclass(frozen=True, slots=True)
class LevelCount:
    """So many procedures of a sector have this computed level and extent."""

    sector: str
    level: int
    extent: Extent
    count: int


def public_sector_of_procedures() -> dict[str, str]:
    """Code of the procedure -> code of its sector; also of procedures no longer in force."""
    return dict(rows.fetch("SELECT code, sector_code FROM catalogue_procedure"))


def public_national_codes() -> set[str]:
    """The procedures in force that stand as the national portal tells them."""
    return {code for (code,) in rows.fetch(_NATIONAL)}


def public_sectors() -> list[SectorCard]:
    """The sectors that have a procedure, by code."""
    return [SectorCard(code, Text(vi, en)) for code, vi, en in rows.fetch(_SECTORS)]


def public_levels(on: date) -> list[LevelCount]:
    """The city's own procedures in force on a day, by sector and computed online level.

    What was only taken from the national portal is no service of the counter and not counted. The
    level is kept beside the revision; of one from before it was, it is computed again.
    """
    found: Counter[tuple[str, int, Extent]] = Counter()
    for sector, digest, level, extent in rows.fetch(_IN_FORCE, [on, on]):
        if level is not None:
            found[sector, level, Extent(extent)] += 1
        else:
            computed = level_of(package_of(digest))
            found[sector, computed.level, computed.extent] += 1
    return [LevelCount(*each, count) for each, count in sorted(found.items())]


_NATIONAL = """
SELECT code FROM catalogue_procedure WHERE current_id IS NOT NULL AND origin = 'national'
"""
_SECTORS = """
SELECT DISTINCT ON (sector_code) sector_code, sector_vi, sector_en FROM catalogue_procedure
WHERE sector_code <> '' ORDER BY sector_code, code
"""
_IN_FORCE = """
SELECT DISTINCT ON (r.procedure_id) p.sector_code, r.digest, r.online_level, r.online_extent
FROM catalogue_revision r JOIN catalogue_procedure p ON p.id = r.procedure_id
WHERE r.state <> 'draft' AND r.origin = 'city' AND r.effective_from <= %s::date
    AND (r.effective_to IS NULL OR r.effective_to >= %s::date)
ORDER BY r.procedure_id, r.effective_from DESC, r.published_at DESC
"""
