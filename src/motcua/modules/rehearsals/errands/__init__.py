"""Errands beside the city: making a space, being inside it, and taking it down."""

from .foretelling import foretell
from .playing import Seat, due_jobs, jump, offices, walk_clock
from .staging import OnStage, leftovers, on_stage, prepare, strike, tidy
from .walking import walk

__all__ = [
    "OnStage",
    "Seat",
    "due_jobs",
    "foretell",
    "jump",
    "leftovers",
    "offices",
    "on_stage",
    "prepare",
    "strike",
    "tidy",
    "walk",
    "walk_clock",
]
