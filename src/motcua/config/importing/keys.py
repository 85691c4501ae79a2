"""Tokens of sources, given and ended from the command line."""

import sys
from datetime import UTC, datetime, timedelta

from rich.console import Console

from motcua.kernel.actors import SYSTEM
from motcua.kernel.errors import Refusal
from motcua.modules.observations import operations


def issue(source: str, keep_others_days: int, *, say: Console) -> int:
    """The exit code; the token alone stands on standard output."""
    try:
        token = operations.issue_token(
            source=source,
            keep_others=timedelta(days=keep_others_days),
            by=SYSTEM,
            at=datetime.now(UTC),
        )
    except Refusal as refused:
        return _refuse(source, refused, say)
    sys.stdout.write(f"{token}\n")
    return 0


def revoke(source: str, *, say: Console) -> int:
    """The exit code: 0 ended, 1 refused."""
    try:
        operations.revoke_tokens(source=source, by=SYSTEM, at=datetime.now(UTC))
    except Refusal as refused:
        return _refuse(source, refused, say)
    say.print(f"  no token of {source} opens the gate any more", markup=False)
    return 0


def _refuse(source: str, refused: Refusal, say: Console) -> int:
    say.print(f"{source}: {refused.detail or refused.code}", markup=False)
    return 1
