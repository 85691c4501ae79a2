"""The public verbs of money; each is one transaction."""

from .collecting import set_collector
from .counter import match_transfer, reconcile_transfer, take_cash
from .paying import begin_payment, expire, note, note_forgery, note_page
from .refunding import ask_refund, drop_refund, note_refund

__all__ = [
    "ask_refund",
    "begin_payment",
    "drop_refund",
    "expire",
    "match_transfer",
    "note",
    "note_forgery",
    "note_page",
    "note_refund",
    "reconcile_transfer",
    "set_collector",
    "take_cash",
]
