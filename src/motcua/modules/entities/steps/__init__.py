"""Writes of entities that may be part of somebody's transaction."""

from .contexts import dropped, hosted
from .loading import Row, locked, locked_all
from .observing import observe
from .storing import delete, insert, save

__all__ = [
    "Row", "delete", "dropped", "hosted", "insert", "locked", "locked_all", "observe", "save",
]  # fmt: skip
