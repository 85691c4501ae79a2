"""Who calls: the key a program shows in `Authorization: Bearer …`, and what it opens.

A session of a browser opens nothing here, so no page of another site can use one.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.http import HttpRequest
from ninja.security import HttpBearer

from motcua.design.page import now
from motcua.foundation.limits import Limit, knock
from motcua.kernel.errors import Refusal
from motcua.modules.access import operations, queries
from motcua.modules.access.queries import Entrant
from motcua.modules.access.rules import Scope
from motcua.modules.forms import rules as forms

#: Wrong keys from one address; a program that was set up wrongly finds out before that.
WRONG = Limit("api-wrong-keys", most=30, per=timedelta(minutes=1))
#: What one key may ask: five a second over a minute.
KEYED = Limit("api-key", most=300, per=timedelta(minutes=1))


class KeyMissing(Refusal):
    """Nobody said who calls."""

    code = "key-missing"
    status = 401


class KeyWrong(Refusal):
    """Nobody's key, or one that works no longer."""

    code = "key-wrong"
    status = 401


class KeyTooNarrow(Refusal):
    """The key's owner did not open this to it; `params["scope"]` is what is needed."""

    code = "key-too-narrow"
    status = 403


class Keyed(HttpBearer):
    """Lets in a program whose key opens `scope`; `request.auth` is then the `Entrant`."""

    def __init__(self, scope: Scope) -> None:
        super().__init__()
        self.scope = scope

    def __call__(self, request: HttpRequest) -> Entrant:
        scheme, _, shown = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not shown.strip():
            raise KeyMissing("Authorization: Bearer <key>")
        return self.authenticate(request, shown.strip())

    def authenticate(self, request: HttpRequest, token: str) -> Entrant:
        """:raises KeyWrong: it opens nothing. :raises KeyTooNarrow: it does not open this"""
        at = now()
        found = queries.public_entrant(token, at=at)
        if found is None:
            knock(WRONG, str(request.META.get("REMOTE_ADDR", "")), at=at)
            raise KeyWrong
        knock(KEYED, str(found.key), at=at)
        if self.scope not in found.scopes:
            raise KeyTooNarrow(self.scope, scope=str(self.scope))
        operations.note_use(key_id=found.key, used_at=found.used_at, by=found.actor, at=at)
        return found


def entrant_of(request: HttpRequest) -> Entrant:
    """Who was let in."""
    found: Entrant = request.auth  # type: ignore[attr-defined] # set by ninja for doors with auth
    return found


def by_machine(
    answers: Mapping[str, object], entrant: Entrant, *, at: datetime
) -> dict[str, forms.Source]:
    """That a program of this name gave the answers."""
    hand = forms.Hand.MACHINE
    source = forms.Source(forms.Origin.MACHINE, at, name=entrant.label, hand=hand)
    return dict.fromkeys(answers, source)
