"""VietQR: the transfer QR of NAPAS, an EMVCo merchant-presented code. Built and read here, pure.

TLV objects of two-digit id, two-digit length, value; root ids ascending; CRC last.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from motcua.kernel.errors import Invalid
from motcua.kernel.money import Dong

_NAPAS = "A000000727"
_VND = "704"
_PURPOSE, _REFERENCE = "08", "05"


class BrokenQr(Invalid):
    """The text is not a VietQR payload."""

    code = "broken-qr"


class Service(StrEnum):
    """What the number behind the bank's BIN is."""

    ACCOUNT = "QRIBFTTA"
    CARD = "QRIBFTTC"


@dataclass(frozen=True, slots=True)
class Transfer:
    """One transfer. With an amount the code is dynamic (used once), without it static."""

    bank_bin: str
    account: str
    amount: Dong | None = None
    purpose: str = ""
    reference: str = ""
    service: Service = Service.ACCOUNT

    def __post_init__(self) -> None:
        _need(re.fullmatch(r"[0-9]{6}", self.bank_bin), "bank_bin")
        _need(re.fullmatch(r"[0-9A-Za-z]{1,19}", self.account), "account")
        _need(self.amount is None or 0 < self.amount < 10**13, "amount")
        for name, text in (("purpose", self.purpose), ("reference", self.reference)):
            _need(re.fullmatch(r"[ -~]{0,90}", text), name)
        _need(len(self.purpose) + len(self.reference) <= 85, "purpose")


def _need(held: object, field: str) -> None:
    if not held:
        raise BrokenQr(f"not usable in a VietQR: {field}", field=field)


def crc16(data: bytes) -> int:
    """CRC-16/CCITT-FALSE: polynomial 0x1021, start 0xFFFF, unreflected. `123456789` -> 29B1."""
    crc = 0xFFFF
    for byte in data:
        crc ^= byte << 8
        for _ in range(8):
            crc = (crc << 1 ^ 0x1021 if crc & 0x8000 else crc << 1) & 0xFFFF
    return crc


def _object(key: str, value: str) -> str:
    return f"{key}{len(value):02d}{value}"


def build(transfer: Transfer) -> str:
    """The text to draw as a QR code."""
    holder = _object("00", transfer.bank_bin) + _object("01", transfer.account)
    account = _object("00", _NAPAS) + _object("01", holder) + _object("02", transfer.service)
    extra = _object(_REFERENCE, transfer.reference) if transfer.reference else ""
    extra += _object(_PURPOSE, transfer.purpose) if transfer.purpose else ""
    body = _object("00", "01") + _object("01", "11" if transfer.amount is None else "12")
    body += _object("38", account) + _object("53", _VND)
    body += "" if transfer.amount is None else _object("54", str(transfer.amount))
    body += _object("58", "VN") + (_object("62", extra) if extra else "") + "6304"
    return f"{body}{crc16(body.encode()):04X}"


def objects(text: str) -> dict[str, str]:
    """The TLV objects of one level, by id.

    :raises BrokenQr: a length that does not fit, or an id said twice
    """
    found: dict[str, str] = {}
    while text:
        head = re.match(r"([0-9]{2})([0-9]{2})", text)
        if head is None:
            raise BrokenQr("not a TLV object")
        key, end = head[1], 4 + int(head[2])
        if key in found or len(text) < end:
            raise BrokenQr(f"object {key} is cut short or said twice")
        found[key], text = text[4:end], text[end:]
    return found


def parse(payload: str) -> Transfer:
    """What a VietQR says. Optional objects we do not use (merchant name, tips) are passed over.

    :raises BrokenQr: wrong checksum, wrong structure, not a NAPAS transfer in dong
    """
    body, check = payload[:-4], payload[-4:]
    if not payload.isascii() or not body.endswith("6304"):
        raise BrokenQr("no checksum at the end")
    if check != f"{crc16(body.encode()):04X}":
        raise BrokenQr("the checksum does not agree")
    root = objects(payload)
    account = objects(root.get("38", ""))
    holder = objects(account.get("01", ""))
    extra = objects(root.get("62", ""))
    known = root.get("00") == "01" and root.get("53") == _VND and account.get("00") == _NAPAS
    if not known or account.get("02") not in set(Service):
        raise BrokenQr("not a NAPAS transfer in dong")
    amount = root.get("54")
    if amount is not None and not re.fullmatch(r"[1-9][0-9]{0,12}", amount):
        raise BrokenQr("the amount is not a whole number of dong")
    if root.get("01") != ("11" if amount is None else "12"):
        raise BrokenQr("static and dynamic disagree with the amount")
    return Transfer(
        bank_bin=holder.get("00", ""),
        account=holder.get("01", ""),
        amount=None if amount is None else Dong(int(amount)),
        purpose=extra.get(_PURPOSE, ""),
        reference=extra.get(_REFERENCE, ""),
        service=Service(account["02"]),
    )
