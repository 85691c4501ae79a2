"""The public verbs of documents; each is one transaction."""

from .checking import begin_check, note_checked, note_looked, note_unscanned_copy
from .keeping import attach, declare, discard, erase_person, forget_unused, keep
from .receiving import join_photos, receive
from .uploading import finish_upload, forget_uploads, give_up_upload, open_upload, take_piece

__all__ = [
    "attach",
    "begin_check",
    "declare",
    "discard",
    "erase_person",
    "finish_upload",
    "forget_unused",
    "forget_uploads",
    "give_up_upload",
    "join_photos",
    "keep",
    "note_checked",
    "note_looked",
    "note_unscanned_copy",
    "open_upload",
    "receive",
    "take_piece",
]
