"""Every answer of a provider that is not what it must be signs nobody in."""

import hmac
import json
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, OctKey

from motcua.adapters.identity.claims import claim_map
from motcua.adapters.identity.demo.keys import signing_key
from motcua.adapters.identity.demo.provider import DemoProvider
from motcua.adapters.identity.oidc import InsecureIssuer, Issuer, OpenIdProvider
from motcua.foundation import plugs
from motcua.kernel.words import Text
from motcua.modules.people.ports import IdentityProvider, SignInFailed

from .walks import Browser, Change, Json, prove, relying_on

Claims = dict[str, object]
Forge = Callable[[Claims, DemoProvider, Path], str]


@contextmanager
def meddling(demo: DemoProvider, change: Change) -> Iterator[None]:
    provider = relying_on(demo, change)
    with plugs.instead(IdentityProvider, provider):
        yield


def _claims(token: str) -> Claims:
    body = token.split(".")[1]
    read: Claims = json.loads(urlsafe_b64decode(body + "=" * (-len(body) % 4)))
    return read


def _resigned(**changes: object) -> Forge:
    """A token by the right key, with claims replaced; None takes a claim away."""

    def forge(told: Claims, demo: DemoProvider, keys: Path) -> str:
        claims = {n: v for n, v in (told | changes).items() if v is not None}
        key = signing_key(keys)
        return jwt.encode({"alg": "ES256", "kid": key.kid}, claims, key, ["ES256"])

    return forge


def _by_a_stranger(told: Claims, demo: DemoProvider, keys: Path) -> str:
    stranger = ECKey.generate_key("P-256")
    header = {"alg": "ES256", "kid": signing_key(keys).kid}
    return jwt.encode(header, told, stranger, ["ES256"])


def _by_a_key_it_brings(told: Claims, demo: DemoProvider, keys: Path) -> str:
    stranger = ECKey.generate_key("P-256")
    header = {"alg": "ES256", "jwk": stranger.as_dict(private=False)}
    return jwt.encode(header, told, stranger, ["ES256"])


def _of_an_unknown_key(told: Claims, demo: DemoProvider, keys: Path) -> str:
    stranger = ECKey.generate_key("P-256")
    return jwt.encode({"alg": "ES256", "kid": "unknown"}, told, stranger, ["ES256"])


def _by_the_shared_secret(told: Claims, demo: DemoProvider, keys: Path) -> str:
    key = OctKey.import_key(demo.client.client_secret.encode() * 8)
    return jwt.encode({"alg": "HS256", "kid": signing_key(keys).kid}, told, key, ["HS256"])


def _by_the_public_key_as_secret(told: Claims, demo: DemoProvider, keys: Path) -> str:
    # By hand: the library refuses to make such a token.
    body = f"{_part({'alg': 'HS256'})}.{_part(told)}"
    secret = signing_key(keys).as_pem(private=False)
    return f"{body}.{_base64(hmac.digest(secret, body.encode(), 'sha256'))}"


def _by_nobody(told: Claims, demo: DemoProvider, keys: Path) -> str:
    return f"{_part({'alg': 'none'})}.{_part(told)}."


def _changed_after_signing(told: Claims, demo: DemoProvider, keys: Path) -> str:
    head, _, tail = _resigned()(told, demo, keys).split(".")
    return f"{head}.{_part(told | {'sub': 'binh'})}.{tail}"


def _part(content: Json) -> str:
    return _base64(json.dumps(content).encode())


def _base64(raw: bytes) -> str:
    return urlsafe_b64encode(raw).decode().rstrip("=")


def _ago(seconds: int) -> int:
    return int(time.time()) - seconds


