"""Writes that may be part of somebody's transaction."""

from .letters import LetterOrder, issue_letter, note_letter, void_letter
from .results import (
    Draft,
    approve,
    draft,
    hand_over,
    mark_delivered,
    note_issued,
    note_signed,
    number_and_issue,
    recall,
    return_draft,
)
from .shared import Made, hold

__all__ = [
    "Draft",
    "LetterOrder",
    "Made",
    "approve",
    "draft",
    "hand_over",
    "hold",
    "issue_letter",
    "mark_delivered",
    "note_issued",
    "note_letter",
    "note_signed",
    "number_and_issue",
    "recall",
    "return_draft",
    "void_letter",
]
