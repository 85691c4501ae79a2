"""The national portal's catalogue: how its records are read, doubted, and turned into packages.

A record is kept word by word; the package made of it informs and is never filed on. All pure.
"""

from .marking import Doubt, doubts_of
from .packaging import Made, make
from .record import LONGEST_LINE, Line, LineUnreadable, Record, read_line

__all__ = [
    "LONGEST_LINE",
    "Doubt",
    "Line",
    "LineUnreadable",
    "Made",
    "Record",
    "doubts_of",
    "make",
    "read_line",
]
