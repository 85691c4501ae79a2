"""Which registers there are, what each holds, and on what ground it is asked. Pure."""

from ..facts import Holding, RegisterCode, Standing
from .extracts import EXTRACT, GOOD_FOR, Other, PaperExtract
from .holders import (
    ABOUT,
    DOCUMENTS,
    FACTS,
    About,
    Ground,
    document_holder,
    holders_of,
)
from .lookups import Outcome, Purpose

__all__ = [
    "ABOUT",
    "DOCUMENTS",
    "EXTRACT",
    "FACTS",
    "GOOD_FOR",
    "About",
    "Ground",
    "Holding",
    "Other",
    "Outcome",
    "PaperExtract",
    "Purpose",
    "RegisterCode",
    "Standing",
    "document_holder",
    "holders_of",
]