FORGERIES: dict[str, Forge] = {
    "by a stranger's key": _by_a_stranger,
    "by a key it brings along": _by_a_key_it_brings,
    "of an unknown key": _of_an_unknown_key,
    "by the shared secret": _by_the_shared_secret,
    "by the public key as a secret": _by_the_public_key_as_secret,
    "by nobody": _by_nobody,
    "changed after signing": _changed_after_signing,
    "no token": lambda *_: "",
    "not a token": lambda *_: "a.b.c",
    "half a token": lambda *_: "a.b",
    "not even letters": lambda *_: "\u0000đ.\u0000.",
    "for another": _resigned(aud="somebody-else"),
    "for nobody": _resigned(aud=None),
    "for us and others, given to them": _resigned(aud=["motcua", "x"], azp="x"),
    "for us and others, given to nobody": _resigned(aud=["motcua", "x"]),
    "given to another": _resigned(azp="x"),
    "by another issuer": _resigned(iss="https://evil.example"),
    "by no issuer": _resigned(iss=None),
    "of nobody": _resigned(sub=None),
    "of a number": _resigned(sub=5),
    "of another sign-in": _resigned(nonce="other"),
    "of no sign-in": _resigned(nonce=None),
    "of another access token": _resigned(at_hash="AAAAAAAAAAAAAAAAAAAAAA"),
    "never ending": _resigned(exp=None),
    "ended": _resigned(exp=_ago(10 * 60)),
    "ending never, by a word": _resigned(exp="never"),
    "from the future": _resigned(iat=_ago(-24 * 3600)),
    "of no time": _resigned(iat=None),
    "not valid yet": _resigned(nbf=_ago(-24 * 3600)),
}


def forging(forge: Forge, demo: DemoProvider, keys: Path) -> Change:
    def change(path: str, answer: Json) -> object:
        if path != "/token":
            return answer
        return answer | {"id_token": forge(_claims(str(answer["id_token"])), demo, keys)}

    return change


@pytest.mark.parametrize("name", FORGERIES)
@pytest.mark.django_db
def test_a_forged_token_proves_nobody(demo: DemoProvider, tmp_path: Path, name: str) -> None:
    provider = relying_on(demo, forging(FORGERIES[name], demo, tmp_path))

    with pytest.raises(SignInFailed):
        prove(provider, demo)


@pytest.mark.parametrize("off", [0, 100])
@pytest.mark.django_db
def test_the_right_key_would_do_even_with_a_clock_two_minutes_off(
    demo: DemoProvider, tmp_path: Path, off: int
) -> None:
    """The forgeries fail for what they change, not for how they are made."""
    forge = _resigned(iat=_ago(-off), exp=_ago(off)) if off else _resigned()
    provider = relying_on(demo, forging(forge, demo, tmp_path))

    assert prove(provider, demo).full_name == "Nguyễn Thị An"


@pytest.mark.django_db
def test_a_changed_key_is_asked_for_again(demo: DemoProvider) -> None:
    newer = ECKey.generate_key("P-256")
    newer.ensure_kid()
    asked: list[str] = []

    def change(path: str, answer: Json) -> object:
        asked.append(path)
        if path == "/jwks" and asked.count("/jwks") > 1:
            return {"keys": [newer.as_dict(private=False)]}
        if path == "/token":
            header = {"alg": "ES256", "kid": newer.kid}
            told = _claims(str(answer["id_token"]))
            return answer | {"id_token": jwt.encode(header, told, newer, ["ES256"])}
        return answer

    assert prove(relying_on(demo, change), demo).subject == "an"
    assert asked.count("/jwks") == 2


@pytest.mark.parametrize(
    "told", [{"sub": "binh", "HoVaTen": "Nguyễn Văn Bình"}, {"HoVaTen": "x"}, {"sub": ["an"]}]
)
@pytest.mark.django_db
def test_what_is_told_of_somebody_else_is_refused(demo: DemoProvider, told: Json) -> None:
    provider = relying_on(demo, lambda path, answer: told if path == "/userinfo" else answer)

    with pytest.raises(SignInFailed):
        prove(provider, demo)


