"""The data of a receipt, signed by the city; the keys it is signed with."""

from collections.abc import Mapping
from datetime import datetime

from joserfc.jwk import ECKey

from motcua.foundation import journal, rows, vault
from motcua.kernel.actors import SYSTEM, Actor
from motcua.kernel.errors import NotAllowed

from . import events
from .models import ReceiptKey
from .rules import filing_receipt

_PUBLIC = ("kty", "crv", "x", "y")
_LOCK = "SELECT pg_advisory_xact_lock(hashtextextended(current_schema() || '/receipt-key', 0))"


def only_machinery(by: Actor) -> None:
    """And one at a time, until the transaction ends. :raises NotAllowed: somebody else"""
    if by != SYSTEM:
        raise NotAllowed("the machinery keeps the keys")
    rows.run(_LOCK)


def known() -> dict[str, ECKey]:
    """Every key we ever signed with, by thumbprint; public parts only."""
    return {row.thumbprint: ECKey.import_key(row.public) for row in ReceiptKey.objects.all()}


def signing() -> ECKey | None:
    """The key that signs now; None before the first was made."""
    row = ReceiptKey.objects.filter(ended_at=None).first()
    if row is None:
        return None
    return ECKey.import_key({**row.public, "d": vault.unseal(bytes(row.secret)).decode()})


def make(*, by: Actor, at: datetime) -> str:
    """Make a key that signs from now on, in the place of the one before. Its thumbprint."""
    made = ECKey.generate_key(filing_receipt.CURVE, private=True)
    whole, thumbprint = made.as_dict(private=True), made.thumbprint()
    before = ReceiptKey.objects.select_for_update().filter(ended_at=None).first()
    if before is not None:
        before.ended_at = at
        before.save(update_fields=["ended_at"])
    ReceiptKey.objects.create(
        thumbprint=thumbprint,
        public={name: str(whole[name]) for name in _PUBLIC},
        secret=vault.seal(str(whole["d"]).encode()),
        made_at=at,
    )
    told = events.ReceiptKeyMade(thumbprint, before.thumbprint if before else "", at)
    journal.record(told, by=by, subject=("receipt_key", thumbprint))
    return thumbprint


def sign(twin: Mapping[str, object], *, pdf: bytes, pdf_sha256: str, at: datetime) -> bytes:
    """The signed data of a receipt whose paper is `pdf`, ready to be stored."""
    key = signing()
    assert key is not None, "operations make one first"
    token = filing_receipt.signed(twin, pdf_sha256=pdf_sha256, pdf_size=len(pdf), key=key, at=at)
    return token.encode()
