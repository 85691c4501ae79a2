"""Whom a connection may be made to: judged by the address itself, at the moment of connecting.

A name is resolved once, its addresses are judged, and exactly those are connected to: a name that
resolves differently a moment later leads nowhere else. The socket is judged once more, so that no
way around the resolver remains.
"""

import asyncio
import socket
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from ipaddress import ip_address

from aiohttp.abc import AbstractResolver, ResolveResult

from motcua.modules.broadcast.rules.addresses import Network, is_open

#: Resolving blocks a thread: a slow name server of one endpoint must leave threads for the others.
RESOLVERS = 16


class Closed(OSError):
    """The address lies inside the walls."""


class WalledResolver(AbstractResolver):
    """Resolves names by the system; refuses those that lead inside."""

    def __init__(self, allowed: Sequence[Network]) -> None:
        self._allowed = allowed
        self._threads = ThreadPoolExecutor(RESOLVERS, "webhook-names")

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """:raises Closed: any of its addresses lies inside"""
        found = await asyncio.get_running_loop().run_in_executor(
            self._threads,
            lambda: socket.getaddrinfo(host, port, family=family, type=socket.SOCK_STREAM),
        )
        results = []
        for kind, _, proto, _, address in found:
            # One address inside among others is a trap as well, whichever would be tried first.
            check(str(address[0]), self._allowed)
            results.append(
                ResolveResult(
                    hostname=host,
                    host=str(address[0]),
                    port=port,
                    family=kind,
                    proto=proto,
                    flags=socket.AI_NUMERICHOST | socket.AI_NUMERICSERV,
                )
            )
        return results

    async def close(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)


class WalledSockets:
    """Makes the sockets connections are made with; called with the very address that is next."""

    def __init__(self, allowed: Sequence[Network]) -> None:
        self._allowed = allowed

    def __call__(
        self,
        told: tuple[
            int | socket.AddressFamily,
            int | socket.SocketKind,
            int,
            str,
            tuple[object, ...],
        ],
    ) -> socket.socket:
        """:raises Closed: the address lies inside"""
        family, kind, proto, _, address = told
        check(str(address[0]), self._allowed)
        return socket.socket(family, kind, proto)


def check(address: str, allowed: Sequence[Network]) -> None:
    """:raises Closed: the address lies inside"""
    if not is_open(ip_address(address.partition("%")[0]), allowed):
        raise Closed(f"inside the walls: {address}")
