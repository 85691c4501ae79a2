"""Charges of before: written with their postings in one go, for subjects that are taken over."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.foundation.copying import copy_rows
from motcua.foundation.identifiers import new_id

from .rules import charges, ledger, purpose
from .steps import LineLike

_CHARGE = (
    "id", "subject_type", "subject_id", "payer", "agency", "amount", "state", "reference",
    "reference_key", "opened_at",
)  # fmt: skip
_LINE = (
    "charge_id", "place", "code", "kind", "name_vi", "name_en", "amount", "quantity", "basis",
)  # fmt: skip
_POSTING = ("entry", "charge_id", "account", "side", "amount", "posted_at")


@dataclass(frozen=True, slots=True)
class PastCharge:
    """`label` is the number people know the subject by; `ordinal` tells its charges apart.

    `paid_at` is None while it is owed. Receipts of before stay where they were issued.
    """

    subject: tuple[str, str]
    payer: str
    agency: str
    lines: Sequence[LineLike]
    opened_at: datetime
    paid_at: datetime | None
    label: str
    ordinal: int = 1


def take_over(owed: Iterable[PastCharge]) -> int:
    """Write charges, their lines and their postings inside the caller's transaction.

    What was paid is posted into the agency's bank account. Returns how many charges.
    """
    whole = [(new_id(), charge) for charge in owed]
    copy_rows("payments_charge", _CHARGE, (_charge(key, charge) for key, charge in whole))
    copy_rows(
        "payments_chargeline", _LINE, (row for key, charge in whole for row in _lines(key, charge))
    )
    copy_rows(
        "payments_ledgerposting",
        _POSTING,
        (row for key, charge in whole for row in _postings(key, charge)),
    )
    return len(whole)


def _amount(charge: PastCharge) -> int:
    return sum(line.amount for line in charge.lines)


def _charge(key: UUID, charge: PastCharge) -> tuple[object, ...]:
    reference = purpose.reference(charge.label, ordinal=charge.ordinal)
    state = charges.State.OPEN if charge.paid_at is None else charges.State.PAID
    return (
        key, *charge.subject, charge.payer, charge.agency, _amount(charge), state.value,
        reference, purpose.key(reference), charge.opened_at,
    )  # fmt: skip


def _lines(key: UUID, charge: PastCharge) -> Iterator[tuple[object, ...]]:
    for place, line in enumerate(charge.lines, 1):
        yield (
            key, place, line.code, str(line.kind), line.name.vi, line.name.en, line.amount, None,
            line.basis,
        )  # fmt: skip


def _postings(key: UUID, charge: PastCharge) -> Iterator[tuple[object, ...]]:
    sums = charges.by_kind((line.kind, line.amount) for line in charge.lines)
    entries = [(ledger.charged(charge.agency, sums), charge.opened_at)]
    if charge.paid_at is not None:
        into = ledger.bank(charge.agency)
        received = ledger.received(charge.agency, _amount(charge), into=into)
        entries.append((received, charge.paid_at))
    for entry, at in entries:
        one = new_id()
        for line in entry:
            yield one, key, line.account, line.side.value, line.amount, at
