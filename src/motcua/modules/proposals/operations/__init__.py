"""The only ways a proposal changes. Each function is one transaction."""

from .approving import approve, return_it
from .editing import decide_changes, rebase, save_files
from .exchanging import bring, bring_unsigned, end_key, export, trust_key
from .starting import start, start_from_files, start_new
from .submitting import discard, propose_end, submit, take_back

__all__ = [
    "approve",
    "bring",
    "bring_unsigned",
    "decide_changes",
    "discard",
    "end_key",
    "export",
    "propose_end",
    "rebase",
    "return_it",
    "save_files",
    "start",
    "start_from_files",
    "start_new",
    "submit",
    "take_back",
    "trust_key",
]
