"""An endpoint on loopback that does what it is told: answers, hangs, redirects, floods."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web

OVER = web.AppKey("over", asyncio.Event)
Behaviour = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass
class Endpoint:
    """What it received, in order, with headers; and where it is."""

    behaviour: Behaviour
    address: str = ""
    received: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    connections: int = 0

    async def handle(self, request: web.Request) -> web.StreamResponse:
        body = await request.read()
        self.received.append(({k.lower(): v for k, v in request.headers.items()}, body))
        return await self.behaviour(request)


async def takes(request: web.Request) -> web.StreamResponse:
    return web.Response(status=204)


def answers(status: int, **headers: str) -> Behaviour:
    async def behave(request: web.Request) -> web.StreamResponse:
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        return web.Response(status=status, headers=told)

    return behave


async def hangs(request: web.Request) -> web.StreamResponse:
    """Says nothing as long as the endpoint stands."""
    await request.app[OVER].wait()
    return web.Response(status=503)


async def floods(request: web.Request) -> web.StreamResponse:
    """Never stops answering."""
    answer = web.StreamResponse()
    await answer.prepare(request)
    while True:
        await answer.write(b"x" * 65536)


@asynccontextmanager
async def endpoint(behaviour: Behaviour = takes) -> AsyncIterator[Endpoint]:
    """An endpoint at a free port while it is needed."""
    made = Endpoint(behaviour)
    app = web.Application(client_max_size=16 * 1024 * 1024)
    app[OVER] = asyncio.Event()
    app.router.add_route("*", "/{rest:.*}", made.handle)
    runner = web.AppRunner(app, shutdown_timeout=0.1, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    made.address = f"http://{host}:{port}/hook"
    try:
        yield made
    finally:
        app[OVER].set()
        await runner.cleanup()
