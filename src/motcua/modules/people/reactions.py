"""What people's facts call for: a code that was made is sent; old codes are forgotten."""

from datetime import timedelta
from uuid import UUID

from motcua.foundation import jobs, journal
from motcua.kernel import present

from . import errands, operations
from .events import ContactCodeMade

#: Kept a little longer than they hold, for somebody who asks what happened.
_KEPT = timedelta(days=2)


@journal.reacts_to(ContactCodeMade, name="people.send_code")
def send_code(event: ContactCodeMade) -> None:
    errands.send_code(UUID(event.code))


@jobs.periodic(name="people.forget_codes", cron="23 3 * * *")
def forget_codes() -> None:
    """Once a night."""
    operations.forget_codes(before=present.now() - _KEPT)
