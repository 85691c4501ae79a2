"""Trying and carrying out what was decided for dossiers in flight."""

from .advancing import advance
from .starting import PlanUnsound, start, start_for_revision, try_out
from .turning import carry_back, go_on, pause, undo

__all__ = [
    "PlanUnsound",
    "advance",
    "carry_back",
    "go_on",
    "pause",
    "start",
    "start_for_revision",
    "try_out",
    "undo",
]
