"""Reference lists: codes with their names, too many to read through, to be searched.

Built-in lists are data beside this file, one file an edition. An edition never changes and never
goes away: what was filed on it is shown by it for ever. A form may bring lists of its own.
"""

from .listed import NO_LIST, Entry, ReferenceList
from .reading import builtin, builtins, read_lists

__all__ = ["NO_LIST", "Entry", "ReferenceList", "builtin", "builtins", "read_lists"]
