"""The courier: says whom letters may go to, and opens lines.

What posts them is loaded with the first line: a city nobody subscribed to never pays for it.
"""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from importlib import import_module

from motcua.modules.broadcast.ports import Line, Patience
from motcua.modules.broadcast.rules import addresses
from motcua.modules.broadcast.rules.addresses import Network


class WebhookCourier:
    """Carries to the open Internet by https, and to networks that are expressly allowed."""

    def __init__(self, *, allowed: Sequence[Network], is_https_needed: bool) -> None:
        self._allowed = tuple(allowed)
        self._is_https_needed = is_https_needed

    def check(self, address: str) -> None:
        """:raises AddressRefused: letters may not go there"""
        addresses.check(address, allowed=self._allowed, is_https_needed=self._is_https_needed)

    def line(self, patience: Patience) -> AbstractAsyncContextManager[Line]:
        """A line, open while it is needed."""
        opened: AbstractAsyncContextManager[Line] = import_module(f"{__package__}.line").opened(
            patience, allowed=self._allowed, check=self.check
        )
        return opened
