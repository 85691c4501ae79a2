"""Time limits of a record: a number where there plainly is one, the source's words always."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from motcua.kernel.clock import Allowance, AllowanceInvalid, Unit

from ..procedure import Channel
from .record import Case, Detail, Method
from .wording import block, line

CHANNELS = {"ONLINE": Channel.ONLINE, "DIRECT": Channel.COUNTER, "POSTAL": Channel.POST}
UNITS = {unit.value: unit for unit in Unit if unit is not Unit.IN_DAY}
WORDS = {
    Unit.HOUR: "giờ làm việc",
    Unit.WORKING_DAY: "ngày làm việc",
    Unit.DAY: "ngày",
    Unit.MONTH: "tháng",
    Unit.YEAR: "năm",
}
#: A length and nothing else: `Không quá 03 ngày làm việc.`
_PLAINLY = re.compile(
    r"(?:không quá |trong (?:thời hạn )?|tối đa )?0*(\d{1,4}) "
    r"(ngày làm việc|ngày|giờ làm việc|tháng)\.?",
    re.IGNORECASE,
)
_LENGTHS = re.compile(
    r"(\d{1,4}(?:[.,]\d{1,2})?)\s*(?:\([^)]{1,30}\)\s*)?(ngày làm việc|ngày|giờ|tháng|năm)",
    re.IGNORECASE,
)
_BY_WORD = {
    "ngày làm việc": Unit.WORKING_DAY,
    "ngày": Unit.DAY,
    "giờ làm việc": Unit.HOUR,
    "giờ": Unit.HOUR,
    "tháng": Unit.MONTH,
    "năm": Unit.YEAR,
}
#: Words that only point elsewhere.
_POINTERS = frozenset({"theo mô tả", "xem phần mô tả", "không", "-", ""})


@dataclass(frozen=True, slots=True)
class Stated:
    """A time limit as stated: `allowance` None where the words alone tell it, or nothing does."""

    allowance: Allowance | None
    says: str

    @property
    def is_missing(self) -> bool:
        return self.allowance is None and not self.says


def of_method(method: Method) -> Stated:
    allowance = _numbered(method.processing_time, method.processing_time_unit)
    description = block(method.description)
    if allowance is not None:
        return Stated(allowance, "\n".join(filter(None, (words(allowance), description))))
    if method.processing_time_unit in UNITS:
        # A length of nought or of half a month: told as it is, and no date follows from it.
        length = "" if method.processing_time is None else str(method.processing_time)
        told = line(f"{length} {WORDS[UNITS[method.processing_time_unit]]}")
        return Stated(None, "\n".join(filter(None, (told, description))))
    told = line(str(method.processing_time or ""))
    if told.lower() in _POINTERS or told.replace(".", "").isdigit():
        return Stated(_plain(description), description)
    return Stated(_plain(told), "\n".join(filter(None, (told, description))))


def of_case(case: Case) -> Stated | None:
    if case.processing_day is None:
        return None
    allowance = _numbered(case.processing_day.qty, case.processing_day.type)
    return Stated(allowance, words(allowance)) if allowance else None


def by_channel(detail: Detail) -> dict[Channel, list[Stated]]:
    """What the record states for each way to file, once each."""
    found: dict[Channel, list[Stated]] = {}
    for channel in Channel:
        stated = [
            of_method(method)
            for method in detail.execution_methods
            if CHANNELS.get(method.submission_method) is channel
        ]
        if stated:
            found[channel] = list(dict.fromkeys(stated))
    return found


def together(stated: Iterable[Stated]) -> Stated:
    """Several limits of one way: one length only where they agree, every word kept."""
    all_of = list(stated)
    lengths = {each.allowance for each in all_of}
    says = list(dict.fromkeys(each.says for each in all_of if each.says))
    length = lengths.pop() if len(lengths) == 1 else None
    return Stated(length, "\n\n".join(says))


def lengths_in(text: str) -> set[Allowance]:
    """Every length of time that words name."""
    found: set[Allowance] = set()
    for amount, unit in _LENGTHS.findall(text):
        length = _allowance(amount.replace(",", "."), _BY_WORD[unit.lower()])
        if length is not None:
            found.add(length)
    return found


def words(allowance: Allowance) -> str:
    amount = f"{allowance.amount:f}".replace(".", ",")
    return f"{amount} {WORDS[allowance.unit]}"


def _numbered(amount: int | float | str | None, unit: str | None) -> Allowance | None:
    if unit not in UNITS or amount is None:
        return None
    return _allowance(str(amount), UNITS[unit])


def _plain(text: str) -> Allowance | None:
    found = _PLAINLY.fullmatch(text)
    return _allowance(found[1], _BY_WORD[found[2].lower()]) if found else None


def _allowance(amount: str, unit: Unit) -> Allowance | None:
    try:
        return Allowance.of(amount, unit)
    except AllowanceInvalid:
        return None
