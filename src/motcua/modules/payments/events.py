"""What happened to money. Ids and values only; who paid is never said here."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID


@dataclass(frozen=True, slots=True)
class ChargeOpened:
    kind: ClassVar[str] = "charge.opened/1"

    charge: UUID
    subject_type: str
    subject_id: str
    amount: int
    at: datetime


@dataclass(frozen=True, slots=True)
class ChargePaid:
    """`source`: `gateway:<name>`, `transfer` or `cash`."""

    kind: ClassVar[str] = "charge.paid/1"

    charge: UUID
    subject_type: str
    subject_id: str
    amount: int
    source: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ChargeCancelled:
    kind: ClassVar[str] = "charge.cancelled/1"

    charge: UUID
    subject_type: str
    subject_id: str
    amount: int
    at: datetime


@dataclass(frozen=True, slots=True)
class PaymentBegun:
    kind: ClassVar[str] = "payment.begun/1"

    charge: UUID
    attempt: UUID
    subject_type: str
    subject_id: str
    gateway: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PaymentFailed:
    """The gateway said no; `answer` is its code. The charge is still open."""

    kind: ClassVar[str] = "payment.failed/1"

    charge: UUID
    attempt: UUID
    subject_type: str
    subject_id: str
    answer: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PaymentExpired:
    """Nobody paid on the gateway's page while it was open. The charge is still open."""

    kind: ClassVar[str] = "payment.expired/1"

    charge: UUID
    attempt: UUID
    subject_type: str
    subject_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class NoticeMismatched:
    """A verified message names another amount than was asked; nothing was settled."""

    kind: ClassVar[str] = "payment.mismatched/1"

    charge: UUID
    subject_type: str
    subject_id: str
    said: int
    owed: int
    at: datetime


@dataclass(frozen=True, slots=True)
class OverpaymentNoted:
    """Money came that nobody owes: it is to be given back."""

    kind: ClassVar[str] = "charge.overpaid/1"

    charge: UUID
    refund: UUID
    subject_type: str
    subject_id: str
    amount: int
    at: datetime


@dataclass(frozen=True, slots=True)
class RefundAsked:
    kind: ClassVar[str] = "charge.refund_asked/1"

    charge: UUID
    refund: UUID
    subject_type: str
    subject_id: str
    amount: int
    at: datetime


@dataclass(frozen=True, slots=True)
class RefundDropped:
    kind: ClassVar[str] = "charge.refund_dropped/1"

    charge: UUID
    refund: UUID
    subject_type: str
    subject_id: str
    amount: int
    at: datetime


@dataclass(frozen=True, slots=True)
class RefundPaid:
    """The payer has the money back."""

    kind: ClassVar[str] = "charge.refund_paid/1"

    charge: UUID
    refund: UUID
    subject_type: str
    subject_id: str
    amount: int
    at: datetime


@dataclass(frozen=True, slots=True)
class ReceiptIssued:
    kind: ClassVar[str] = "receipt.issued/1"

    receipt: UUID
    charge: UUID
    subject_type: str
    subject_id: str
    amount: int
    at: datetime


@dataclass(frozen=True, slots=True)
class CollectorNamed:
    """The tax code and the receipt letters of an agency that collects money were set."""

    kind: ClassVar[str] = "collector.named/1"

    agency: str
    at: datetime
