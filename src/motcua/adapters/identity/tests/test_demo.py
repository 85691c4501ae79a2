"""The demo provider speaks OpenID Connect to whoever comes, and refuses what it must."""

import stat
import threading
from base64 import b64encode
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from django.db import connection
from django.test import Client as Django
from pytest_django.live_server_helper import LiveServer

from motcua.adapters.identity.claims import claim_map
from motcua.adapters.identity.demo import codes
from motcua.adapters.identity.demo.directory import demo_directory
from motcua.adapters.identity.demo.keys import FILE, signing_key
from motcua.adapters.identity.demo.provider import Client, DemoInProduction, DemoProvider
from motcua.adapters.identity.oidc import Issuer, OpenIdProvider, challenge_of
from motcua.adapters.identity.standing import stand_alone
from motcua.design.page import now
from motcua.foundation import plugs
from motcua.kernel.words import Text
from motcua.modules.people.ports import SignInCancelled, SignInFailed

from .walks import BASE, Browser, changed, prove, query_of, relying_on

VERIFIER = "v" * 43
REDIRECT = f"{BASE}/sign-in/return"
BASIC = "Basic " + b64encode(b"motcua:s%20e%3Acret").decode()


def _ask(**changes: str) -> dict[str, str]:
    return {
        "response_type": "code",
        "client_id": "motcua",
        "redirect_uri": REDIRECT,
        "scope": "openid",
        "state": "s",
        "nonce": "n",
        "code_challenge": challenge_of(VERIFIER),
        "code_challenge_method": "S256",
    } | changes


def _code(demo: DemoProvider) -> str:
    return query_of(demo.grant(demo.asked(_ask()), "an", at=now()))["code"]


def _redeem(**changes: str) -> dict[str, str]:
    whole = {
        "grant_type": "authorization_code",
        "redirect_uri": REDIRECT,
        "code_verifier": VERIFIER,
    }
    return whole | changes


def test_it_does_not_exist_in_production(tmp_path: Path) -> None:
    with pytest.raises(DemoInProduction):
        stand_alone(
            profile="production", base_url=BASE, client_secret="x", keys=tmp_path, clock=now
        )


@pytest.mark.django_db
def test_it_is_nowhere_when_it_was_not_plugged_in(client: Django) -> None:
    before = plugs.get(DemoProvider)
    plugs.withdraw(DemoProvider)
    try:
        assert client.get("/demo-id/authorize").status_code == 404
        assert client.post("/demo-id/token").status_code == 404
    finally:
        plugs.provide(DemoProvider, before)


def test_what_it_says_of_itself_is_the_same_inside_and_outside(
    demo: DemoProvider, client: Django
) -> None:
    assert client.get("/demo-id/.well-known/openid-configuration").json() == demo.description()
    jwks = client.get("/demo-id/jwks").json()
    assert jwks == demo.jwks()
    assert "d" not in jwks["keys"][0]


@pytest.mark.django_db
def test_a_code_gives_tokens_once_over_http(demo: DemoProvider, client: Django) -> None:
    form = _redeem(code=_code(demo))

    first = client.post("/demo-id/token", form, headers={"authorization": BASIC})
    again = client.post("/demo-id/token", form, headers={"authorization": BASIC})

    assert first.status_code == 200
    assert first["Cache-Control"].startswith("max-age=0")
    assert again.json() == {"error": "invalid_grant"}
    access = first.json()["access_token"]
    bearer = {"authorization": f"Bearer {access}"}
    assert client.get("/demo-id/userinfo", headers=bearer).json()["SoDinhDanh"] == "001196000000"


