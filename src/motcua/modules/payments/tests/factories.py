"""People, charges and a gateway to test with; charges are opened through the module's own steps."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from uuid import UUID

from django.db import transaction

from motcua.foundation.identifiers import new_id
from motcua.kernel.actors import SYSTEM, Actor, Post, Role
from motcua.kernel.errors import Weather
from motcua.kernel.money import Dong
from motcua.kernel.numbers import Finding
from motcua.kernel.words import Text
from motcua.modules.organisation import operations as organisation
from motcua.modules.organisation.rules import AgencyFacts, AgencyKind, FeeAccount
from motcua.modules.payments import operations, queries, steps
from motcua.modules.payments.ports import (
    Acknowledgement,
    Answer,
    ChargeRequest,
    NoticeForged,
    PaymentNotice,
    PaymentPage,
    Result,
)
from motcua.modules.payments.rules.attempts import Outcome
from motcua.modules.payments.rules.charges import Kind
from motcua.modules.payments.rules.collectors import CollectorDetails
from motcua.modules.payments.rules.digest import digest

WARD = "H26.101"
DETAILS = CollectorDetails(tax_code="0100109106")
NOON = datetime(2026, 11, 17, 5, 0, tzinfo=UTC)

AN = Actor("person:an")
BINH = Actor("person:binh")
CHI = Actor("officer:chi", frozenset({Post(WARD, Role.RECEIVER), Post(WARD, Role.CASHIER)}))
STRANGER = Actor("officer:phuc", frozenset({Post("H26.102", Role.CASHIER)}))
ADMIN = Actor("officer:giang", frozenset({Post("H26", Role.ADMIN)}))


@dataclass(frozen=True, slots=True)
class Line:
    """A fee as the catalogue would work it out."""

    code: str
    kind: Kind
    name: Text
    amount: Dong
    basis: str
    quantity: int | None = None


COPIES = Line("extract", Kind.STATE_CHARGE, Text("Lệ phí bản sao"), Dong(24_000), "TT 281/2016", 3)
POSTAGE = Line("file", Kind.USER_FEE, Text("Phí khai thác", "Look-up fee"), Dong(8_000), "NQ 1")


def a_charge(
    *lines: Line,
    payer: str = "an",
    label: str = "",
    agency: str = WARD,
    subject: tuple[str, str] | None = None,
    at: datetime = NOON,
) -> UUID:
    with transaction.atomic():
        return steps.open_charge(
            subject=subject or ("thing", str(new_id())),
            payer=payer,
            agency=agency,
            lines=lines or (COPIES,),
            by=AN,
            at=at,
            label=label,
        )


def cancelled(charge_id: UUID, *, at: datetime = NOON) -> None:
    with transaction.atomic():
        steps.cancel_charge(charge_id=charge_id, by=CHI, at=at)


def a_collector(agency: str = WARD) -> None:
    """An agency with an account, named as one that collects."""
    facts = AgencyFacts(
        code=agency,
        name=Text("UBND phường Hoàn Kiếm (mẫu)"),
        kind=AgencyKind.COMMUNE_COMMITTEE,
        place_code="00070",
        fee_account=FeeAccount("970436", "0123456789", "UBND PHUONG HOAN KIEM"),
    )
    organisation.establish_agency(agency=facts, by=SYSTEM, at=NOON)
    operations.set_collector(agency=agency, details=DETAILS, by=ADMIN, at=NOON)


def an_attempt(charge_id: UUID, *, at: datetime = NOON, by: Actor = AN) -> UUID:
    return operations.begin_payment(
        charge_id=charge_id,
        gateway="fake",
        return_path="/ho-so/1",
        language="vi",
        by=by,
        at=at,
    )


def a_notice(
    attempt_id: UUID,
    result: Result = Result.SUCCEEDED,
    *,
    amount: int | None = None,
    transaction: str = "T1",
) -> PaymentNotice:
    card = queries.public_attempt(attempt_id)
    return PaymentNotice(
        gateway=card.gateway,
        reference=card.reference,
        transaction=transaction,
        amount=int(card.amount) if amount is None else amount,
        result=result,
        reason="00" if result is Result.SUCCEEDED else "51",
        digest=digest(transaction.encode()),
    )


def said(notice: PaymentNotice, *, at: datetime = NOON) -> Outcome:
    return operations.note(notice=notice, by=SYSTEM, at=at)


@dataclass
class FakeGateway:
    """A gateway that knows what it was asked, and says what it is told to say."""

    name: str = "fake"
    answers: dict[str, PaymentNotice] = field(default_factory=dict)
    asked: list[ChargeRequest] = field(default_factory=list)
    is_down: bool = False

    def request(self, charge: ChargeRequest) -> PaymentPage:
        if self.is_down:
            raise Weather("down")
        self.asked.append(charge)
        return PaymentPage(f"https://bank.example/{charge.reference}")

    def read_notice(self, headers: Mapping[str, str], body: bytes) -> PaymentNotice:
        del headers
        reference, signature = body.decode().split(":")
        if signature != "signed":
            raise NoticeForged
        return replace(self.look_up(reference), digest=digest(body))

    def look_up(self, reference: str) -> PaymentNotice:
        if self.is_down:
            raise Weather("down")
        unknown = PaymentNotice(self.name, reference, "", 0, Result.UNKNOWN, "", "")
        return self.answers.get(reference, unknown)

    def acknowledge(self, answer: Answer) -> Acknowledgement:
        return Acknowledgement("text/plain", answer.value.encode())

    def check(self) -> list[Finding]:
        return []
