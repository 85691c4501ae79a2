"""Double entry: every movement of money is one entry whose debits equal its credits.

Accounts: `receivable:<agency>` what payers owe; `revenue:<kind>:<agency>` what was charged, phí and
lệ phí apart; `clearing:<gateway>`, `bank:<agency>`, `cash:<agency>` where money came in;
`refunds:<agency>` what is owed back, `unmatched:<agency>` what nobody could place yet.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from .charges import Kind


class Side(StrEnum):
    DEBIT = "debit"
    CREDIT = "credit"


@dataclass(frozen=True, slots=True)
class Posting:
    """One line of an entry. `amount` in dong, always positive."""

    account: str
    side: Side
    amount: int

    def __post_init__(self) -> None:
        if self.amount <= 0:
            raise ValueError(f"a posting moves money: {self.amount}")


def receivable(agency: str) -> str:
    return f"receivable:{agency}"


def revenue(kind: Kind, agency: str) -> str:
    return f"revenue:{kind}:{agency}"


def clearing(gateway: str) -> str:
    return f"clearing:{gateway}"


def bank(agency: str) -> str:
    return f"bank:{agency}"


def cash(agency: str) -> str:
    return f"cash:{agency}"


def refunds(agency: str) -> str:
    return f"refunds:{agency}"


def unmatched(agency: str) -> str:
    return f"unmatched:{agency}"


def _entry(debits: Mapping[str, int], credits_: Mapping[str, int]) -> tuple[Posting, ...]:
    entry = (
        *(Posting(account, Side.DEBIT, amount) for account, amount in debits.items()),
        *(Posting(account, Side.CREDIT, amount) for account, amount in credits_.items()),
    )
    if not balances(entry):
        raise ValueError("an entry that does not balance")
    return entry


def balances(entry: Iterable[Posting]) -> bool:
    """Whether debits equal credits and there is something to post."""
    sums: Counter[Side] = Counter()
    for posting in entry:
        sums[posting.side] += posting.amount
    return sums[Side.DEBIT] == sums[Side.CREDIT] > 0


def _revenues(agency: str, by_kind: Mapping[Kind, int]) -> dict[str, int]:
    return {revenue(kind, agency): amount for kind, amount in by_kind.items() if amount}


def charged(agency: str, by_kind: Mapping[Kind, int]) -> tuple[Posting, ...]:
    """A charge is opened: the payer owes, the budget earns."""
    return _entry({receivable(agency): sum(by_kind.values())}, _revenues(agency, by_kind))


def cancelled(agency: str, by_kind: Mapping[Kind, int]) -> tuple[Posting, ...]:
    """An open charge is cancelled: the opposite of `charged`."""
    return _entry(_revenues(agency, by_kind), {receivable(agency): sum(by_kind.values())})


def received(agency: str, amount: int, *, into: str) -> tuple[Posting, ...]:
    """What was owed came in, into `clearing`, `bank` or `cash`, or was placed at last."""
    return _entry({into: amount}, {receivable(agency): amount})


def held(agency: str, amount: int, *, into: str) -> tuple[Posting, ...]:
    """Money came in that nobody owes: it is owed back."""
    return _entry({into: amount}, {refunds(agency): amount})


def laid_aside(agency: str, amount: int) -> tuple[Posting, ...]:
    """A line of the bank statement that names no charge of ours."""
    return _entry({bank(agency): amount}, {unmatched(agency): amount})


def refund_asked(agency: str, by_kind: Mapping[Kind, int]) -> tuple[Posting, ...]:
    """A paid charge is to be given back: the budget no longer earns it."""
    return _entry(_revenues(agency, by_kind), {refunds(agency): sum(by_kind.values())})


def refund_dropped(agency: str, by_kind: Mapping[Kind, int]) -> tuple[Posting, ...]:
    """The asked refund is not given: the opposite of `refund_asked`."""
    return _entry({refunds(agency): sum(by_kind.values())}, _revenues(agency, by_kind))


def paid_back(agency: str, amount: int, *, out_of: str) -> tuple[Posting, ...]:
    """Money left to the payer."""
    return _entry({refunds(agency): amount}, {out_of: amount})
