"""What a place is called and how names are compared, and how data sets and patches make rows."""

from .addresses import Part, parts_of
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
    "Confidence",
    "Dataset",
    "Kind",
    "Level",
    "Names",
    "Part",
    "PatchInvalid",
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
    "words",
]
