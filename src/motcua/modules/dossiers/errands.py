"""What dossiers send out: word that a draft will soon be gone."""

import logging
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from motcua.foundation import plugs
from motcua.kernel.actors import SYSTEM
from motcua.kernel.errors import NotFound
from motcua.kernel.words import Text
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.people import queries as people
from motcua.modules.people.facts import MessageChannel
from motcua.modules.people.ports import Message, Messenger, Undeliverable
from motcua.modules.results.ports import City

from . import current
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
