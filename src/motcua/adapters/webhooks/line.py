"""Posts letters by aiohttp: no redirects, no cookies, no proxies, and only so much of an answer."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from email.utils import parsedate_to_datetime
from time import time

import aiohttp

from motcua.modules.broadcast.ports import Letter, Patience, Reply
from motcua.modules.broadcast.rules.addresses import AddressRefused, Network

from .walls import Closed, WalledResolver, WalledSockets

AGENT = "Motcua-Webhooks/1"
#: A line to an endpoint is kept this long for its next letter.
KEPT_SECONDS = 30
NAMES_KEPT_SECONDS = 60


@asynccontextmanager
async def opened(
    patience: Patience, *, allowed: Sequence[Network], check: Callable[[str], None]
) -> AsyncIterator["AiohttpLine"]:
    """A line while it is needed. `check` refuses addresses by their spelling."""
    connector = aiohttp.TCPConnector(
        limit=0,
        resolver=WalledResolver(allowed),
        socket_factory=WalledSockets(allowed),
        ttl_dns_cache=NAMES_KEPT_SECONDS,
        keepalive_timeout=KEPT_SECONDS,
    )
    session = aiohttp.ClientSession(
        connector=connector,
        cookie_jar=aiohttp.DummyCookieJar(),
        auto_decompress=False,
        trust_env=False,
        headers={"User-Agent": AGENT, "Accept": "*/*", "Accept-Encoding": "identity"},
        timeout=aiohttp.ClientTimeout(
            total=patience.answer.total_seconds(),
            sock_connect=patience.connect.total_seconds(),
        ),
    )
    async with session:
        yield AiohttpLine(check, session, patience.most_bytes)


class AiohttpLine:
    """One session of one event loop."""

    def __init__(
        self, check: Callable[[str], None], session: aiohttp.ClientSession, most_bytes: int
    ) -> None:
        self._check, self._session, self._most_bytes = check, session, most_bytes

    async def post(self, letter: Letter) -> Reply:
        """What became of it; nothing that happens outside raises."""
        try:
            # What was allowed when it was asked for may be forbidden by now.
            self._check(letter.address)
            async with self._session.post(
                letter.address, data=letter.body, headers=letter.headers, allow_redirects=False
            ) as answer:
                body = await self._beginning(answer)
                after = retry_after(answer.headers.get("Retry-After", ""), now=time())
                return Reply(answer.status, retry_after=after, body=body)
        except AddressRefused:
            return Reply(0, "address-refused")
        except (TimeoutError, OSError, aiohttp.ClientError, ValueError) as trouble:
            return Reply(0, _word(trouble))

    async def _beginning(self, answer: aiohttp.ClientResponse) -> bytes:
        """As much as anybody needs. What goes on beyond it costs the endpoint its connection."""
        read = bytearray()
        while len(read) < self._most_bytes:
            part = await answer.content.read(self._most_bytes - len(read))
            if not part:
                return bytes(read)
            read += part
        answer.close()
        return bytes(read)


def retry_after(told: str, *, now: float) -> float | None:
    """Seconds from now: given as such, or as a date (RFC 9110, 10.2.3). None if not understood."""
    told = told.strip()
    if told.isascii() and told.isdigit():
        return float(told[:9])
    try:
        return max(0.0, parsedate_to_datetime(told).timestamp() - now)
    except (ValueError, TypeError, OverflowError):
        return None


def _word(trouble: BaseException) -> str:
    """Why no answer came, in a word for logs and for people."""
    inner = getattr(trouble, "os_error", None) or trouble.__cause__ or trouble
    if isinstance(trouble, Closed) or isinstance(inner, Closed):
        return "address-refused"
    for kind, word in (
        (asyncio.TimeoutError, "timeout"),
        (aiohttp.ClientConnectorDNSError, "name-unknown"),
        (aiohttp.ClientConnectorCertificateError, "certificate"),
        (aiohttp.ClientSSLError, "tls"),
        (aiohttp.ClientConnectorError, "unreachable"),
        (aiohttp.ServerDisconnectedError, "disconnected"),
        (aiohttp.ClientResponseError, "not-http"),
        (aiohttp.ClientPayloadError, "broken-off"),
        (ConnectionError, "disconnected"),
    ):
        if isinstance(trouble, kind):
            return word
    return "unreachable"
