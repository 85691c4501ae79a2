"""The contract of PaymentGateway, kept by the fake bank; and where it may not stand."""

from datetime import UTC, datetime, timedelta

import pytest

from motcua.adapters.bank import book, protocol, signing
from motcua.adapters.bank.gateway import DemoBank, NotInProduction, stand
from motcua.adapters.bank.messenger import tell
from motcua.adapters.bank.scenarios import SCENARIOS, Choice
from motcua.foundation import plugs
from motcua.kernel.errors import Invalid, NotFound, Weather
from motcua.modules.payments.ports import (
    Answer,
    ChargeRequest,
    NoticeForged,
    PaymentGateway,
    Result,
)

BANK = DemoBank("http://127.0.0.1:9", "a secret for tests")
NOON = datetime(2026, 11, 17, 5, 0, tzinfo=UTC)
REQUEST = ChargeRequest(
    reference="P1",
    amount=24_000,
    purpose="LP H26.101-261117-0001",
    payee="UBND phường Hoàn Kiếm",
    return_url="http://127.0.0.1:9/pay/return/1",
    notice_url="http://127.0.0.1:9/pay/notice/demo-bank",
    language="en",
    created_at=NOON,
    expires_at=NOON + timedelta(minutes=15),
)

with_book = pytest.mark.django_db


def ordered() -> str:
    message = BANK.request(REQUEST).url.partition("?")[2]
    return str(book.take_order(protocol.asked(BANK.read(message))))


def decided(choice: Choice) -> None:
    order = book.take_order(protocol.asked(protocol.asking(REQUEST)))
    book.carry_out(order_id=order, choice=choice, at=NOON)


def test_it_is_a_gateway() -> None:
    gateway: PaymentGateway = BANK
    assert gateway.name == "demo-bank"
    assert [finding.code for finding in gateway.check()] == ["demo-gateway"]


def test_the_request_says_everything_and_is_signed() -> None:
    url = BANK.request(REQUEST).url

    asked = protocol.asked(BANK.read(url.partition("?")[2]))

    assert url.startswith("http://127.0.0.1:9/demo-bank/pay?")
    assert asked == protocol.Asked(
        reference="P1",
        amount=24_000,
        purpose=REQUEST.purpose,
        payee=REQUEST.payee,
        return_url=REQUEST.return_url,
        notice_url=REQUEST.notice_url,
        language="en",
        expires_at=REQUEST.expires_at,
    )


@with_book
def test_the_first_request_of_a_reference_counts() -> None:
    assert ordered() == ordered()


@with_book
@pytest.mark.parametrize("choice", Choice)
def test_a_notice_and_a_look_up_say_the_same(choice: Choice) -> None:
    decided(choice)

    heard = BANK.read_notice({}, BANK.telling("P1", at=NOON + timedelta(hours=1)).encode())
    found = BANK.look_up("P1")

    paid = SCENARIOS[choice].code == protocol.PAID
    assert heard.result is (Result.SUCCEEDED if paid else Result.FAILED)
    assert (heard.reference, heard.amount, heard.gateway) == ("P1", 24_000, "demo-bank")
    assert (found.transaction, found.result, found.amount) == (
        heard.transaction,
        heard.result,
        heard.amount,
    )


@with_book
def test_before_it_speaks_it_says_pending() -> None:
    decided(Choice.DELAY)

    def said_at(at: datetime) -> Result:
        return BANK.read_notice({}, BANK.telling("P1", at=at).encode()).result

    assert said_at(NOON + timedelta(seconds=29)) is Result.PENDING
    assert said_at(NOON + timedelta(seconds=30)) is Result.SUCCEEDED


@with_book
def test_a_reference_it_never_met_is_unknown() -> None:
    assert BANK.look_up("P404").result is Result.UNKNOWN
    with pytest.raises(NotFound):
        BANK.telling("P404", at=NOON)


@with_book
def test_a_forged_message_is_forged_and_a_broken_one_unreadable() -> None:
    decided(Choice.PAY)
    message = BANK.telling("P1", at=NOON)

    with pytest.raises(NoticeForged):
        BANK.read_notice({}, message.replace("TxnRef=P1", "TxnRef=P2").encode())
    for broken in (b"\xff\xfe", f"{message}&{message}".encode()):
        with pytest.raises(Invalid):
            BANK.read_notice({}, broken)


@pytest.mark.parametrize(
    "wrong",
    [
        {"Amount": "0"},
        {"Amount": "100.00"},
        {"Amount": "2400001"},
        {"Amount": "-2400000"},
        {"TxnRef": ""},
        {"ResponseCode": ""},
        {"OrderInfo": "x", "TransactionNo": "9" * 2000},
    ],
)
def test_a_signed_message_that_makes_no_sense_is_invalid(wrong: dict[str, str]) -> None:
    fields = protocol.telling(
        reference="P1", amount=24_000, transaction="1", code="00", purpose="x"
    )
    fields |= {f"demo_{name}": value for name, value in wrong.items()}
    message = signing.signed(fields, secret=BANK.secret, prefix=protocol.PREFIX)

    with pytest.raises(Invalid):
        BANK.read_notice({}, message.encode())


def test_paid_needs_both_the_answer_and_the_transaction() -> None:
    fields = protocol.telling(
        reference="P1", amount=24_000, transaction="1", code="00", purpose="x"
    )

    told = protocol.told({**fields, "demo_TransactionStatus": "02"}, digest="")

    assert told.result is Result.FAILED


@pytest.mark.parametrize("answer", Answer)
def test_every_answer_has_its_words(answer: Answer) -> None:
    said = BANK.acknowledge(answer)

    assert said.media_type == "application/json"
    assert b"RspCode" in said.body


@with_book
def test_a_choice_is_made_once_and_in_time() -> None:
    decided(Choice.PAY)
    with pytest.raises(book.OrderDecided):
        decided(Choice.FAIL)

    late = book.take_order(protocol.asked({**protocol.asking(REQUEST), "demo_TxnRef": "P2"}))
    with pytest.raises(book.OrderExpired):
        book.carry_out(order_id=late, choice=Choice.PAY, at=REQUEST.expires_at)


@with_book
def test_a_door_that_does_not_answer_is_weather() -> None:
    decided(Choice.LOSE)

    with plugs.instead(DemoBank, BANK), pytest.raises(Weather):
        tell(reference="P1")


def test_it_is_refused_in_production() -> None:
    with pytest.raises(NotInProduction):
        stand(base_url="https://city.example", secret="s", profile="production")
    assert stand(base_url=BANK.base_url, secret=BANK.secret, profile="demo") == BANK
