"""Finding a procedure in people's own words: an index in memory, phrases people use, weights.

`asked` understands a question, `answered` finds and ranks; every weight has a name in `ranking`.
"""

from . import evaluating
from .asking import Question, asked
from .entries import Entry, Facets, Filters, SearchText, search_text
from .index import Document, Index
from .lexicon import lexicon
from .ranking import Answer, Because, Hit, Key, answered
from .wording import LONGEST_QUESTION, plain

__all__ = [
    "LONGEST_QUESTION",
    "Answer",
    "Because",
    "Document",
    "Entry",
    "Facets",
    "Filters",
    "Hit",
    "Index",
    "Key",
    "Question",
    "SearchText",
    "answered",
    "asked",
    "evaluating",
    "lexicon",
    "plain",
    "search_text",
]
