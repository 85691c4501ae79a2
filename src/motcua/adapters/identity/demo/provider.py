"""The demo provider itself: its answer to each message of OpenID Connect. Knows no HTTP server.

The views give it what browsers and clients send; the back channel gives it the same from within the
process, so that one web process never waits for itself.
"""

import hmac
import re
from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import unquote, urlencode

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from ..oidc import access_token_hash, challenge_of
from . import codes
from .directory import Directory
from .keys import signing_key

ALGORITHM = "ES256"
LIFE = timedelta(minutes=5)
_CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43}")
_VERIFIER = re.compile(r"[A-Za-z0-9._~-]{43,128}")

Json = dict[str, object]


class DemoInProduction(Exception):
    """A provider that asks for no password may not stand where it counts."""


class UnknownClient(Exception):
    """The client or its return address is not registered: nobody may be sent there."""


@dataclass(frozen=True, slots=True)
class Client:
    """The one client the provider knows, and the addresses people may be sent back to."""

    client_id: str
    client_secret: str = field(repr=False)
    redirect_uris: frozenset[str]
    after_sign_out: frozenset[str]


@dataclass(frozen=True, slots=True)
class Asked:
    """A request to sign somebody in, as far as it could be understood."""

    redirect_uri: str
    state: str
    nonce: str
    challenge: str
    language: str
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """A JSON answer and its status."""

    status: int
    body: Json


