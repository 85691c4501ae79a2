"""Which procedures somebody needs: a few questions per life event, then a list with reasons.

The questions and the list are data, in `guides/`; the handbook (search.md) tells how to write one.
"""

from .guides import Answers, Choice, Guide, Listed, Question
from .reading import BadGuide, guide, guides, read

__all__ = [
    "Answers",
    "BadGuide",
    "Choice",
    "Guide",
    "Listed",
    "Question",
    "guide",
    "guides",
    "read",
]
