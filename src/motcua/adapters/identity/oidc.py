"""The client side of OpenID Connect: authorization code with PKCE, and every check of the answer.

Spec: OpenID Connect Core 1.0, section 3.1; RFC 7636 (PKCE); RFC 9700 (security practice).
"""

import hashlib
import hmac
import json
import secrets
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import quote, urlencode, urlsplit

import httpx
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet

from motcua.kernel.errors import Weather
from motcua.kernel.words import Text
from motcua.modules.people.facts import Claims
from motcua.modules.people.ports import Begun, SignInCancelled, SignInFailed

from . import claims
from .claims import ClaimMap
from .doors import LOOPBACK

#: Signatures by a key only the provider holds; never `none`, never one made with a shared secret.
ALGORITHMS = ("ES256", "RS256", "PS256")
#: How far the provider's clock may be from ours.
SKEW = timedelta(minutes=2)
#: How long the provider's description and keys are believed without asking again.
FRESH = timedelta(minutes=10)
PATIENCE = httpx.Timeout(5.0)
LARGEST_ANSWER = 256 * 1024

Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class Issuer:
    """Which provider, and what we are to it."""

    name: str
    label: Text
    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    claim_map: ClaimMap
    scope: str = "openid profile"


@dataclass(frozen=True, slots=True)
class _Known:
    """The provider's description of itself and its keys, as last fetched."""

    description: Json
    keys: KeySet
    at: datetime


class InsecureIssuer(Exception):
    """An issuer is spoken to over TLS, unless it is on this very machine."""


