"""The cable to the fake bank: signs what we ask, believes only what it signed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from motcua.kernel import present
from motcua.kernel.errors import Invalid, NotFound
from motcua.kernel.numbers import Finding, Severity
from motcua.modules.payments.ports import (
    Acknowledgement,
    Answer,
    ChargeRequest,
    NoticeForged,
    PaymentNotice,
    PaymentPage,
    Result,
)
from motcua.modules.payments.rules.digest import digest

from . import book, protocol, signing


class NotInProduction(Exception):
    """The fake bank says that money came; a real city must not believe it."""


@dataclass(frozen=True, slots=True)
class DemoBank:
    """The PaymentGateway of the demonstration. `secret` is shared with the bank's own pages."""

    base_url: str
    secret: str

    @property
    def name(self) -> str:
        return protocol.NAME

    def request(self, charge: ChargeRequest) -> PaymentPage:
        fields = protocol.asking(charge)
        message = signing.signed(fields, secret=self.secret, prefix=protocol.PREFIX)
        return PaymentPage(f"{self.base_url}/demo-bank/pay?{message}")

    def read_notice(self, headers: Mapping[str, str], body: bytes) -> PaymentNotice:
        del headers  # everything is in the message
        try:
            fields = self.read(body.decode("ascii"))
        except (UnicodeDecodeError, signing.Unreadable) as wrong:
            raise Invalid("not a message of the bank") from wrong
        except signing.NotSigned as wrong:
            raise NoticeForged from wrong
        return protocol.told(fields, digest=digest(body))

    def look_up(self, reference: str) -> PaymentNotice:
        """Asks the book next door: here the bank lives in the same program, so no cable is cut."""
        try:
            fields = book.answer_about(reference, at=present.now())
        except NotFound:
            return PaymentNotice(self.name, reference, "", 0, Result.UNKNOWN, "", "")
        return protocol.told(fields, digest=digest(signing.query(fields).encode()))

    def acknowledge(self, answer: Answer) -> Acknowledgement:
        code, words = protocol.ANSWERS[answer]
        body = json.dumps({"RspCode": code, "Message": words}).encode()
        return Acknowledgement("application/json", body)

    def check(self) -> list[Finding]:
        return [Finding("demo-gateway", Severity.WARN)]

    def read(self, message: str) -> dict[str, str]:
        """The fields of a message signed with the shared secret.

        :raises NotSigned: the signature does not hold
        :raises Unreadable: not a message
        """
        return signing.read(message, secret=self.secret, prefix=protocol.PREFIX)

    def telling(self, reference: str, *, at: datetime) -> str:
        """The bank's side: what it says about a reference, signed.

        :raises NotFound: it never met the reference
        """
        fields = book.answer_about(reference, at=at)
        return signing.signed(fields, secret=self.secret, prefix=protocol.PREFIX)


def stand(*, base_url: str, secret: str, profile: str) -> DemoBank:
    """The fake bank, ready to be plugged in.

    :raises NotInProduction: the profile is `production`
    """
    if profile == "production":
        raise NotInProduction
    return DemoBank(base_url, secret)
