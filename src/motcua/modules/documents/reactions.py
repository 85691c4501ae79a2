"""What documents do by themselves: they are looked into, and what nobody uses goes."""

import logging
from datetime import UTC, datetime

from motcua.foundation import files, jobs, journal
from motcua.kernel.actors import SYSTEM
from motcua.kernel.errors import Weather

from . import errands, events, operations, queries
from .rules import patience
from .rules.limits import CHECK_AGAIN, UNUSED_LIFE, UPLOAD_LIFE

#: One file that nobody can open must not keep the others from being looked into.
GIVE_UP_AFTER = 3

log = logging.getLogger(__name__)


@journal.reacts_to(events.DocumentReceived, name="documents.check")
def check(event: events.DocumentReceived) -> None:
    """Where a scanner is away the document waits, and `check_waiting` comes back to it."""
    try:
        errands.check(document_id=event.document, at=datetime.now(UTC))
    except Weather as weather:
        log.warning("documents: not looked into yet: %s", weather)


@jobs.periodic(name="documents.check_waiting", cron="*/5 * * * *")
def check_waiting() -> None:
    """What waits since a scanner was away, or since a worker died over it."""
    check_again(at=datetime.now(UTC))


def check_again(*, at: datetime) -> None:
    """Look into everything that was not written down for a while."""
    failed = _look_again(at)
    if failed:
        _copy_unscanned(at)


def _look_again(at: datetime) -> int:
    """How many could not be looked into."""
    failed = 0
    for document in queries.waiting(before=at - CHECK_AGAIN, by=SYSTEM):
        try:
            errands.check(document_id=document, at=at)
        except Weather as weather:
            log.warning("documents: not looked into yet: %s", weather)
            failed += 1
        except (files.FileMissing, files.FileChanged):
            log.exception("documents: %s cannot be read from the shelf", document)
        if failed == GIVE_UP_AFTER:
            # Not this file but the scanner: the others would wait in vain.
            break
    return failed


def _copy_unscanned(at: datetime) -> None:
    """Where the scanner is away too long, officers get a copy made apart, and a warning."""
    for document in queries.without_copy(before=patience.waited_since(at), by=SYSTEM):
        try:
            errands.copy_unscanned(document_id=document, at=at)
        except Weather as weather:
            log.warning("documents: not copied: %s", weather)
            return
        except (files.FileMissing, files.FileChanged):
            log.exception("documents: %s cannot be read from the shelf", document)


@jobs.periodic(name="documents.clean_up", cron="21 19 * * *")
def clean_up() -> None:
    """Every night, before the files are swept."""
    forget(at=datetime.now(UTC))


def forget(*, at: datetime) -> int:
    """Uploads nobody went on with, documents nothing names. Returns how many documents went."""
    operations.forget_uploads(before=at - UPLOAD_LIFE, by=SYSTEM, at=at)
    gone, before = 0, at - UNUSED_LIFE
    for document in queries.unused(before=before, by=SYSTEM):
        gone += operations.forget_unused(document_id=document, before=before, by=SYSTEM, at=at)
    return gone
