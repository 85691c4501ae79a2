"""Authorization codes of the demo provider: given for one minute, taken once."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from ..models import GivenCode

LIFE = timedelta(minutes=1)
KEPT = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Grant:
    """What a code stands for."""

    subject: str
    redirect_uri: str
    nonce: str
    challenge: str
    given_at: datetime


def give(grant: Grant) -> str:
    """A new code for the grant; only its digest is kept."""
    GivenCode.objects.filter(given_at__lt=grant.given_at - KEPT).delete()
    code = secrets.token_urlsafe(32)
    GivenCode.objects.create(
        digest=_digest(code),
        subject=grant.subject,
        redirect_uri=grant.redirect_uri,
        nonce=grant.nonce,
        challenge=grant.challenge,
        given_at=grant.given_at,
    )
    return code


def take(code: str, *, at: datetime) -> Grant | None:
    """What the code stands for, the first time it is asked within its life; None ever after."""
    rows = GivenCode.objects.filter(digest=_digest(code), given_at__gt=at - LIFE)
    if not rows.filter(taken_at=None).update(taken_at=at):
        return None
    row = rows.get()
    return Grant(row.subject, row.redirect_uri, row.nonce, row.challenge, row.given_at)


def _digest(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()
