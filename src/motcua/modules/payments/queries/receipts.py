"""What was issued for money that came in."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.kernel.actors import Actor
from motcua.kernel.errors import NotFound
from motcua.kernel.money import Dong
from motcua.kernel.words import Text

from ..models import Charge, Receipt
from ..rules import in_words, receipts
from ..rules.charges import Kind
from .charges import LineCard, line_cards, seen


@dataclass(frozen=True, slots=True)
class ReceiptCard:
    """The content of an electronic receipt (Decree 254/2026, Articles 22-29), unsigned."""

    id: UUID
    charge: UUID
    kind: Kind
    name: Text
    template: str
    symbol: str
    number: str
    collector_name: str
    collector_tax_code: str
    payer: str
    lines: tuple[LineCard, ...]
    amount: Dong
    in_words: Text
    reference: str
    issued_at: datetime


def receipts_of(charge_id: UUID, *, by: Actor) -> list[ReceiptCard]:
    """The receipts issued for a charge.

    :raises NotFound: no such charge, or not the reader's to see
    """
    charge = seen(charge_id, by)
    return [_receipt_card(one, charge) for one in charge.receipts.order_by("template")]


def receipt_card(receipt_id: UUID, *, by: Actor) -> ReceiptCard:
    """:raises NotFound: no such receipt, or not the reader's to see"""
    receipt = Receipt.objects.filter(id=receipt_id).first()
    if receipt is None:
        raise NotFound("no such receipt")
    return _receipt_card(receipt, seen(receipt.charge_id, by))


def _receipt_card(receipt: Receipt, charge: Charge) -> ReceiptCard:
    kind = Kind(receipt.kind)
    return ReceiptCard(
        id=receipt.id,
        charge=charge.id,
        kind=kind,
        name=receipts.NAMES[kind],
        template=receipt.template,
        symbol=receipt.symbol,
        number=receipts.number(receipt.number),
        collector_name=receipt.collector_name,
        collector_tax_code=receipt.collector_tax_code,
        payer=charge.payer,
        lines=tuple(line for line in line_cards(charge) if line.kind is kind),
        amount=Dong(receipt.amount),
        in_words=Text(in_words.vietnamese(receipt.amount), in_words.english(receipt.amount)),
        reference=charge.reference,
        issued_at=receipt.issued_at,
    )
