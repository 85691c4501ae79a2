"""The public verbs of telling; each is one transaction."""

from .delivering import settle, settle_dead, want_dead
from .expiring import count_matched, expire, tidy
from .numbering import number
from .subscribing import (
    Asked,
    ask,
    ask_again,
    change_secret,
    make_token,
    note_proof,
    pause,
    remove,
    resume,
    stop,
)

__all__ = [
    "Asked",
    "ask",
    "ask_again",
    "change_secret",
    "count_matched",
    "expire",
    "make_token",
    "note_proof",
    "number",
    "pause",
    "remove",
    "resume",
    "settle",
    "settle_dead",
    "stop",
    "tidy",
    "want_dead",
]
