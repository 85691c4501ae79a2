"""Electronic receipts for phí and lệ phí (Decree 254/2026/NĐ-CP, Articles 22-29)."""

import re
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from motcua.kernel.errors import Invalid, Refusal
from motcua.kernel.words import Text

from .charges import Kind

HERE = ZoneInfo("Asia/Ho_Chi_Minh")
DEFAULT_LETTERS = "AA"
LAST_NUMBER = 99_999_999  # Article 22: a receipt number has at most eight digits

NAMES: dict[Kind, Text] = {
    Kind.USER_FEE: Text("Biên lai thu phí", "Receipt for a user fee"),
    Kind.STATE_CHARGE: Text("Biên lai thu lệ phí", "Receipt for a state charge"),
}


class NumbersUsedUp(Refusal):
    """The series has given all its numbers this year; the collector registers another symbol."""

    code = "receipt-numbers-used-up"


@dataclass(frozen=True, slots=True)
class Series:
    """Who numbers: a collector, a template symbol, a receipt symbol, and the year in its symbol."""

    agency: str
    template: str
    symbol: str
    year: int

    @property
    def name(self) -> str:
        return f"receipt:{self.agency}:{self.template}:{self.symbol}"

    @property
    def period(self) -> str:
        return str(self.year)


def series(*, agency: str, kind: Kind, letters: str, at: datetime) -> Series:
    """The series of a receipt issued at a moment; the year turns at midnight here, not in UTC.

    Template `01BLP0-00x`: receipts without printed values (01), BLP, electronic (0), then phí 1 and
    lệ phí 2. Symbol `AA-26E`: the collector's letters, the year, E for electronic.

    :raises Invalid: the letters are not two capitals
    """
    if not re.fullmatch(r"[A-Z]{2}", letters):
        raise Invalid("two capital letters", field="letters")
    year = at.astimezone(HERE).year
    template = "01BLP0-001" if kind is Kind.USER_FEE else "01BLP0-002"
    return Series(agency, template, f"{letters}-{year % 100:02d}E", year)


def number(given: int) -> str:
    """How a number is printed: eight digits.

    :raises NumbersUsedUp: beyond eight digits
    """
    if not 1 <= given <= LAST_NUMBER:
        raise NumbersUsedUp(f"no receipt number {given}")
    return f"{given:08d}"
