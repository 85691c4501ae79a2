"""The headers of every answer."""

from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from motcua.design.security import HEADERS, POLICY, SecurityMiddleware


def answer(_request: HttpRequest) -> HttpResponse:
    response = HttpResponse("x")
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def test_nothing_unsafe_is_allowed() -> None:
    assert "unsafe" not in POLICY
    assert POLICY.startswith("default-src 'none'")
    for rule in ("frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"):
        assert rule in POLICY
    assert "http:" not in POLICY
    assert "*" not in POLICY


def test_every_answer_carries_the_headers() -> None:
    response = SecurityMiddleware(answer)(HttpRequest())

    assert set(HEADERS) <= set(response.headers)


def test_a_door_may_be_stricter() -> None:
    response = SecurityMiddleware(answer)(HttpRequest())

    assert response.headers["Referrer-Policy"] == "no-referrer"


def test_who_came_over_tls_comes_so_again() -> None:
    over_tls = RequestFactory().get("/", secure=True)

    assert "Strict-Transport-Security" in SecurityMiddleware(answer)(over_tls).headers
    assert "Strict-Transport-Security" not in SecurityMiddleware(answer)(HttpRequest()).headers
