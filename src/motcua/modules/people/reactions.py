"""What people's facts call for: a code that was made is sent; old codes are forgotten."""

from uuid import UUID

from motcua.foundation import jobs, journal
from motcua.kernel import present
from motcua.kernel.actors import SYSTEM

from . import errands, operations
from .events import ContactCodeMade


@journal.reacts_to(ContactCodeMade, name="people.send_code")
def send_code(event: ContactCodeMade) -> None:
    errands.send_code(UUID(event.code))


@jobs.periodic(name="people.forget_codes", cron="23 3 * * *")
def forget_codes() -> None:
    """Once a night."""
    operations.forget_codes(by=SYSTEM, at=present.now())
