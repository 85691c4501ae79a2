"""What is owed, and how it can be paid."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from motcua.kernel.actors import SYSTEM, Actor
from motcua.kernel.errors import NotFound
from motcua.kernel.money import Dong
from motcua.kernel.words import Text

from .. import policies
from ..models import Attempt, Charge, ChargeLine
from ..rules import attempts, vietqr
from ..rules.charges import Kind, State
from .collectors import public_collector


@dataclass(frozen=True, slots=True)
class LineCard:
    code: str
    kind: Kind
    name: Text
    amount: Dong
    quantity: int | None
    basis: str


@dataclass(frozen=True, slots=True)
class ChargeCard:
    """What is owed and where it stands. `is_under_way`: an attempt waits for its gateway's word."""

    id: UUID
    subject: tuple[str, str]
    payer: str
    agency: str
    amount: Dong
    state: State
    reference: str
    opened_at: datetime
    lines: tuple[LineCard, ...]
    is_under_way: bool

    @property
    def is_open(self) -> bool:
        return self.state is State.OPEN

    @property
    def is_paid(self) -> bool:
        return self.state is State.PAID


@dataclass(frozen=True, slots=True)
class TransferCard:
    """How to pay by bank transfer; `payload` is drawn as the VietQR."""

    payload: str
    bank_bin: str
    account: str
    holder: str
    amount: Dong
    purpose: str


def charges_of(subject: tuple[str, str], *, by: Actor) -> list[ChargeCard]:
    """Every charge of a subject that the reader may see, oldest first."""
    found = _with_lines().filter(subject_type=subject[0], subject_id=subject[1])
    return [
        _charge_card(charge)
        for charge in found.order_by("opened_at", "id")
        if policies.may_see(by, payer=charge.payer, agency=charge.agency)
    ]


def charge_of(subject: tuple[str, str], *, by: Actor) -> ChargeCard | None:
    """The charge that matters now: the last open one, else the last that was not cancelled."""
    cards = charges_of(subject, by=by)
    matters = {State.OPEN: 2, State.CANCELLED: 0}
    return max(cards, key=lambda card: (matters.get(card.state, 1), card.opened_at), default=None)


def open_charge_of(subject: tuple[str, str], *, by: Actor = SYSTEM) -> UUID | None:
    """The charge a subject still waits for, the last one if there are several.

    A module above asks it for itself inside its own operation; a person's door names the reader.
    """
    found = Charge.objects.filter(
        subject_type=subject[0], subject_id=subject[1], state=State.OPEN
    ).order_by("-opened_at", "-id")
    visible = (c for c in found if policies.may_see(by, payer=c.payer, agency=c.agency))
    return next((charge.id for charge in visible), None)


def is_open(subject: tuple[str, str], *, by: Actor = SYSTEM) -> bool:
    """Whether a subject still waits for money."""
    return open_charge_of(subject, by=by) is not None


def open_amounts(
    subjects: Collection[tuple[str, str]], *, by: Actor
) -> dict[tuple[str, str], Dong]:
    """What is still owed on each of these subjects that the reader may see; nothing where none."""
    kinds, ids = {kind for kind, _ in subjects}, [key for _, key in subjects]
    found = Charge.objects.filter(subject_type__in=kinds, subject_id__in=ids, state=State.OPEN)
    owed: dict[tuple[str, str], Dong] = {}
    for each in found:
        if policies.may_see(by, payer=each.payer, agency=each.agency):
            subject = (each.subject_type, each.subject_id)
            owed[subject] = Dong(owed.get(subject, 0) + each.amount)
    return owed


def charge_card(charge_id: UUID, *, by: Actor) -> ChargeCard:
    """:raises NotFound: no such charge, or not the reader's to see"""
    return _charge_card(seen(charge_id, by))


def vietqr_of(charge_id: UUID, *, by: Actor) -> TransferCard | None:
    """How to pay an open charge by transfer; None where the agency takes no transfers.

    :raises NotFound: no such charge, or not the reader's to see
    """
    charge = seen(charge_id, by)
    account = public_collector(charge.agency).account
    if account is None or charge.state != State.OPEN:
        return None
    amount = Dong(charge.amount)
    transfer = vietqr.Transfer(account.bank_bin, account.number, amount, charge.reference)
    return TransferCard(
        payload=vietqr.build(transfer),
        bank_bin=account.bank_bin,
        account=account.number,
        holder=account.holder,
        amount=amount,
        purpose=charge.reference,
    )


def seen(charge_id: UUID, by: Actor) -> Charge:
    charge = _with_lines().filter(id=charge_id).first()
    if charge is None or not policies.may_see(by, payer=charge.payer, agency=charge.agency):
        raise NotFound("no such charge")
    return charge


def line_cards(charge: Charge) -> tuple[LineCard, ...]:
    return tuple(
        LineCard(
            line.code,
            Kind(line.kind),
            Text(line.name_vi, line.name_en),
            Dong(line.amount),
            line.quantity,
            line.basis,
        )
        for line in charge.lines.all()
    )


def _with_lines() -> QuerySet[Charge]:
    """Charges with their lines and with the attempts that still wait."""
    waiting = Attempt.objects.filter(state=attempts.State.STARTED)
    return Charge.objects.prefetch_related(
        Prefetch("lines", ChargeLine.objects.order_by("place")), Prefetch("attempts", waiting)
    )


def _charge_card(charge: Charge) -> ChargeCard:
    return ChargeCard(
        id=charge.id,
        subject=(charge.subject_type, charge.subject_id),
        payer=charge.payer,
        agency=charge.agency,
        amount=Dong(charge.amount),
        state=State(charge.state),
        reference=charge.reference,
        opened_at=charge.opened_at,
        lines=line_cards(charge),
        is_under_way=bool(charge.attempts.all()),
    )
