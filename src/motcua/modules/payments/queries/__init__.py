"""Questions about money, answered as cards."""

from .attempts import (
    AttemptCard,
    attempts_to_ask_about,
    charge_request,
    last_attempt,
    public_attempt,
)
from .books import (
    BankLineCard,
    Imbalance,
    RefundCard,
    balance_of,
    imbalances,
    refunds_owed,
    unplaced_transfers,
)
from .charges import (
    ChargeCard,
    LineCard,
    TransferCard,
    charge_card,
    charge_of,
    charges_of,
    is_open,
    open_amounts,
    open_charge_of,
    vietqr_of,
)
from .collectors import CollectorCard, public_collector
from .receipts import ReceiptCard, receipt_card, receipts_of
from .statistics import SettledFacts, Way, settled

__all__ = [
    "AttemptCard",
    "BankLineCard",
    "ChargeCard",
    "CollectorCard",
    "Imbalance",
    "LineCard",
    "ReceiptCard",
    "RefundCard",
    "SettledFacts",
    "TransferCard",
    "Way",
    "attempts_to_ask_about",
    "balance_of",
    "charge_card",
    "charge_of",
    "charge_request",
    "charges_of",
    "imbalances",
    "is_open",
    "last_attempt",
    "open_amounts",
    "open_charge_of",
    "public_attempt",
    "public_collector",
    "receipt_card",
    "receipts_of",
    "refunds_owed",
    "settled",
    "unplaced_transfers",
    "vietqr_of",
]
