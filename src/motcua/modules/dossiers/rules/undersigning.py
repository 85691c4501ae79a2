"""Who must say yes to what is filed, beside the one who files it. Pure.

What was said yes to is known by its digest: any change of an answer makes it void, by itself.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from motcua.kernel.errors import Refusal

from .guards import Missing

#: What the person before the counter reads out from their telephone or e-mail.
CODE_DIGITS = 6
CODE_LASTS = timedelta(minutes=15)
CODE_TRIES = 5
#: By which the paper that was read and signed is told from any other.
MARK_LENGTH = 8
INVITED_FOR = timedelta(days=14)


class Way(StrEnum):
    """How the person at the counter said that it is right."""

    CODE = "code"
    SIGNATURE = "signature"


class ConfirmationRefused(Refusal):
    """The code or mark is not the one, too old, tried too often, or of other answers."""

    code = "confirmation-refused"
    status = 422


class CosignatureRefused(Refusal):
    """The link is not or no longer good, or is meant for somebody else: nobody hears which."""

    code = "cosignature-refused"
    status = 404


class CosignatureVoid(Refusal):
    """The answers changed since they were shown: look again before signing."""

    code = "cosignature-void"


@dataclass(frozen=True, slots=True)
class Signed:
    """Whose yes there is, to what."""

    cosigner: str
    digest: str
    number_print: bytes


def mark_of(digest: str) -> str:
    """The few characters on the paper that is read and signed: `7f3a-91c2`."""
    return f"{digest[:4]}-{digest[4:MARK_LENGTH]}"


def missing_signatures(
    wanted: Mapping[str, bytes], signed: Iterable[Signed], digest: str
) -> list[Missing]:
    """Who has not signed just this. `wanted`: the mark of each co-signer's own number."""
    have = {(each.cosigner, bytes(each.number_print)) for each in signed if each.digest == digest}
    return [
        Missing("cosignature-missing", {"cosigner": key})
        for key, mark in wanted.items()
        if (key, mark) not in have
    ]
