"""The cable: posts, understands answers, follows nobody, and calls nobody inside the walls."""

import asyncio
import socket
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from motcua.adapters.webhooks import WebhookCourier
from motcua.adapters.webhooks.line import retry_after
from motcua.modules.broadcast.ports import Letter, Line, Patience, Reply
from motcua.modules.broadcast.rules.addresses import AddressRefused, networks

from .endpoint import answers, endpoint, floods, hangs, takes

LOOPBACK = networks("127.0.0.0/8, ::1/128")
PATIENCE = Patience(timedelta(seconds=5), timedelta(seconds=5), 1024)
SHORT = Patience(timedelta(seconds=5), timedelta(milliseconds=100), 1024)
OPEN = WebhookCourier(allowed=LOOPBACK, is_https_needed=True)
WALLED = WebhookCourier(allowed=(), is_https_needed=False)


def run(story: Callable[[Line], Awaitable[None]], courier: WebhookCourier = OPEN,
        patience: Patience = PATIENCE) -> None:  # fmt: skip
    async def on_a_line() -> None:
        async with courier.line(patience) as line:
            await story(line)

    asyncio.run(on_a_line())


def test_a_letter_arrives_as_it_was_written() -> None:
    async def story(line: Line) -> None:
        async with endpoint(takes) as there:
            letter = Letter(there.address, {"webhook-id": "msg_1"}, '{"ở": 1}'.encode())
            assert await line.post(letter) == Reply(204)
            ((headers, body),) = there.received
        assert (headers["webhook-id"], body) == ("msg_1", letter.body)
        assert headers["user-agent"] == "Motcua-Webhooks/1"
        assert "cookie" not in headers

    run(story)


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_an_answer_and_is_not_followed(status: int) -> None:
    async def story(line: Line) -> None:
        async with endpoint(takes) as inner:
            async with endpoint(answers(status, Location=inner.address)) as there:
                reply = await line.post(Letter(there.address, {}, b"{}"))
            assert (reply.status, inner.received) == (status, [])

    run(story)


def test_who_hangs_is_given_up() -> None:
    async def story(line: Line) -> None:
        async with endpoint(hangs) as there:
            assert await line.post(Letter(there.address, {}, b"{}")) == Reply(0, "timeout")

    run(story, patience=SHORT)


def test_who_never_stops_answering_is_read_so_far_and_no_further() -> None:
    async def story(line: Line) -> None:
        async with endpoint(floods) as there:
            reply = await line.post(Letter(there.address, {}, b"{}"))
        assert (reply.status, reply.body) == (200, b"x" * 1024)

    run(story)


def test_nobody_there_is_an_answer_too() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]

    async def story(line: Line) -> None:
        reply = await line.post(Letter(f"http://127.0.0.1:{port}/", {}, b""))
        assert (reply.status, reply.problem) == (0, "unreachable")

    run(story)


def test_what_is_not_http_is_an_answer_too() -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 mail.example ESMTP\r\n")
        await writer.drain()
        writer.close()

    async def story(line: Line) -> None:
        server = await asyncio.start_server(talk, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        async with server:
            reply = await line.post(Letter(f"http://127.0.0.1:{port}/", {}, b""))
        assert reply.status == 0
        assert reply.problem in ("not-http", "disconnected")

    run(story)


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:{port}/", "http://localhost:{port}/", "http://[::1]:{port}/",
        "http://[::ffff:127.0.0.1]:{port}/", "http://127.1:{port}/", "http://2130706433:{port}/",
        "http://0x7f.1:{port}/", "http://0177.0.0.1:{port}/", "http://0.0.0.0:{port}/",
        "http://169.254.169.254/latest/meta-data/",
    ],
)  # fmt: skip
def test_nobody_inside_the_walls_is_called_by_whatever_spelling(address: str) -> None:
    async def story(line: Line) -> None:
        async with endpoint(takes) as there:
            port = there.address.split(":")[2].split("/")[0]
            reply = await line.post(Letter(address.format(port=port), {}, b"{}"))
        assert there.received == []
        assert reply.status == 0

    run(story, courier=WALLED)


def test_a_name_that_leads_inside_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first address is open and the second is not: neither is called."""

    def lying(host: str, port: int, **more: object) -> list[object]:
        kind = (socket.AF_INET, socket.SOCK_STREAM, 6, "")
        return [(*kind, ("1.1.1.1", port)), (*kind, ("127.0.0.1", port))]

    monkeypatch.setattr(socket, "getaddrinfo", lying)

    async def story(line: Line) -> None:
        reply = await line.post(Letter("http://rebinding.example/", {}, b"{}"))
        assert reply == Reply(0, "address-refused")

    run(story, courier=WALLED)


def test_a_name_is_connected_to_by_the_very_address_that_was_judged(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It resolves to an allowed address first and to another one ever after."""
    asked: list[str] = []

    def rebinding(host: str, port: int, **more: object) -> list[object]:
        asked.append(host)
        address = "127.0.0.1" if len(asked) == 1 else "10.9.9.9"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    async def story(line: Line) -> None:
        async with endpoint(takes) as there:
            monkeypatch.setattr(socket, "getaddrinfo", rebinding)
            port = there.address.split(":")[2].split("/")[0]
            reply = await line.post(Letter(f"http://moving.example:{port}/", {}, b"{}"))
        assert (reply.status, asked) == (204, ["moving.example"])

    courier = WebhookCourier(allowed=LOOPBACK, is_https_needed=False)
    run(story, courier=courier)


def test_only_https_leads_out() -> None:
    with pytest.raises(AddressRefused):
        OPEN.check("http://receiver.example/")
    OPEN.check("https://receiver.example/")
    WALLED.check("http://receiver.example/")


@pytest.mark.parametrize(
    ("told", "seconds"),
    [
        ("120", 120.0), ("", None), ("soon", None), ("-5", None),
        ("Thu, 01 Jan 1970 00:01:40 GMT", 50.0), ("Thu, 01 Jan 1970 00:00:01 GMT", 0.0),
        ("9" * 40, 999_999_999.0),
    ],
)  # fmt: skip
def test_retry_after_is_seconds_or_a_date(told: str, seconds: float | None) -> None:
    assert retry_after(told, now=50.0) == seconds
