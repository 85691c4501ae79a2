"""How a notice is sealed, when it is tried again, and how it reads on its way."""

from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from motcua.foundation import keys
from motcua.kernel.words import Text

from .facts import MessageChannel, Notice
from .ports import Message, Pages

#: After this nobody tries again by itself: it stands in the account, and operators see it.
TRIED_FOR = timedelta(days=7)
#: A mail server that is away is asked after 2, 4, 8 … minutes, at last four times a day.
_FIRST, _LAST = timedelta(minutes=2), timedelta(hours=6)
#: An address that takes no mail is tried once a day: mailboxes are emptied, names corrected.
_REFUSED = timedelta(days=1)
#: A new address gets what was not seen and is not older than this.
STILL_NEWS = timedelta(days=30)
#: Kept for a year and a little in the account, then forgotten.
KEPT = timedelta(days=400)


class _Words(msgspec.Struct, frozen=True):
    subject: Text
    text: Text
    short: Text
    path: str


def seal(notice: Notice, person: UUID, *, at: datetime) -> bytes:
    """The words, under the person's key: erased with it. Inside a transaction."""
    words = _Words(notice.subject, notice.text, notice.short, notice.path)
    return keys.seal(keys.person(person), msgspec.json.encode(words), at=at)


def opened(plain: bytes, *, about: str, key: str) -> Notice:
    words = msgspec.json.decode(plain, type=_Words)
    return Notice(about, key, words.subject, words.text, words.short, words.path)


def again_at(*, tries: int, refused: bool, made_at: datetime, at: datetime) -> datetime | None:
    """When it is tried once more; None where that has gone on for long enough."""
    wait = _REFUSED if refused else min(_FIRST * 2 ** min(max(tries - 1, 0), 10), _LAST)
    return None if at + wait > made_at + TRIED_FOR else at + wait


def message(
    notice: Notice, channel: MessageChannel, *, to: str, key: str, language: str, pages: Pages
) -> Message:
    link = pages.link(notice.path, language)
    if channel is MessageChannel.SMS:
        return Message(channel, to, "", f"{notice.short.in_(language)} {link}", key)
    text = f"{notice.text.in_(language)}\n\n{link}"
    return Message(channel, to, notice.subject.in_(language), text, key)