class DemoProvider:
    """An issuer at `issuer` for one client. `keys` is a folder that only we can read."""

    def __init__(
        self, *, profile: str, issuer: str, client: Client, directory: Directory, keys: Path
    ) -> None:
        if profile == "production":
            raise DemoInProduction(issuer)
        self.issuer = issuer
        self.client = client
        self.directory = directory
        self._folder = keys

    def description(self) -> Json:
        """OpenID Connect Discovery 1.0, section 3."""
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "jwks_uri": f"{self.issuer}/jwks",
            "end_session_endpoint": f"{self.issuer}/end-session",
            "response_types_supported": ["code"],
            "response_modes_supported": ["query"],
            "grant_types_supported": ["authorization_code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": [ALGORITHM],
            "token_endpoint_auth_methods_supported": ["client_secret_basic"],
            "code_challenge_methods_supported": ["S256"],
            "scopes_supported": ["openid", "profile"],
            "ui_locales_supported": ["vi", "en"],
        }

    def jwks(self) -> Json:
        key = signing_key(self._folder)
        return {"keys": [key.as_dict(private=False, use="sig", alg=ALGORITHM)]}

    def asked(self, sent: Mapping[str, str]) -> Asked:
        """Read a request to sign in; `fault` is the error to send back, if any.

        :raises UnknownClient: nobody may be sent back to where it says
        """
        redirect_uri = sent.get("redirect_uri", "")
        known = sent.get("client_id") == self.client.client_id
        if not known or redirect_uri not in self.client.redirect_uris:
            raise UnknownClient
        return Asked(
            redirect_uri=redirect_uri,
            state=sent.get("state", ""),
            nonce=sent.get("nonce", ""),
            challenge=sent.get("code_challenge", ""),
            language="en" if sent.get("ui_locales", "").startswith("en") else "vi",
            fault=_fault(sent),
        )

    def grant(self, asked: Asked, subject: str, *, at: datetime) -> str:
        """Where the browser goes once somebody was chosen; nobody known is a refusal."""
        if self.directory.account(subject) is None:
            return self.refuse(asked, "access_denied")
        code = codes.give(
            codes.Grant(subject, asked.redirect_uri, asked.nonce, asked.challenge, at)
        )
        return self._back(asked, {"code": code})

    def refuse(self, asked: Asked, error: str) -> str:
        return self._back(asked, {"error": error})

    def token(self, form: Mapping[str, str], authorization: str, *, at: datetime) -> Answer:
        """OpenID Connect Core 3.1.3: a code, once, with the verifier of its challenge."""
        if not self._is_client(authorization):
            return Answer(401, {"error": "invalid_client"})
        if form.get("grant_type") != "authorization_code":
            return Answer(400, {"error": "unsupported_grant_type"})
        grant = codes.take(form.get("code", ""), at=at)
        verifier = form.get("code_verifier", "")
        if (
            grant is None
            or grant.redirect_uri != form.get("redirect_uri")
            or not _VERIFIER.fullmatch(verifier)
            or not hmac.compare_digest(challenge_of(verifier), grant.challenge)
        ):
            return Answer(400, {"error": "invalid_grant"})
        access = self._signed({"sub": grant.subject, "aud": self.issuer}, "at+jwt", at)
        told = self._told(grant, access)
        return Answer(
            200,
            {
                "access_token": access,
                "token_type": "Bearer",
                "expires_in": int(LIFE.total_seconds()),
                "id_token": self._signed(told, "JWT", at),
            },
        )

    def user_info(self, authorization: str, *, at: datetime) -> Answer:
        """OpenID Connect Core 5.3: every claim of whoever the access token is for."""
        scheme, _, token = authorization.partition(" ")
        subject = self._bearer(token, at) if scheme.lower() == "bearer" else None
        account = self.directory.account(subject) if subject else None
        if account is None:
            return Answer(401, {"error": "invalid_token"})
        return Answer(200, {"sub": account.subject, **account.claims})

    def end_session(self, sent: Mapping[str, str]) -> str | None:
        """Where to go after signing out, if the client may send people there."""
        return_to = sent.get("post_logout_redirect_uri", "")
        known = sent.get("client_id") == self.client.client_id
        return return_to if known and return_to in self.client.after_sign_out else None

    def _told(self, grant: codes.Grant, access: str) -> Json:
        account = self.directory.account(grant.subject)
        claims = account.claims if account else {}
        few: Json = {n: claims[n] for n in ("LoaiTaiKhoan", "loAs", "IAL") if n in claims}
        return {
            "sub": grant.subject,
            "aud": self.client.client_id,
            "nonce": grant.nonce,
            "auth_time": int(grant.given_at.timestamp()),
            "at_hash": access_token_hash(access),
            **few,
        }

    def _signed(self, told: Json, kind: str, at: datetime) -> str:
        key = signing_key(self._folder)
        now = int(at.timestamp())
        claims: Json = {"iss": self.issuer, "iat": now, "exp": now + int(LIFE.total_seconds())}
        header = {"alg": ALGORITHM, "kid": key.kid, "typ": kind}
        return jwt.encode(header, {**claims, **told}, key, [ALGORITHM])

    def _bearer(self, token: str, at: datetime) -> str | None:
        registry = jwt.JWTClaimsRegistry(
            now=int(at.timestamp()),
            iss={"essential": True, "value": self.issuer},
            aud={"essential": True, "value": self.issuer},
            exp={"essential": True},
        )
        try:
            found = jwt.decode(token, KeySet([signing_key(self._folder)]), [ALGORITHM])
            registry.validate(found.claims)
        except (JoseError, ValueError):
            return None
        # An ID token is signed by the same key, and is no access token.
        return str(found.claims["sub"]) if found.header.get("typ") == "at+jwt" else None

    def _is_client(self, authorization: str) -> bool:
        scheme, _, pair = authorization.partition(" ")
        try:
            name, _, secret = b64decode(pair, validate=True).decode().partition(":")
        except (NotBase64, UnicodeDecodeError):
            return False
        return (
            scheme.lower() == "basic"
            and unquote(name) == self.client.client_id
            and hmac.compare_digest(unquote(secret).encode(), self.client.client_secret.encode())
        )

    def _back(self, asked: Asked, sent: Mapping[str, str]) -> str:
        answer = {**sent, "state": asked.state, "iss": self.issuer}
        return f"{asked.redirect_uri}?{urlencode(answer)}"


def _fault(sent: Mapping[str, str]) -> str:
    if sent.get("response_type") != "code":
        return "unsupported_response_type"
    if "openid" not in sent.get("scope", "").split():
        return "invalid_scope"
    has_challenge = _CHALLENGE.fullmatch(sent.get("code_challenge", ""))
    if sent.get("code_challenge_method") != "S256" or not has_challenge:
        return "invalid_request"
    if not sent.get("state") or not sent.get("nonce"):
        return "invalid_request"
    return "login_required" if sent.get("prompt") == "none" else ""
