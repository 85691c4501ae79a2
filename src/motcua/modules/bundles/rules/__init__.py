"""Joined procedures as pure functions: the group, its one form, everybody's answers, dates."""

from .dates import Leg, Planned, joint_due, planned
from .group import Group, Member, Shared, read_group
from .merging import MergedForm, PaperOfMember, merge
from .states import Ending, PartState, ended_as, next_of

__all__ = [
    "Ending",
    "Group",
    "Leg",
    "Member",
    "MergedForm",
    "PaperOfMember",
    "PartState",
    "Planned",
    "Shared",
    "ended_as",
    "joint_due",
    "merge",
    "next_of",
    "planned",
    "read_group",
]
