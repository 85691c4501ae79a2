"""The only ways the catalogue changes. Each function is one transaction."""

from .keeping import ask_for_sheet, keep_sheet
from .publishing import bring_into_force, end, import_package, publish
from .taking import Outcome, TakenRecord, take_national

__all__ = [
    "Outcome",
    "TakenRecord",
    "ask_for_sheet",
    "bring_into_force",
    "end",
    "import_package",
    "keep_sheet",
    "publish",
    "take_national",
]