@pytest.mark.parametrize("missing", ["access_token", "id_token"])
@pytest.mark.django_db
def test_an_answer_without_a_token_is_refused(demo: DemoProvider, missing: str) -> None:
    provider = relying_on(
        demo, lambda path, answer: answer | {missing: None} if path == "/token" else answer
    )

    with pytest.raises(SignInFailed):
        prove(provider, demo)


@pytest.mark.django_db(transaction=True)
def test_a_forged_token_shows_a_clear_page_and_tells_nothing(
    browser: Browser, demo: DemoProvider, tmp_path: Path
) -> None:
    with meddling(demo, forging(_by_a_stranger, demo, tmp_path)):
        answer = browser.sign_in("an")

    page = answer.content.decode()
    assert answer.status_code == 400
    assert "Không xác nhận được bạn là ai" in page
    assert browser.who == ""
    for hint in ("ID token", "signature", "Traceback", "nonce", "eyJ"):
        assert hint not in page


def _fail(kind: type[httpx.TransportError]) -> object:
    raise kind("the cable is cut, secretly")


@pytest.mark.parametrize(
    ("failure", "status"),
    [
        (lambda: _fail(httpx.ConnectError), 503),
        (lambda: _fail(httpx.ReadTimeout), 503),
        (lambda: 500, 503),
        (lambda: 404, 400),
        (lambda: b"<html>", 400),
        (lambda: b"[]", 400),
        (lambda: b'"' + b"x" * 300_000 + b'"', 400),
    ],
)
@pytest.mark.django_db(transaction=True)
def test_a_provider_that_fails_on_the_way_back(
    browser: Browser, demo: DemoProvider, failure: Callable[[], object], status: int
) -> None:
    with meddling(demo, lambda path, answer: failure() if path == "/token" else answer):
        answer = browser.sign_in("an", "?next=/ho-so")

    assert answer.status_code == status
    assert "secretly" not in answer.content.decode()
    assert "/sign-in/begin?next=%2Fho-so" in answer.content.decode()


@pytest.mark.parametrize(
    "failure",
    [lambda: _fail(httpx.ConnectError), lambda: 500, lambda: 404, lambda: b"<html>", dict,
     lambda: {"issuer": "https://evil.example"}],
)  # fmt: skip
@pytest.mark.django_db(transaction=True)
def test_a_provider_that_does_not_describe_itself(
    browser: Browser, demo: DemoProvider, failure: Callable[[], object]
) -> None:
    with meddling(
        demo, lambda path, answer: failure() if path.startswith("/.well-known") else answer
    ):
        answer = browser.client.get("/sign-in/begin")
        signed_out = browser.client.get("/sign-out")

    assert answer.status_code == 503
    assert "chưa trả lời" in answer.content.decode()
    assert signed_out.status_code == 200


@pytest.mark.django_db(transaction=True)
def test_a_failed_sign_in_is_logged_without_names_and_codes(
    browser: Browser, demo: DemoProvider, caplog: pytest.LogCaptureFixture
) -> None:
    with meddling(demo, lambda path, answer: 400 if path == "/token" else answer):
        back = browser.choose(browser.begin(), subject="an")
        browser.come_back(back)

    said = " ".join(r.getMessage() for r in caplog.records if r.name.startswith("motcua"))
    assert "SignInFailed" in said
    assert back.partition("code=")[2][:20] not in said
    assert "Nguyễn" not in said


@pytest.mark.parametrize("issuer", ["http://id.example", "ftp://id.example", "id.example"])
def test_an_issuer_is_spoken_to_over_tls(issuer: str) -> None:
    with pytest.raises(InsecureIssuer):
        OpenIdProvider(Issuer("x", Text("x"), issuer, "x", "x", claim_map("vneid")))


def test_secrets_are_not_shown() -> None:
    issuer = Issuer("x", Text("x"), "https://id.example", "x", "hidden", claim_map("vneid"))

    assert "hidden" not in repr(issuer)