@pytest.mark.django_db(transaction=True)
def test_a_code_taken_twice_at_once_is_given_once(demo: DemoProvider) -> None:
    form, statuses, start = _redeem(code=_code(demo)), list[int](), threading.Barrier(3)

    def redeem() -> None:
        start.wait()
        try:
            statuses.append(demo.token(form, BASIC, at=now()).status)
        finally:
            connection.close()

    threads = [threading.Thread(target=redeem) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(statuses) == [200, 400, 400]


@pytest.mark.parametrize(
    "wrong",
    [{"code": "made-up"}, {"redirect_uri": BASE}, {"code_verifier": "w" * 43},
     {"code_verifier": ""}, {"code_verifier": "short"}],
)  # fmt: skip
@pytest.mark.django_db
def test_a_code_is_for_whoever_asked_for_it(demo: DemoProvider, wrong: dict[str, str]) -> None:
    form = _redeem(code=_code(demo)) | wrong

    assert demo.token(form, BASIC, at=now()).body == {"error": "invalid_grant"}


@pytest.mark.django_db
def test_a_code_lives_for_a_minute(demo: DemoProvider) -> None:
    form = _redeem(code=_code(demo))

    assert demo.token(form, BASIC, at=now() + codes.LIFE).status == 400


@pytest.mark.parametrize(
    "authorization",
    ["", "Basic", "Basic !", "Basic " + b64encode(b"\xff").decode(), "Bearer x",
     "Basic " + b64encode(b"motcua:wrong").decode(),
     "Basic " + b64encode(b"other:s%20e%3Acret").decode()],
)  # fmt: skip
@pytest.mark.django_db
def test_a_stranger_gets_no_tokens(demo: DemoProvider, authorization: str) -> None:
    answer = demo.token(_redeem(code=_code(demo)), authorization, at=now())

    assert (answer.status, answer.body) == (401, {"error": "invalid_client"})


def test_only_codes_are_redeemed(demo: DemoProvider) -> None:
    answer = demo.token(_redeem(grant_type="password"), BASIC, at=now())

    assert answer.body == {"error": "unsupported_grant_type"}


@pytest.mark.django_db
def test_an_id_token_is_no_access_token(demo: DemoProvider) -> None:
    tokens = demo.token(_redeem(code=_code(demo)), BASIC, at=now()).body
    access, proof = f"Bearer {tokens['access_token']}", f"Bearer {tokens['id_token']}"

    assert demo.user_info(access, at=now()).status == 200
    assert demo.user_info(access, at=now() + timedelta(minutes=6)).status == 401
    for wrong in (proof, "Bearer x.y.z", "Bearer ", "", BASIC):
        assert demo.user_info(wrong, at=now()).status == 401


@pytest.mark.parametrize(
    "wrong",
    [{"client_id": "x"}, {"redirect_uri": "https://evil.example/"}, {"redirect_uri": ""},
     {"redirect_uri": f"{REDIRECT}/x"}, {"redirect_uri": f"{REDIRECT}?x=1"}],
)  # fmt: skip
def test_nobody_unknown_is_answered(
    demo: DemoProvider, client: Django, wrong: dict[str, str]
) -> None:
    answer = client.get("/demo-id/authorize", _ask(**wrong))

    assert answer.status_code == 400
    assert "evil.example" not in answer.content.decode()


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"scope": "profile"}, "invalid_scope"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"code_challenge": "short"}, "invalid_request"),
        ({"state": ""}, "invalid_request"),
        ({"nonce": ""}, "invalid_request"),
        ({"prompt": "none"}, "login_required"),
    ],
)
def test_a_faulty_request_is_sent_back(
    demo: DemoProvider, client: Django, wrong: dict[str, str], error: str
) -> None:
    answer = client.get("/demo-id/authorize", _ask(**wrong))

    assert answer.status_code == 302
    assert answer["Location"].startswith(f"{REDIRECT}?")
    assert query_of(answer["Location"])["error"] == error


@pytest.mark.django_db
def test_choosing_nobody_known_is_a_refusal(demo: DemoProvider) -> None:
    assert query_of(demo.grant(demo.asked(_ask()), "x", at=now()))["error"] == "access_denied"


def test_the_page_says_what_it_is_and_lists_everybody(browser: Browser) -> None:
    where = f"/demo-id/authorize?{_query(_ask())}"

    vietnamese = browser.client.get(where).content.decode()
    english = browser.client.get(changed(where, ui_locales="en")).content.decode()

    assert "Đây không phải VNeID" in vietnamese
    assert "Citizens and businesses" in english
    for account in (a for g in demo_directory().groups for a in g.accounts):
        assert f'value="{account.subject}"' in vietnamese


def test_choosing_needs_the_page(browser: Browser) -> None:
    forged = browser.client.post(f"/demo-id/authorize?{_query(_ask())}", {"subject": "an"})

    assert forged.status_code == 403


def _query(sent: dict[str, str]) -> str:
    return changed("/", **sent).partition("?")[2]


def test_after_signing_out_one_goes_where_the_client_may_send(
    demo: DemoProvider, client: Django
) -> None:
    ours = {"client_id": "motcua", "post_logout_redirect_uri": f"{BASE}/sign-out"}
    theirs = ours | {"post_logout_redirect_uri": "https://evil.example/"}

    assert client.get("/demo-id/end-session", ours)["Location"] == f"{BASE}/sign-out"
    assert client.get("/demo-id/end-session", theirs)["Location"] == "/"


def test_two_processes_agree_on_one_key_that_only_they_read(tmp_path: Path) -> None:
    found: list[str] = []
    start = threading.Barrier(2)

    def make() -> None:
        start.wait()
        # The memory of this process stands aside, as it would in another.
        found.append(signing_key.__wrapped__(tmp_path).thumbprint())

    threads = [threading.Thread(target=make) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(set(found)) == 1
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


@pytest.mark.django_db
def test_a_wish_not_to_be_named_is_told_from_a_failure(demo: DemoProvider) -> None:
    provider = relying_on(demo, lambda _, answer: answer)
    begun = provider.begin(redirect_uri=REDIRECT, language="vi", at=now())

    for error, refusal in (("access_denied", SignInCancelled), ("server_error", SignInFailed)):
        answer = {"error": error, "state": begun.state}
        with pytest.raises(refusal):
            provider.finish(answer=answer, redirect_uri=REDIRECT, begun=begun, at=now())


@pytest.mark.django_db(transaction=True)
def test_the_messages_are_the_same_over_a_real_socket(
    live_server: LiveServer, tmp_path: Path
) -> None:
    """The client knows nothing of who answers: here the demo provider does, over HTTP."""
    issuer = f"{live_server.url}/demo-id"
    client = Client("motcua", "secret", frozenset({REDIRECT}), frozenset())
    demo = DemoProvider(
        profile="test", issuer=issuer, client=client, directory=demo_directory(), keys=tmp_path
    )
    registered = Issuer("demo", Text("x"), issuer, "motcua", "secret", claim_map("vneid"))

    with plugs.instead(DemoProvider, demo):
        provider = OpenIdProvider(registered, transport=httpx.HTTPTransport())
        claims = prove(provider, demo)

    assert claims.full_name == "Nguyễn Thị An"
    assert claims.personal_id == "001196000000"
