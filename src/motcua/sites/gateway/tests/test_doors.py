"""The money door with the fake bank behind it: every way a payment can go, over HTTP."""

from collections.abc import Iterator
from urllib.parse import urlsplit
from uuid import UUID

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client, RequestFactory

from motcua.adapters.bank.gateway import DemoBank
from motcua.adapters.bank.models import Order
from motcua.design.page import now
from motcua.foundation import jobs, plugs
from motcua.kernel.actors import SYSTEM, Actor
from motcua.modules.payments import errands, operations, queries
from motcua.modules.payments.models import Notice
from motcua.modules.payments.ports import Gateways
from motcua.modules.payments.rules.charges import State
from motcua.modules.payments.tests.factories import (
    AN,
    BINH,
    CHI,
    STRANGER,
    WARD,
    a_charge,
    a_collector,
    cancelled,
)
from motcua.modules.people.tests.factories import acting
from motcua.sites.gateway import views

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def bank(live_server: object) -> Iterator[DemoBank]:
    url = str(live_server)
    bank = DemoBank(url, "a secret for tests")
    with plugs.instead(DemoBank, bank), plugs.instead(Gateways, Gateways((bank,), url)):
        yield bank


@pytest.fixture
def charge() -> UUID:
    with connection.cursor() as cursor:
        # Other tests leave jobs that nobody ran; here only our own shall run.
        cursor.execute("DELETE FROM procrastinate_jobs")
    a_collector()
    return a_charge(label="H26.101-261117-0001")


def order_page(client: Client, charge: UUID, language: str = "vi") -> str:
    """The address of the bank's page, reached as the portal would send the payer there."""
    url = errands.go_and_pay(
        charge_id=charge, return_path="/ho-so/1", language=language, by=AN, at=now()
    )
    parts = urlsplit(url)
    return client.get(f"{parts.path}?{parts.query}").headers["Location"]


def choose(client: Client, order: str, choice: str) -> str:
    """Press a button of the bank; where it sends the payer back to."""
    answer = client.post(order, {"choice": choice})
    assert answer.status_code == 302
    return urlsplit(answer.headers["Location"]).path


def state(charge: UUID) -> State:
    return queries.charge_card(charge, by=SYSTEM).state


@pytest.mark.usefixtures("bank")
def test_the_bank_shows_who_is_paid_how_much_for_what(client: Client, charge: UUID) -> None:
    body = client.get(order_page(client, charge)).content.decode()

    assert "UBND phường Hoàn Kiếm (mẫu)" in body
    assert "24.000\u00a0đ" in body
    assert "LP H26.101-261117-0001" in body


@pytest.mark.usefixtures("bank")
def test_the_banks_notice_settles_and_the_payer_sees_it(client: Client, charge: UUID) -> None:
    back = choose(client, order_page(client, charge), "pay")
    assert state(charge) is State.OPEN

    jobs.run_due()

    assert state(charge) is State.PAID
    body = client.get(back).content.decode()
    assert "Đã thanh toán" in body
    assert 'href="/ho-so/1"' in body


@pytest.mark.usefixtures("bank")
def test_two_notices_settle_once(client: Client, charge: UUID) -> None:
    choose(client, order_page(client, charge), "twice")

    jobs.run_due()

    assert len(queries.receipts_of(charge, by=AN)) == 1
    assert queries.refunds_owed(WARD, by=CHI) == []


@pytest.mark.usefixtures("bank")
def test_a_failed_payment_can_be_tried_again(client: Client, charge: UUID) -> None:
    back = choose(client, order_page(client, charge), "fail")
    jobs.run_due()

    assert "Chưa thanh toán được" in client.get(back).content.decode()
    choose(client, order_page(client, charge), "pay")
    jobs.run_due()
    assert state(charge) is State.PAID


@pytest.mark.usefixtures("bank")
def test_a_lost_notice_is_made_good_when_the_payer_returns(client: Client, charge: UUID) -> None:
    back = choose(client, order_page(client, charge), "lose")
    jobs.run_due()
    assert state(charge) is State.OPEN

    assert "Đã thanh toán" in client.get(back).content.decode()
    assert state(charge) is State.PAID


@pytest.mark.usefixtures("bank")
def test_a_slow_bank_is_waited_for(client: Client, charge: UUID) -> None:
    back = choose(client, order_page(client, charge), "delay")
    jobs.run_due()

    body = client.get(back).content.decode()

    assert "Đang chờ ngân hàng xác nhận" in body
    assert f'href="{back}"' in body
    assert state(charge) is State.OPEN


def test_a_late_notice_settles_too(client: Client, charge: UUID, bank: DemoBank) -> None:
    choose(client, order_page(client, charge), "delay")
    order = Order.objects.get()
    assert order.speaks_at is not None

    message = bank.telling(order.reference, at=order.speaks_at)
    answer = client.get(f"/pay/notice/demo-bank?{message}")

    assert answer.json() == {"RspCode": "00", "Message": "Confirm success"}
    assert state(charge) is State.PAID


@pytest.mark.usefixtures("bank")
def test_money_for_a_cancelled_charge_is_told_to_the_payer(client: Client, charge: UUID) -> None:
    order = order_page(client, charge)
    cancelled(charge)

    back = choose(client, order, "pay")
    jobs.run_due()

    assert "sẽ trả lại cho bạn" in client.get(back).content.decode()
    assert len(queries.refunds_owed(WARD, by=CHI)) == 1


