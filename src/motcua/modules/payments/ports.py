"""What payments needs from outside: gateways that ask for money and understand the answer."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from motcua.kernel.errors import NotFound, Refusal
from motcua.kernel.numbers import Finding


class NoticeForged(Refusal):
    """The message is not signed by the gateway it claims to come from."""

    code = "notice-forged"
    status = 403


class Result(StrEnum):
    """What a gateway says about a payment; UNKNOWN: it never met the reference."""

    SUCCEEDED = "succeeded"
    FAILED = "failed"
    PENDING = "pending"
    UNKNOWN = "unknown"


class Answer(StrEnum):
    """What the notice door has to tell a gateway. HEARD also where the news was that it failed."""

    HEARD = "heard"
    REPEATED = "repeated"
    UNKNOWN_REFERENCE = "unknown_reference"
    WRONG_AMOUNT = "wrong_amount"
    FORGED = "forged"


@dataclass(frozen=True, slots=True)
class ChargeRequest:
    """All that a gateway is told. `purpose` is plain ASCII; `language` is `vi` or `en`."""

    reference: str
    amount: int
    purpose: str
    payee: str
    return_url: str
    notice_url: str
    language: str
    created_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class PaymentPage:
    """Where the payer goes to pay."""

    url: str


@dataclass(frozen=True, slots=True)
class PaymentNotice:
    """A verified word of a gateway about one attempt. `transaction` is the gateway's own number."""

    gateway: str
    reference: str
    transaction: str
    amount: int
    result: Result
    reason: str
    digest: str


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """What the door tells the gateway back, in the gateway's own words."""

    media_type: str
    body: bytes


class PaymentGateway(Protocol):
    """One gateway. Speaks values, never HTTP requests; never called inside a transaction.

    `read_notice` raises NoticeForged when the signature does not hold and Invalid when the message
    cannot be read; `body` is the query string where the gateway calls with GET. `look_up` answers
    UNKNOWN for a reference the gateway never met; a partner that is down is Weather.
    """

    @property
    def name(self) -> str: ...

    def request(self, charge: ChargeRequest) -> PaymentPage: ...

    def read_notice(self, headers: Mapping[str, str], body: bytes) -> PaymentNotice: ...

    def look_up(self, reference: str) -> PaymentNotice: ...

    def acknowledge(self, answer: Answer) -> Acknowledgement: ...

    def check(self) -> list[Finding]: ...


@dataclass(frozen=True, slots=True)
class Gateways:
    """The gateways plugged in; new attempts go to the first, open ones stay with their own."""

    plugged: Sequence[PaymentGateway]
    base_url: str

    def __iter__(self) -> Iterator[PaymentGateway]:
        return iter(self.plugged)

    @property
    def first(self) -> PaymentGateway:
        """:raises NotFound: no gateway is plugged in"""
        for gateway in self.plugged:
            return gateway
        raise NotFound("no payment gateway")

    def named(self, name: str) -> PaymentGateway:
        """:raises NotFound: no gateway of that name"""
        for gateway in self.plugged:
            if gateway.name == name:
                return gateway
        raise NotFound("no such payment gateway")
