"""What is owed and how it is paid; what the bank says afterwards is the gateway's door."""

from collections.abc import Mapping

import pytest

from motcua.design.page import now
from motcua.foundation import plugs
from motcua.kernel.actors import SYSTEM
from motcua.kernel.errors import Weather
from motcua.kernel.numbers import Finding
from motcua.modules.dossiers.tests import stories
from motcua.modules.dossiers.tests.world import World
from motcua.modules.payments import operations as payments
from motcua.modules.payments.ports import (
    Acknowledgement,
    Answer,
    ChargeRequest,
    Gateways,
    NoticeForged,
    PaymentNotice,
    PaymentPage,
    Result,
)

from .phones import Phone, links, said


class Bank:
    """A gateway with a page to pay on, or one that is down; it never hears of a payment."""

    name = "bank"

    def __init__(self, *, is_down: bool = False) -> None:
        self.is_down = is_down
        self.asked: list[ChargeRequest] = []

    def request(self, charge: ChargeRequest) -> PaymentPage:
        if self.is_down:
            raise Weather("nobody answers")
        self.asked.append(charge)
        return PaymentPage(f"https://bank.example/{charge.reference}")

    def read_notice(self, headers: Mapping[str, str], body: bytes) -> PaymentNotice:  # noqa: ARG002
        raise NoticeForged("this bank sends none")

    def look_up(self, reference: str) -> PaymentNotice:
        return PaymentNotice(self.name, reference, "", 0, Result.UNKNOWN, "", "")

    def acknowledge(self, answer: Answer) -> Acknowledgement:
        return Acknowledgement("text/plain", answer.encode())

    def check(self) -> list[Finding]:
        return []


def test_the_page_says_what_for_to_whom_and_how(an: Phone, world: World) -> None:
    answer = an.get(f"/mine/{stories.a_filed_dossier(world)}/pay")

    for words in ("24.000", "phường Hoàn Kiếm", "Phí cấp bản sao", "VietQR", "LP N"):
        assert words in said(answer), words
    assert b'src="data:image/svg+xml' in answer.content


def test_paying_leads_to_the_bank_with_the_amount_and_the_way_back(an: Phone, world: World) -> None:
    dossier = stories.a_filed_dossier(world)
    bank = Bank()
    with plugs.instead(Gateways, Gateways((bank,), "http://city.example")):
        answer = an.post(f"/mine/{dossier}/pay")

    assert answer.headers["Location"].startswith("https://bank.example/")
    assert [asked.amount for asked in bank.asked] == [24_000]


def test_a_failed_payment_can_be_tried_again(an: Phone, world: World) -> None:
    dossier = stories.a_filed_dossier(world)
    bank = Bank()
    with plugs.instead(Gateways, Gateways((bank,), "http://city.example")):
        an.post(f"/mine/{dossier}/pay")
        _fails(bank.asked[0])
        page = an.get(f"/mine/{dossier}/pay")
        again = an.post(f"/mine/{dossier}/pay")

    assert "Lần trả trước chưa thành công" in said(page)
    assert "Thử lại" in said(page)
    assert again.headers["Location"].startswith("https://bank.example/")
    assert len(bank.asked) == 2


def test_the_bank_leads_back_to_where_one_can_try_again(an: Phone, world: World) -> None:
    dossier = stories.a_filed_dossier(world)
    bank = Bank()
    with plugs.instead(Gateways, Gateways((bank,), "http://city.example")):
        an.post(f"/mine/{dossier}/pay")
        _fails(bank.asked[0])
        back = an.get(bank.asked[0].return_url.removeprefix("http://city.example"))

    assert "Thử lại" in said(back)
    assert f"/mine/{dossier}/pay" in links(back)


def _fails(asked: ChargeRequest) -> None:
    """The bank says that nothing was paid."""
    notice = PaymentNotice("bank", asked.reference, "T1", asked.amount, Result.FAILED, "51", "d")
    payments.note(notice=notice, by=SYSTEM, at=now())


def test_a_double_click_begins_one_payment(an: Phone, world: World) -> None:
    dossier = stories.a_filed_dossier(world)
    bank = Bank()
    with plugs.instead(Gateways, Gateways((bank,), "http://city.example")):
        first, second = an.post(f"/mine/{dossier}/pay"), an.post(f"/mine/{dossier}/pay")

    assert first.headers["Location"] == second.headers["Location"]
    assert len(bank.asked) == 1


def test_a_bank_that_is_down_is_said_kindly(an: Phone, world: World) -> None:
    dossier = stories.a_filed_dossier(world)
    with plugs.instead(Gateways, Gateways((Bank(is_down=True),), "http://city.example")):
        answer = an.post(f"/mine/{dossier}/pay")

    assert answer.status_code == 503
    assert "Cổng thanh toán chưa trả lời" in said(answer)
    assert "VietQR" in said(answer)


@pytest.mark.parametrize("door", ["get", "post"])
def test_what_is_paid_is_not_paid_again(an: Phone, world: World, door: str) -> None:
    dossier = stories.a_filed_dossier(world)
    stories.pay(dossier, world)

    answer = getattr(an, door)(f"/mine/{dossier}/pay")

    assert answer.headers["Location"] == f"/mine/{dossier}"


def test_others_cannot_pay_what_they_may_not_see(binh: Phone, world: World) -> None:
    assert binh.post(f"/mine/{stories.a_filed_dossier(world)}/pay").status_code == 404
