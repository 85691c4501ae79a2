"""What the sign-in doors must know of where they stand; wiring says it."""

from dataclasses import dataclass
from urllib.parse import urlsplit

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class Doors:
    """`base_url` is the address people see, without a last slash."""

    base_url: str

    @property
    def secure(self) -> bool:
        return self.base_url.startswith("https://")

    def is_elsewhere(self, host: str) -> bool:
        """Whether this machine was called by another of its names, where our cookies are not."""
        ours = urlsplit(self.base_url)
        called = urlsplit(f"//{host}")
        both_here = {ours.hostname, called.hostname} <= LOOPBACK
        return both_here and ours.netloc != called.netloc

    @property
    def return_address(self) -> str:
        """The one address registered at the provider; the language is remembered elsewhere."""
        return f"{self.base_url}/sign-in/return"

    @property
    def after_sign_out(self) -> str:
        return f"{self.base_url}/sign-out"
