"""What may be asked about proposals."""

from .files import FileCard, SaveCard, files, saved_text, saves, texts
from .plans import DecisionCard, Plan, decisions, public_plan_of
from .proposals import (
    ProposalCard,
    SubmissionCard,
    changes,
    open_proposals,
    proposal,
    proposals_of,
)

__all__ = [
    "DecisionCard",
    "FileCard",
    "Plan",
    "ProposalCard",
    "SaveCard",
    "SubmissionCard",
    "changes",
    "decisions",
    "files",
    "open_proposals",
    "proposal",
    "proposals_of",
    "public_plan_of",
    "saved_text",
    "saves",
    "texts",
]