class OpenIdProvider:
    """An `IdentityProvider` that is an OpenID Connect issuer."""

    def __init__(self, issuer: Issuer, *, transport: httpx.BaseTransport | None = None) -> None:
        parts = urlsplit(issuer.issuer)
        over_the_network = transport is None and parts.hostname not in LOOPBACK
        if over_the_network and parts.scheme != "https":
            raise InsecureIssuer(issuer.issuer)
        self._issuer = issuer
        self._http = httpx.Client(transport=transport, timeout=PATIENCE, trust_env=False)
        self._known: _Known | None = None

    @property
    def name(self) -> str:
        return self._issuer.name

    @property
    def label(self) -> Text:
        return self._issuer.label

    def begin(self, *, redirect_uri: str, language: str, at: datetime) -> Begun:
        state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
        asked = {
            "response_type": "code",
            "client_id": self._issuer.client_id,
            "redirect_uri": redirect_uri,
            "scope": self._issuer.scope,
            "state": state,
            "nonce": nonce,
            "code_challenge": challenge_of(verifier),
            "code_challenge_method": "S256",
            "ui_locales": language,
        }
        endpoint = self._endpoint("authorization_endpoint", at)
        return Begun(_with_query(endpoint, asked), state, nonce, verifier)

    def finish(
        self, *, answer: Mapping[str, str], redirect_uri: str, begun: Begun, at: datetime
    ) -> Claims:
        code = self._code(answer, begun)
        tokens = self._redeem(code, redirect_uri, begun.verifier, at)
        proved = self._proved(_token(tokens, "id_token"), begun.nonce, at)
        access = _token(tokens, "access_token")
        _check_access_token(proved, access)
        told = {**self._user_info(access, proved, at), **proved}
        return claims.read(told, self._issuer.claim_map, provider=self._issuer.name)

    def end_url(self, *, return_to: str, at: datetime) -> str | None:
        endpoint = self._description(at).get("end_session_endpoint")
        if not isinstance(endpoint, str):
            return None
        asked = {"client_id": self._issuer.client_id, "post_logout_redirect_uri": return_to}
        return _with_query(endpoint, asked)

    # What is asked of the provider

    def _redeem(self, code: str, redirect_uri: str, verifier: str, at: datetime) -> Json:
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": redirect_uri,
            "code_verifier": verifier,
        }
        headers = {"Authorization": self._basic()}
        return self._ask("POST", self._endpoint("token_endpoint", at), headers, form)

    def _basic(self) -> str:
        # RFC 6749, 2.3.1: both are form-encoded before they are joined.
        pair = (
            f"{quote(self._issuer.client_id, safe='')}:{quote(self._issuer.client_secret, safe='')}"
        )
        return "Basic " + b64encode(pair.encode()).decode()

    def _user_info(self, access: str, proved: Json, at: datetime) -> Json:
        endpoint = self._description(at).get("userinfo_endpoint")
        if not isinstance(endpoint, str):
            return {}
        told = self._ask("GET", endpoint, {"Authorization": f"Bearer {access}"})
        if told.get("sub") != proved["sub"]:
            raise SignInFailed("user info of somebody else")
        return told

    def _endpoint(self, name: str, at: datetime) -> str:
        endpoint = self._description(at).get(name)
        if not isinstance(endpoint, str):
            raise Weather(f"{self.name}: no {name}")
        return endpoint

    def _description(self, at: datetime) -> Json:
        return self._knowing(at).description

    def _knowing(self, at: datetime, *, anew: bool = False) -> _Known:
        known = self._known
        if known is None or anew or at - known.at > FRESH:
            known = self._known = self._fetch(at)
        return known

    def _fetch(self, at: datetime) -> _Known:
        base = self._issuer.issuer.rstrip("/")
        try:
            description = self._ask("GET", f"{base}/.well-known/openid-configuration", {})
            jwks = self._ask("GET", str(description.get("jwks_uri")), {})
            keys = KeySet.import_key_set(jwks)  # type: ignore[arg-type]  # checked as it is read
        except (SignInFailed, JoseError, KeyError, TypeError, ValueError) as wrong:
            raise Weather(f"{self.name}: does not describe itself") from wrong
        if description.get("issuer") != self._issuer.issuer:
            raise Weather(f"{self.name}: describes another issuer")
        return _Known(description, keys, at)

    def _ask(
        self, method: str, url: str, headers: Mapping[str, str], form: dict[str, str] | None = None
    ) -> Json:
        """:raises Weather: no answer, or the provider's own failure; SignInFailed: it says no"""
        try:
            answer = self._http.request(method, url, headers=headers, data=form)
        except httpx.HTTPError as wrong:
            raise Weather(f"{self.name}: {type(wrong).__name__}") from wrong
        if answer.status_code >= 500:
            raise Weather(f"{self.name}: {answer.status_code}")
        read = _json(answer.content)
        if answer.status_code != 200:
            raise SignInFailed(f"{self.name}: {answer.status_code} {read.get('error', '')}"[:200])
        return read

    # What the answer must be

    def _code(self, answer: Mapping[str, str], begun: Begun) -> str:
        if not _same(answer.get("state", ""), begun.state):
            raise SignInFailed("answer: of another sign-in")
        # RFC 9207: an answer that names its issuer names ours.
        if answer.get("iss", self._issuer.issuer) != self._issuer.issuer:
            raise SignInFailed("answer: of another issuer")
        if answer.get("error") == "access_denied":
            raise SignInCancelled
        if "error" in answer or not answer.get("code"):
            raise SignInFailed(f"answer: {answer.get('error', 'no code')}"[:200])
        return answer["code"]

    def _proved(self, id_token: str, nonce: str, at: datetime) -> Json:
        """The claims of an ID token that is the provider's, for us, of now and of this sign-in."""
        told: Json = self._signed(id_token, at).claims
        us = self._issuer.client_id
        registry = jwt.JWTClaimsRegistry(
            now=int(at.timestamp()),
            leeway=int(SKEW.total_seconds()),
            iss={"essential": True, "value": self._issuer.issuer},
            sub={"essential": True},
            aud={"essential": True, "value": us},
            exp={"essential": True},
            iat={"essential": True},
            nonce={"essential": True},
        )
        try:
            registry.validate(told)
        except JoseError as wrong:
            raise SignInFailed(f"ID token: {wrong}") from wrong
        audience = told["aud"]
        if isinstance(audience, list) and len(audience) > 1 and told.get("azp") != us:
            raise SignInFailed("ID token: meant for others")
        if told.get("azp", us) != us:
            raise SignInFailed("ID token: given to another")
        if not _same(str(told["nonce"]), nonce):
            raise SignInFailed("ID token: of another sign-in")
        return told

    def _signed(self, id_token: str, at: datetime) -> jwt.Token:
        try:
            try:
                return jwt.decode(id_token, self._knowing(at).keys, ALGORITHMS)
            except InvalidKeyIdError:
                # The provider may have changed its key since we asked.
                return jwt.decode(id_token, self._knowing(at, anew=True).keys, ALGORITHMS)
        except (JoseError, ValueError) as wrong:
            raise SignInFailed(f"ID token: {type(wrong).__name__}") from wrong


def challenge_of(verifier: str) -> str:
    """RFC 7636, 4.2: BASE64URL(SHA256(verifier))."""
    return _base64url(hashlib.sha256(verifier.encode()).digest())


def access_token_hash(token: str) -> str:
    """OpenID Connect Core 3.1.3.6, for the SHA-256 algorithms: the left half of the digest."""
    return _base64url(hashlib.sha256(token.encode()).digest()[:16])


def _check_access_token(proved: Json, access: str) -> None:
    told = proved.get("at_hash")
    if told is not None and told != access_token_hash(access):
        raise SignInFailed("ID token: of another access token")


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())


def _token(tokens: Json, name: str) -> str:
    found = tokens.get(name)
    if not isinstance(found, str) or not found:
        raise SignInFailed(f"no {name}")
    return found


def _json(content: bytes) -> Json:
    if len(content) > LARGEST_ANSWER:
        raise SignInFailed("an answer too large")
    try:
        read = json.loads(content)
    except ValueError as wrong:
        raise SignInFailed("an answer that is not JSON") from wrong
    if not isinstance(read, dict):
        raise SignInFailed("an answer that is not an object")
    return read


def _with_query(url: str, asked: Mapping[str, str]) -> str:
    return f"{url}{'&' if '?' in url else '?'}{urlencode(asked)}"


def _base64url(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()
