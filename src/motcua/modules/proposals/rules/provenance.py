"""Where a package that was brought comes from, and whether its signature could be trusted."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Self

import msgspec

from motcua.modules.catalogue.rules.signed import Before, Statement


@dataclass(frozen=True, slots=True)
class Origin:
    """`signer` is empty for an unsigned package. `digest` is what the signer exported; `chain`
    are the packages that one was derived from, the newest first."""

    signer: str = ""
    signer_name: str = ""
    key: str = ""
    signed_at: str = ""
    digest: str = ""
    chain: tuple[Before, ...] = ()

    @property
    def is_signed(self) -> bool:
        return bool(self.signer)

    @property
    def before(self) -> tuple[Before, ...]:
        """What a package made from this one was derived from."""
        return (Before(self.signer, self.digest, self.signed_at), *self.chain)

    def as_json(self) -> dict[str, object]:
        return asdict(self)

    @classmethod
    def from_json(cls, kept: Mapping[str, object]) -> Self:
        return msgspec.convert(kept, cls)


def origin_of(statement: Statement, key: str) -> Origin:
    """What is kept of a package whose signature holds."""
    return Origin(
        signer=statement.signer,
        signer_name=statement.signer_name,
        key=key,
        signed_at=statement.signed_at,
        digest=statement.digest,
        chain=statement.before,
    )
