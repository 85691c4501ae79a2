"""What may be asked about proposals."""

from .files import FileCard, SaveCard, files, saved_text, saves, texts
from .history import InForce, RevisionStory, history, public_in_force
from .keys import KeyCard, keys
from .plans import DecisionCard, Plan, decisions, public_plan_of
from .proposals import (
    ProposalCard,
    SubmissionCard,
    base_now,
    changes,
    open_proposals,
    proposal,
    proposals_of,
)
from .readers import may_design, must_read

__all__ = [
    "DecisionCard",
    "FileCard",
    "InForce",
    "KeyCard",
    "Plan",
    "ProposalCard",
    "RevisionStory",
    "SaveCard",
    "SubmissionCard",
    "base_now",
    "changes",
    "decisions",
    "files",
    "history",
    "keys",
    "may_design",
    "must_read",
    "open_proposals",
    "proposal",
    "proposals_of",
    "public_in_force",
    "public_plan_of",
    "saved_text",
    "saves",
    "texts",
]
