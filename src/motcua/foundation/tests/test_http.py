"""Who asks, from where, and with what text: settled before any door is reached."""

from collections.abc import Iterator

import pytest
from django.core.exceptions import BadRequest
from django.db import DataError
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from motcua.foundation import http
from motcua.foundation.models import StoredFile

SPOOFED = "203.0.113.9"
CLIENT = "198.51.100.7"
PROXY = "10.0.0.2"


@pytest.fixture(autouse=True)
def _nobody_in_front() -> Iterator[None]:
    before = http._proxies
    yield
    http.stand_behind(before)


def test_without_proxies_nobody_is_believed() -> None:
    http.stand_behind(0)

    assert http.client_address(CLIENT, SPOOFED) == CLIENT


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (1, CLIENT, CLIENT),
        (1, f"{SPOOFED}, {CLIENT}", CLIENT),
        (2, f"{SPOOFED}, {CLIENT}, 10.0.0.3", CLIENT),
        (2, CLIENT, PROXY),
        (1, "", PROXY),
        (1, "somewhere", PROXY),
        (1, "2001:db8::1", "2001:db8::1"),
    ],
)
def test_only_what_our_proxies_wrote_counts(proxies: int, forwarded: str, address: str) -> None:
    http.stand_behind(proxies)

    assert http.client_address(PROXY, forwarded) == address


def test_several_headers_of_proxies_are_one_list() -> None:
    told = [(b"x-forwarded-for", SPOOFED.encode()), (b"host", b"x"), (b"X-Forwarded-For", b"::1")]

    assert http.forwarded_for(told) == f"{SPOOFED},::1"
    assert http.forwarded_for([]) == ""


@pytest.mark.parametrize(
    ("seen", "forwarded", "local"),
    [("127.0.0.1", None, True), ("::1", None, True), ("127.0.0.1", CLIENT, False),
     (CLIENT, None, False), ("", None, False)],
)  # fmt: skip
def test_this_machine_is_known_by_its_own_address(
    seen: str, forwarded: str | None, *, local: bool
) -> None:
    request = RequestFactory().get("/", REMOTE_ADDR=seen)
    if forwarded is not None:
        request.META[http.FORWARDED_FOR] = forwarded

    assert http.is_local(request) is local


@pytest.mark.django_db
def test_a_nul_that_reaches_the_database_is_a_bad_request() -> None:
    with pytest.raises(DataError) as nul:
        StoredFile.objects.filter(sha256="\0").exists()

    with pytest.raises(BadRequest):
        http.PlainTextMiddleware(_door).process_exception(RequestFactory().get("/"), nul.value)


def test_other_troubles_of_the_database_stay_what_they_are() -> None:
    middleware = http.PlainTextMiddleware(_door)

    middleware.process_exception(RequestFactory().get("/"), DataError("value too long"))


def _door(request: HttpRequest) -> HttpResponse:
    return HttpResponse()
