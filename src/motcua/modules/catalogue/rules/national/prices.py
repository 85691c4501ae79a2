"""Fees of a record: each as stated, for which ways, and what its own words make doubtful."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from motcua.kernel.money import LARGEST

from ..fees import StatedKind, plainly_nothing
from ..procedure import Channel
from .record import Detail, Fee
from .times import CHANNELS
from .wording import block, line

KINDS = {
    "FEE": StatedKind.USER_FEE,
    "SERVICE_FEE": StatedKind.STATE_CHARGE,
    "PRICE_LEVEL": StatedKind.PRICE,
}
NAMES = {
    StatedKind.USER_FEE: "Phí",
    StatedKind.STATE_CHARGE: "Lệ phí",
    StatedKind.PRICE: "Giá",
}
CURRENCIES = {"Việt Nam Đồng": "VND", "USD": "USD"}
#: Words in which the two kinds are named together, or neither is meant.
_BOTH = re.compile(
    r"(?:luật )?phí(?:,| và| hoặc|/) lệ phí|miễn (?:lệ )?phí|chi phí|kinh phí|học phí",
    re.IGNORECASE,
)
_CHARGE = re.compile(r"lệ phí", re.IGNORECASE)
_FEE = re.compile(r"\bphí\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Stated:
    """One fee; `channels` are the ways it is stated for."""

    kind: StatedKind
    amount: int | None
    currency: str
    says: str
    channels: frozenset[Channel]

    @property
    def is_nothing(self) -> bool:
        return plainly_nothing(self.amount, self.says)

    @property
    def is_in_words(self) -> bool:
        """Its amount is not a figure: none, or a nought that the words take back."""
        return self.amount is None or (self.amount == 0 and not self.is_nothing)


def stated_in(detail: Detail) -> list[Stated]:
    """Every fee once, with all the ways it is stated for, in the record's order."""
    found: dict[tuple[StatedKind, int | None, str, str], set[Channel]] = {}
    for method in detail.execution_methods:
        channel = CHANNELS.get(method.submission_method)
        if channel is not None:
            for fee in method.fees or ():
                found.setdefault(_key(fee), set()).add(channel)
    return [Stated(*key, frozenset(channels)) for key, channels in found.items()]


def kind_in_words(text: str) -> StatedKind | None:
    """Phí or lệ phí, as the words have it; None where they name neither, or both."""
    said = _BOTH.sub(" ", text)
    is_charge = _CHARGE.search(said) is not None
    is_fee = _FEE.search(_CHARGE.sub(" ", said)) is not None
    if is_charge == is_fee:
        return None
    return StatedKind.STATE_CHARGE if is_charge else StatedKind.USER_FEE


def summed_up(fees: list[Stated]) -> str:
    """One line for people: the first few, in the source's own figures and words."""
    if not fees:
        return "Nguồn không ghi phí, lệ phí"
    if all(fee.is_nothing for fee in fees):
        return "Không thu phí, lệ phí"
    shown = list(dict.fromkeys(_told(fee) for fee in fees if not fee.is_nothing))
    more = "; …" if len(shown) > 3 else ""
    return "; ".join(shown[:3]) + more


def _told(fee: Stated) -> str:
    words = line(fee.says)
    if len(words) > 120:
        words = words[:119].rstrip() + "…"
    if fee.amount is None or fee.is_in_words:
        return words or f"{NAMES[fee.kind]}: nguồn không ghi mức"
    unit = {"VND": "đ", "USD": "USD"}.get(fee.currency, "(nguồn không ghi đơn vị tiền)")
    figure = f"{NAMES[fee.kind]} {fee.amount:,}".replace(",", ".") + f" {unit}"
    return f"{figure} ({words})" if words else figure


def _key(fee: Fee) -> tuple[StatedKind, int | None, str, str]:
    kind = KINDS.get(fee.type, StatedKind.PRICE)
    says = block(fee.description)
    amount = fee.value
    if isinstance(amount, float) and amount.is_integer():
        amount = int(amount)
    if not isinstance(amount, int) or not 0 <= amount <= LARGEST:
        figure = "" if amount is None else line(str(amount))
        says = f"{figure}: {says}" if figure and says else figure or says
        amount = None
    return kind, amount, CURRENCIES.get(fee.currency_name or "", ""), says


def doubted_kinds(fees: list[Stated]) -> Iterator[tuple[Stated, StatedKind]]:
    """Fees whose own words call them another kind."""
    for fee in fees:
        said = kind_in_words(fee.says)
        if said is not None and said is not fee.kind and fee.kind is not StatedKind.PRICE:
            yield fee, said