def test_what_the_return_address_says_changes_nothing(
    client: Client, charge: UUID, bank: DemoBank
) -> None:
    order_page(client, charge)
    attempt = Order.objects.get().return_url.rpartition("/")[2]

    body = client.get(f"/pay/return/{attempt}?demo_ResponseCode=00").content.decode()

    assert "Đang chờ ngân hàng xác nhận" in body
    assert state(charge) is State.OPEN
    assert bank.name == "demo-bank"


def test_answers_to_the_gateway(client: Client, charge: UUID, bank: DemoBank) -> None:
    choose(client, order_page(client, charge), "lose")
    order = Order.objects.get()
    message = bank.telling(order.reference, at=now())

    def answered(query: str) -> str:
        return str(client.get(f"/pay/notice/demo-bank?{query}").json()["RspCode"])

    assert answered(message.replace("Amount=2400000", "Amount=100")) == "97"
    assert answered(message) == "00"
    assert answered(message) == "02"
    Order.objects.filter(id=order.id).update(amount=1)
    assert answered(bank.telling(order.reference, at=now())) == "04"
    assert answered(bank.telling(order.reference, at=now())) == "04"
    Order.objects.filter(id=order.id).update(reference="P0")
    assert answered(bank.telling("P0", at=now())) == "01"
    assert Notice.objects.filter(is_verified=False).count() == 1


@pytest.mark.usefixtures("bank")
@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/pay/notice/demo-bank?demo_TxnRef=%ff", 422),
        ("/pay/notice/demo-bank?demo_A=1&demo_A=2", 422),
        ("/pay/notice/demo-bank?" + "x" * 70_000, 413),
        ("/pay/notice/nobody?x=1", 404),
        ("/pay/return/019aaaaa-0000-7000-8000-000000000000", 404),
        ("/demo-bank/pay", 400),
        ("/demo-bank/pay?demo_TxnRef=x&demo_SecureHash=00", 400),
        ("/demo-bank/orders/019aaaaa-0000-7000-8000-000000000000", 404),
    ],
)
def test_nonsense_gets_a_plain_answer(client: Client, path: str, status: int) -> None:
    assert client.get(path).status_code == status


@pytest.mark.usefixtures("bank")
def test_a_notice_may_be_posted(client: Client, charge: UUID) -> None:
    order_page(client, charge)

    answer = client.post("/pay/notice/demo-bank", b"forged=1", content_type="text/plain")

    assert answer.json()["RspCode"] == "97"


@pytest.mark.usefixtures("bank")
def test_the_bank_pays_an_order_once_and_knows_no_other_choices(
    client: Client, charge: UUID
) -> None:
    order = order_page(client, charge)

    assert client.post(order, {"choice": "steal"}).status_code == 422
    choose(client, order, "pay")
    again = client.post(order, {"choice": "pay"})

    assert again.status_code == 409
    assert "Đã trả tiền." in again.content.decode()


@pytest.mark.usefixtures("bank")
def test_the_bank_takes_no_money_after_its_time(client: Client, charge: UUID) -> None:
    order = order_page(client, charge)
    Order.objects.update(expires_at=now())

    late = client.post(order, {"choice": "pay"})

    assert late.status_code == 409
    assert "Đã hết giờ thanh toán" in late.content.decode()


def test_without_the_fake_bank_its_pages_do_not_exist(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(plugs._plugged, DemoBank, raising=False)

    assert client.get("/demo-bank/pay").status_code == 404
    assert client.post("/demo-bank/orders/019aaaaa-0000-7000-8000-000000000000").status_code == 404


@pytest.mark.usefixtures("bank")
def test_the_bank_has_its_own_looks_and_no_script(client: Client, charge: UUID) -> None:
    body = client.get(order_page(client, charge, "en")).content.decode()

    assert "not a real bank" in body or "không phải ngân hàng thật" in body
    assert "<script" not in body
    assert "style=" not in body
    assert client.get("/demo-bank/bank.css").headers["Content-Type"] == "text/css"
    assert not client.cookies


@pytest.mark.usefixtures("bank")
def test_a_receipt_is_for_its_payer_and_its_collector(
    client: Client, rf: RequestFactory, charge: UUID
) -> None:
    choose(client, order_page(client, charge), "pay")
    jobs.run_due()
    (card,) = queries.receipts_of(charge, by=AN)

    def shown_to(actor: Actor) -> HttpResponse:
        request = rf.get(f"/pay/receipts/{card.id}")
        request.actor = actor  # type: ignore[attr-defined] # the middleware does so
        return views.receipt(request, receipt_id=card.id)

    for reader in (AN, CHI):
        body = shown_to(reader).content.decode()
        assert "Hai mươi tư nghìn đồng" in body
        assert "AA-" in body
        assert "00000001" in body
    for other in (BINH, STRANGER):
        assert shown_to(other).status_code == 404
    assert client.get(f"/pay/receipts/{card.id}").status_code == 302


def test_a_receipt_names_its_payer_to_themselves_and_to_who_handles_cases(
    rf: RequestFactory,
) -> None:
    an = acting()
    charge = a_charge(payer=an.id)
    operations.take_cash(charge_id=charge, by=CHI, at=now())
    (card,) = queries.receipts_of(charge, by=an)

    for reader in (an, CHI):
        request = rf.get(f"/pay/receipts/{card.id}")
        request.actor = reader  # type: ignore[attr-defined] # the middleware does so
        answer = views.receipt(request, receipt_id=card.id)
        assert "Nguyễn Thị An" in answer.content.decode()
