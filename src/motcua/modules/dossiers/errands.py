"""What dossiers send out: that a draft will soon be gone, and codes to who is at the counter."""

import logging
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from motcua.foundation import plugs
from motcua.kernel.actors import SYSTEM, Actor
from motcua.kernel.errors import NotFound
from motcua.kernel.words import Text
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.people import queries as people
from motcua.modules.people.facts import MessageChannel
from motcua.modules.people.ports import Message, Messenger, Undeliverable
from motcua.modules.results.ports import City

from . import current, operations
from .models import Draft
from .rules.expiring import keeping_on

log = logging.getLogger(__name__)
HERE = ZoneInfo("Asia/Ho_Chi_Minh")

SUBJECT = Text("Bản nháp của bạn sắp bị xóa", "Your draft will soon be deleted")
WORDS = Text(
    "Bản nháp «{name}» sẽ bị xóa ngày {day}. Muốn giữ, hãy mở và sửa tiếp, hoặc bấm “Giữ thêm”:"
    " {link}\n\n{reason}",
    "Your draft «{name}» will be deleted on {day}. To keep it, open it and go on, or press"
    " “Keep it longer”: {link}\n\n{reason}",
)
SHORT = Text(
    "Ban nhap ho so cua ban se bi xoa ngay {day}. Mo de giu: {link}",
    "Your draft will be deleted on {day}. Open it to keep it: {link}",
)


def tell_expiring(dossier_id: UUID, *, expires_at: datetime) -> None:
    """Write to whoever has the draft, by mail or else by text; nothing if they went on meanwhile.

    :raises Weather: nobody takes the message now
    """
    draft = Draft.objects.select_related("dossier").filter(dossier=dossier_id).first()
    if draft is None or draft.expires_at != expires_at or draft.warned_at is None:
        return
    dossier = draft.dossier
    try:
        person = people.person_card(dossier.applicant, by=SYSTEM)
    except NotFound:
        return
    messenger, language = plugs.get(Messenger), dossier.language
    day = expires_at.astimezone(HERE).date()
    told = {
        "name": catalogue.revision(current.revision_of(dossier)).name.in_(language),
        "day": f"{day:%d/%m/%Y}",
        "link": f"{plugs.get(City).base_url}{'/en' if language == 'en' else ''}/mine",
        "reason": keeping_on(draft.warned_at.astimezone(HERE).date()).reason.in_(language),
    }
    key = f"draft-expiring:{dossier_id}:{day}"
    ways = [
        Message(MessageChannel.EMAIL, person.email, SUBJECT.in_(language),
                WORDS.in_(language).format(**told), key),
        Message(MessageChannel.SMS, person.phone, "", SHORT.in_(language).format(**told), key),
    ]  # fmt: skip
    for message in ways:
        if message.to and messenger.carries(message.channel):
            try:
                messenger.send(message)
            except Undeliverable as wrong:
                log.warning("a notice could not be delivered: %s", wrong)
                continue
            return


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
