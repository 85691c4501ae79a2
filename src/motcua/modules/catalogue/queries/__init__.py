"""What may be asked of the catalogue."""

from .found import Page, ProcedureRow, public_search
from .procedures import (
    ComponentCard,
    FeeCard,
    PriceCard,
    ProcedureCard,
    WayCard,
    public_package,
    public_procedure,
    public_procedures_in_force,
)
from .revisions import Revision, Standing, public_standing, revision

__all__ = [
    "ComponentCard",
    "FeeCard",
    "Page",
    "PriceCard",
    "ProcedureCard",
    "ProcedureRow",
    "Revision",
    "Standing",
    "WayCard",
    "public_package",
    "public_procedure",
    "public_procedures_in_force",
    "public_search",
    "public_standing",
    "revision",
]
