"""What dossiers send out at once: codes to who is at the counter. Notices go by `people`."""

from datetime import datetime
from uuid import UUID

from motcua.foundation import plugs
from motcua.kernel.actors import Actor
from motcua.modules.people.facts import MessageChannel
from motcua.modules.people.ports import Message, Messenger

from . import operations


def send_code(
    *, dossier_id: UUID, channel: str, subject: str, text: str, by: Actor, at: datetime
) -> str:
    """Send the person at the counter a code, in the door's words (`%(code)s` in `text`). To where.

    :raises NotFound: not a draft this clerk writes down
    :raises Incomplete: answers are missing or wrong
    :raises Invalid: nobody knows such an address of the person
    :raises Undeliverable: it does not arrive there
    :raises Weather: nobody takes it now
    """
    made = operations.ask_to_confirm(dossier_id=dossier_id, channel=channel, by=by, at=at)
    message = Message(
        channel=MessageChannel(made.channel),
        to=made.to,
        subject=subject if made.channel == MessageChannel.EMAIL else "",
        text=text % {"code": made.code},
        key=made.key,
    )
    plugs.get(Messenger).send(message)
    return made.to
