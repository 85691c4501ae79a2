"""The only ways a proposal changes. Each function is one transaction."""

from .editing import decide_changes, rebase, save_files
from .starting import start, start_from_files, start_new

__all__ = [
    "decide_changes",
    "rebase",
    "save_files",
    "start",
    "start_from_files",
    "start_new",
]
