"""Codes by which people show that an address is theirs: how they are made, judged and told."""

from datetime import datetime, timedelta
from enum import StrEnum
from hmac import compare_digest
from uuid import UUID
from zoneinfo import ZoneInfo

from motcua.foundation import vault
from motcua.kernel.words import Text

from .facts import MessageChannel

HERE = ZoneInfo("Asia/Ho_Chi_Minh")
DIGITS = 6
#: Long enough for a slow mail server, short enough to be of no use to who finds it later.
LASTS = timedelta(minutes=15)
#: With a million codes, five tries find one in 200,000 times.
MOST_TRIES = 5
#: A little longer than they hold, for somebody who asks what happened.
CODES_KEPT = timedelta(days=2)
#: Numbers are given to others after a while, and people change their mail: proved once a year.
PROOF_LASTS = timedelta(days=365)
SUBJECT = Text("Mã xác nhận địa chỉ của bạn", "Your confirmation code")
TEXT = Text(
    "Mã xác nhận của bạn là {code}. Mã dùng được đến {until}. Không đưa mã này cho ai."
    " Nếu bạn không yêu cầu mã, xin bỏ qua tin này.",
    "Your confirmation code is {code}. It can be used until {until}. Give it to nobody."
    " If you did not ask for it, please ignore this message.",
)


class Stage(StrEnum):
    """How far the proof of an address has come."""

    NONE = "none"
    ASKED = "asked"
    OVER = "over"
    UNDELIVERABLE = "undeliverable"
    PROVED = "proved"


class Outcome(StrEnum):
    """What became of a code that was typed back."""

    PROVED = "proved"
    WRONG = "wrong"
    OVER = "over"


def address_mark(channel: MessageChannel, address: str) -> bytes:
    return vault.fingerprint(f"contact:{channel}:{address}")


def code_of(row_id: UUID) -> str:
    """The six digits; whoever has the table but not the secret cannot tell them."""
    mark = vault.fingerprint(f"contact-code:{row_id}")
    return f"{int.from_bytes(mark, 'big') % 10**DIGITS:0{DIGITS}}"


def is_code(row_id: UUID, typed: str) -> bool:
    digits = "".join(character for character in typed if character in "0123456789")
    return compare_digest(digits.encode(), code_of(row_id).encode())


def text_of(row_id: UUID, *, expires_at: datetime, language: str) -> str:
    until = f"{expires_at.astimezone(HERE):%H:%M}"
    return TEXT.in_(language).format(code=code_of(row_id), until=until)
