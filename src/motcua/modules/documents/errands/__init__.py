"""What is done with documents outside any transaction: looking in, scanning, copying."""

from .checking import check, copy_unscanned
from .receiving import finish_upload, join, join_contents, receive

__all__ = ["check", "copy_unscanned", "finish_upload", "join", "join_contents", "receive"]
