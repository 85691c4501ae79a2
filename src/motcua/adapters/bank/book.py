"""The bank's book-keeping: take an order, carry out what its customer chose, answer about it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.foundation import jobs
from motcua.foundation.identifiers import next_number
from motcua.kernel.errors import NotFound, Refusal

from . import protocol
from .models import Order
from .scenarios import SCENARIOS, Choice


class OrderExpired(Refusal):
    """The time to pay is over; the customer goes back and begins again."""

    code = "bank-order-expired"


class OrderDecided(Refusal):
    """The customer chose before; a payment is made once."""

    code = "bank-order-decided"


@dataclass(frozen=True, slots=True)
class OrderCard:
    """What the bank's page shows."""

    id: UUID
    reference: str
    payee: str
    amount: int
    purpose: str
    language: str
    expires_at: datetime
    code: str
    back: str


def take_order(asked: protocol.Asked) -> UUID:
    """The order of a reference, new or known. The first request counts."""
    order, _ = Order.objects.get_or_create(
        reference=asked.reference,
        defaults={
            "payee": asked.payee,
            "amount": asked.amount,
            "purpose": asked.purpose,
            "return_url": asked.return_url,
            "notice_url": asked.notice_url,
            "language": asked.language,
            "expires_at": asked.expires_at,
            "choice": "",
            "code": "",
            "transaction": "",
        },
    )
    return order.id


def order_card(order_id: UUID) -> OrderCard:
    """:raises NotFound: no such order"""
    order = Order.objects.filter(id=order_id).first()
    if order is None:
        raise NotFound("no such order")
    return OrderCard(
        id=order.id,
        reference=order.reference,
        payee=order.payee,
        amount=order.amount,
        purpose=order.purpose,
        language=order.language,
        expires_at=order.expires_at,
        code=order.code,
        back=order.return_url,
    )


@transaction.atomic(durable=True)
def carry_out(*, order_id: UUID, choice: Choice, at: datetime) -> str:
    """Do what the customer chose, queue the notices that go with it; returns where to go back to.

    :raises NotFound: no such order
    :raises OrderExpired: too late
    :raises OrderDecided: chosen before
    """
    order = Order.objects.select_for_update().filter(id=order_id).first()
    if order is None:
        raise NotFound("no such order")
    if order.choice:
        raise OrderDecided
    if at >= order.expires_at:
        raise OrderExpired
    scenario = SCENARIOS[choice]
    order.choice, order.code = choice, scenario.code
    order.speaks_at = at + scenario.after
    order.transaction = f"{next_number('demo-bank', f'{at:%Y%m%d}'):08d}"
    order.save(update_fields=["choice", "code", "speaks_at", "transaction"])
    run_at = order.speaks_at if scenario.after else None
    for _ in range(scenario.notices):
        jobs.defer("bank.tell", run_at=run_at, reference=order.reference)
    return order.return_url


def answer_about(reference: str, *, at: datetime) -> dict[str, str]:
    """What the bank says about a reference now.

    :raises NotFound: it never met the reference
    """
    order = Order.objects.filter(reference=reference).first()
    if order is None:
        raise NotFound("no such order")
    speaks = order.speaks_at is not None and order.speaks_at <= at
    return protocol.telling(
        reference=order.reference,
        amount=order.amount,
        transaction=order.transaction if speaks else "0",
        code=order.code if speaks else protocol.PENDING,
        purpose=order.purpose,
    )


def notice_url(reference: str) -> str:
    """:raises NotFound: no such order"""
    url = Order.objects.filter(reference=reference).values_list("notice_url", flat=True).first()
    if url is None:
        raise NotFound("no such order")
    return url
