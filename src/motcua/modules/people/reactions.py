"""What people's facts call for: codes and notices are sent; old ones are forgotten."""

from uuid import UUID

from motcua.foundation import jobs, journal
from motcua.kernel import present
from motcua.kernel.actors import SYSTEM

from . import errands, operations
from .events import ContactCodeMade, ContactUpdated, NoticeGiven


@journal.reacts_to(ContactCodeMade, name="people.send_code")
def send_code(event: ContactCodeMade) -> None:
    errands.send_code(UUID(event.code))


@jobs.periodic(name="people.forget_codes", cron="23 3 * * *")
def forget_codes() -> None:
    """Once a night."""
    operations.forget_codes(by=SYSTEM, at=present.now())
    operations.forget_notices(by=SYSTEM, at=present.now())


@journal.reacts_to(NoticeGiven, name="people.send_notice")
def send_notice(event: NoticeGiven) -> None:
    errands.send_notice(UUID(event.notice))


@journal.reacts_to(ContactUpdated, name="people.send_notices_again")
def send_notices_again(event: ContactUpdated) -> None:
    """Who told us where they are reached hears what they have not seen yet."""
    if operations.send_again(person_id=UUID(event.person), by=SYSTEM, at=present.now()):
        errands.send_waiting()


@jobs.periodic(name="people.send_waiting", cron="*/2 * * * *")
def send_waiting() -> None:
    """Every two minutes: what nobody took before."""
    errands.send_waiting()
