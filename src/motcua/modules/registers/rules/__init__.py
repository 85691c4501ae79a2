"""Which registers there are, what each holds, and on what ground it is asked. Pure."""

from ..facts import RegisterCode
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
    "FACTS",
    "About",
    "Ground",
    "Outcome",
    "Purpose",
    "RegisterCode",
    "document_holder",
    "holders_of",
]
