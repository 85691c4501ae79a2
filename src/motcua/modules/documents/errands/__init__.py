"""What is done with documents outside any transaction: looking in, scanning, copying."""

from .checking import check
from .receiving import finish_upload, join, join_contents, receive

__all__ = ["check", "finish_upload", "join", "join_contents", "receive"]
