"""OAuth 2.0 for programs: client credentials (RFC 6749, 4.4) and where everything is (RFC 8414)."""

from base64 import b64decode
from binascii import Error
from urllib.parse import unquote_plus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from motcua.design.page import now
from motcua.foundation import plugs
from motcua.foundation.limits import TooOften, knock
from motcua.modules.access import queries
from motcua.modules.access.rules import Scope
from motcua.modules.results.ports import City

from .entering import WRONG

TOKEN_PATH = "/api/v1/oauth/token"  # noqa: S105 -- an address


@csrf_exempt  # no cookie is looked at
@require_POST
def token(request: HttpRequest) -> HttpResponse:
    """A pass for a client's id and secret, by HTTP Basic or in the form."""
    if request.POST.get("grant_type") != "client_credentials":
        return _error("unsupported_grant_type", 400)
    client, secret = _shown(request)
    try:
        found = queries.public_pass(client, secret, scope=request.POST.get("scope", ""), at=now())
    except queries.WrongScope:
        return _error("invalid_scope", 400)
    except queries.WrongClient:
        try:
            knock(WRONG, str(request.META.get("REMOTE_ADDR", "")), at=now())
        except TooOften as often:
            return _error("slow_down", 429, {"Retry-After": str(often.seconds)})
        return _error("invalid_client", 401, {"WWW-Authenticate": 'Basic realm="motcua"'})
    return _answer({
        "access_token": found.token,
        "token_type": "Bearer",
        "expires_in": found.seconds,
        "scope": " ".join(found.scopes),
    })  # fmt: skip


@require_safe
def metadata(request: HttpRequest) -> HttpResponse:
    """What this authorization server offers."""
    del request
    base = plugs.get(City).base_url
    return JsonResponse({
        "issuer": base,
        "token_endpoint": base + TOKEN_PATH,
        "grant_types_supported": ["client_credentials"],
        "response_types_supported": [],
        "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
        "scopes_supported": [str(scope) for scope in Scope],
        "service_documentation": base + "/api/v1/docs",
    })  # fmt: skip


def _shown(request: HttpRequest) -> tuple[str, str]:
    """Client and secret; each is form-encoded inside Basic (RFC 6749, 2.3.1)."""
    scheme, _, shown = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return request.POST.get("client_id", ""), request.POST.get("client_secret", "")
    try:
        client, _, secret = b64decode(shown.strip()).decode().partition(":")
    except (Error, ValueError):
        return "", ""
    return unquote_plus(client), unquote_plus(secret)


def _error(code: str, status: int, headers: dict[str, str] | None = None) -> HttpResponse:
    return _answer({"error": code}, status, headers)


def _answer(
    body: dict[str, object], status: int = 200, headers: dict[str, str] | None = None
) -> HttpResponse:
    always = {"Cache-Control": "no-store", "Pragma": "no-cache"}
    return JsonResponse(body, status=status, headers={**always, **(headers or {})})
