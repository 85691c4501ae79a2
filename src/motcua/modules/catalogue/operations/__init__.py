"""The only ways the catalogue changes. Each function is one transaction."""

from .publishing import bring_into_force, end, import_package, publish
from .taking import Outcome, TakenRecord, take_national

__all__ = [
    "Outcome",
    "TakenRecord",
    "bring_into_force",
    "end",
    "import_package",
    "publish",
    "take_national",
]
