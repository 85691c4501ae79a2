"""Where a package that was brought comes from, and whether its signature could be trusted."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class Origin:
    """`signer` is empty for an unsigned package. `digest` is what the signer exported; `chain`
    has the digests of the revisions it was derived from, the newest first."""

    signer: str = ""
    signer_name: str = ""
    key: str = ""
    signed_at: str = ""
    digest: str = ""
    chain: tuple[str, ...] = ()

    @property
    def is_signed(self) -> bool:
        return bool(self.signer)

    def as_json(self) -> dict[str, object]:
        return {
            "signer": self.signer,
            "signer_name": self.signer_name,
            "key": self.key,
            "signed_at": self.signed_at,
            "digest": self.digest,
            "chain": list(self.chain),
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, object]) -> Self:
        chain = kept.get("chain", [])
        return cls(
            *(str(kept.get(name, "")) for name in
              ("signer", "signer_name", "key", "signed_at", "digest")),
            chain=tuple(map(str, chain)) if isinstance(chain, list) else (),
        )  # fmt: skip
