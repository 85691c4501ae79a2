"""What happens by the clock: upkeep of the queue, partitions and files, and procedures' days."""

from datetime import UTC, datetime, timedelta

from django.contrib.sessions.backends.db import SessionStore

from motcua.foundation import files, jobs, limits, partitions, sealing
from motcua.kernel.actors import SYSTEM
from motcua.modules.catalogue import operations as catalogue
from motcua.modules.observations import operations as observations

#: Bytes without a row are left alone this long: their transaction may still be open.
ORPHAN_AGE = timedelta(days=1)
#: So few that nobody waits for a job meanwhile.
SEALED_AT_ONCE = 200
#: Longer than any window in which knocks are counted.
KNOCK_AGE = timedelta(days=1)


@jobs.periodic(name="worker.rescue", cron="* * * * *")
def rescue() -> None:
    """Jobs whose worker died are queued again."""
    jobs.rescue()


@jobs.periodic(name="worker.partitions", cron="17 1 * * *")
def make_partitions() -> None:
    """Coming months are made ahead; observations of months nobody made are sorted into theirs."""
    at = datetime.now(UTC)
    partitions.make_ahead("foundation_entry", today=at.date())
    observations.open_months(by=SYSTEM, at=at)


@jobs.periodic(name="worker.procedures", cron="1 17 * * *")
def bring_procedures_into_force() -> None:
    """Just after midnight in Hà Nội: revisions whose first or last day has come."""
    catalogue.bring_into_force(by=SYSTEM, at=datetime.now(UTC))


@jobs.periodic(name="worker.seal_files", cron="*/10 * * * *")
def seal_files() -> None:
    """Files of before there were keys, a few at a time until none is left."""
    sealing.seal_old(most=SEALED_AT_ONCE, at=datetime.now(UTC))


@jobs.periodic(name="worker.sweep", cron="41 19 * * *")
def sweep_files() -> None:
    """Bytes nobody refers to are removed."""
    files.sweep(older_than=datetime.now(UTC) - ORPHAN_AGE)


@jobs.periodic(name="worker.forget_knocks", cron="23 * * * *")
def forget_knocks() -> None:
    """Counts of windows long past are removed."""
    limits.forget(before=datetime.now(UTC) - KNOCK_AGE)


@jobs.periodic(name="worker.forget_sessions", cron="53 19 * * *")
def forget_sessions() -> None:
    """Sessions that ended by themselves are removed."""
    SessionStore.clear_expired()
