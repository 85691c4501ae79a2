"""What a place is called and how names are compared, and how data sets and patches make rows."""

from .addresses import Part, parts_of
from .boundaries import BoundariesInvalid, Outline, Polygon, Provenance
from .denominators import DenominatorKind, DenominatorsInvalid, Figure, read_figures
from .kinds import Kind, Level, full_name, kind_and_name
from .names import compact, order, plain, words
from .patch import PatchInvalid, patched
from .rows import (
    Above,
    Confidence,
    Dataset,
    Names,
    SuccessionRow,
    UnitRow,
    Validity,
    make_unit,
)

__all__ = [
    "Above",
    "BoundariesInvalid",
    "Confidence",
    "Dataset",
    "DenominatorKind",
    "DenominatorsInvalid",
    "Figure",
    "Kind",
    "Level",
    "Names",
    "Outline",
    "Part",
    "PatchInvalid",
    "Polygon",
    "Provenance",
    "SuccessionRow",
    "UnitRow",
    "Validity",
    "compact",
    "full_name",
    "kind_and_name",
    "make_unit",
    "order",
    "parts_of",
    "patched",
    "plain",
    "read_figures",
    "words",
]
