"""Writes a charge with its lines and its entry in the ledger, in one statement."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.foundation import rows
from motcua.foundation.identifiers import new_id
from motcua.kernel.errors import Invalid
from motcua.kernel.words import Text

from .rules import ledger, purpose
from .rules.charges import State

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LABEL_LENGTH = 12
#: Charges one subject may have under its number.
MOST = 99

#: Nothing is written, and no row comes back, where another charge has the reference.
_WRITE = """
WITH fresh AS (
    INSERT INTO payments_charge (id, subject_type, subject_id, payer, agency, amount, state,
        reference, reference_key, opened_at)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING RETURNING id, opened_at
), line AS (
    INSERT INTO payments_chargeline
        (charge_id, place, code, kind, name_vi, name_en, amount, quantity, basis)
    SELECT fresh.id, place, code, kind, vi, en, amount, quantity, basis
    FROM fresh, unnest(%s::text[], %s::text[], %s::text[], %s::text[], %s::bigint[], %s::int[],
        %s::text[]) WITH ORDINALITY AS t (code, kind, vi, en, amount, quantity, basis, place)
), posting AS (
    INSERT INTO payments_ledgerposting (entry, charge_id, account, side, amount, posted_at)
    SELECT %s, fresh.id, account, side, amount, opened_at
    FROM fresh, unnest(%s::text[], %s::text[], %s::bigint[]) AS t (account, side, amount)
)
SELECT id FROM fresh
"""


@dataclass(frozen=True, slots=True)
class Owed:
    """What is asked of whom; `label` is the number people know the subject by."""

    subject: tuple[str, str]
    payer: str
    agency: str
    amount: int
    label: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Line:
    """One fee of the charge."""

    code: str
    kind: str
    name: Text
    amount: int
    quantity: int | None
    basis: str


def write(owed: Owed, lines: Sequence[Line], entry: Sequence[ledger.Posting]) -> UUID:
    """The new charge, under the first reference of its label that is free. Returns its id.

    :raises Invalid: the label does not make a reference that banks carry, or has made too many
    """
    key = new_id()
    label = owed.label or "".join(secrets.choice(_ALPHABET) for _ in range(_LABEL_LENGTH))
    for ordinal in range(1, MOST + 1):
        reference = purpose.reference(label, ordinal=ordinal)
        written = rows.fetch(
            _WRITE,
            [
                key, *owed.subject, owed.payer, owed.agency, owed.amount, State.OPEN.value,
                reference, purpose.key(reference), owed.at,
                [line.code for line in lines], [line.kind for line in lines],
                [line.name.vi for line in lines], [line.name.en for line in lines],
                [line.amount for line in lines], [line.quantity for line in lines],
                [line.basis for line in lines],
                new_id(), [line.account for line in entry], [line.side.value for line in entry],
                [line.amount for line in entry],
            ],
        )  # fmt: skip
        if written:
            return key
    raise Invalid("too many charges under one number", field="label")
