"""Paths of a package: what there is to cover, answers that cover it, and stories that use them.

Pure. `paths_of` gives a small set of paths that together reach everything that can be reached;
what none of them reaches is named.
"""

from .covering import Plan, paths_of
from .stories import OUTCOMES, STORIES, Move, Path, Story
from .targets import Situation, Target, targets_of

__all__ = [
    "OUTCOMES",
    "STORIES",
    "Move",
    "Path",
    "Plan",
    "Situation",
    "Story",
    "Target",
    "paths_of",
    "targets_of",
]
