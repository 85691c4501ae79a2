"""What may be asked of the catalogue."""

from .counts import Counts
from .examinations import public_city, public_examination
from .found import (
    Page,
    ProcedureRow,
    public_by_codes,
    public_counts,
    public_search,
    public_suggestions,
)
from .history import RevisionCard, public_has_content, public_revisions, public_source
from .levels import (
    Counted,
    Group,
    LevelPage,
    LevelRow,
    LevelStatistic,
    Reached,
    Scope,
    public_level_list,
    public_level_statistic,
)
from .linked import (
    public_around,
    public_catalogue_mark,
    public_described,
    public_described_all,
)
from .national import NationalCard, public_national
from .procedures import (
    ComponentCard,
    FeeCard,
    PriceCard,
    ProcedureCard,
    WayCard,
    public_package,
    public_procedure,
    public_procedures_in_force,
    public_procedures_to_file,
)
from .revisions import Revision, Standing, public_standing, revision
from .shown import MarkedPage, ShownCard, public_marked, public_names, public_shown
from .statistics import (
    LevelCount,
    SectorCard,
    public_levels,
    public_national_codes,
    public_sector_of_procedures,
    public_sectors,
)

__all__ = [
    "ComponentCard",
    "Counted",
    "Counts",
    "FeeCard",
    "Group",
    "LevelCount",
    "LevelPage",
    "LevelRow",
    "LevelStatistic",
    "MarkedPage",
    "NationalCard",
    "Page",
    "PriceCard",
    "ProcedureCard",
    "ProcedureRow",
    "Reached",
    "Revision",
    "RevisionCard",
    "Scope",
    "SectorCard",
    "ShownCard",
    "Standing",
    "WayCard",
    "public_around",
    "public_by_codes",
    "public_catalogue_mark",
    "public_city",
    "public_counts",
    "public_described",
    "public_described_all",
    "public_examination",
    "public_has_content",
    "public_level_list",
    "public_level_statistic",
    "public_levels",
    "public_marked",
    "public_names",
    "public_national",
    "public_national_codes",
    "public_package",
    "public_procedure",
    "public_procedures_in_force",
    "public_procedures_to_file",
    "public_revisions",
    "public_search",
    "public_sector_of_procedures",
    "public_sectors",
    "public_shown",
    "public_source",
    "public_standing",
    "public_suggestions",
    "revision",
]
