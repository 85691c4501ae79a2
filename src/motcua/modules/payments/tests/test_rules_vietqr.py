"""VietQR against the vectors of the specification, and its properties."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.money import Dong
from motcua.modules.payments.rules import vietqr
from motcua.modules.payments.rules.vietqr import BrokenQr, Service, Transfer

DYNAMIC = (
    "00020101021238540010A00000072701240006970436011001234567890208QRIBFTTA"
    "5303704540480005802VN62320828LP 000.00.19.H38-261122-000163042935"
)
STATIC = (
    "00020101021138540010A00000072701240006970436011001234567890208QRIBFTTA53037045802VN63046A15"
)

PRINTABLE = st.characters(min_codepoint=32, max_codepoint=126)
TRANSFERS = st.builds(
    Transfer,
    bank_bin=st.text(string.digits, min_size=6, max_size=6),
    account=st.text(string.digits + string.ascii_letters, min_size=1, max_size=19),
    amount=st.none() | st.integers(1, 10**13 - 1).map(Dong),
    purpose=st.text(PRINTABLE, max_size=50),
    reference=st.text(PRINTABLE, max_size=35),
    service=st.sampled_from(Service),
)


def test_the_check_value_of_the_checksum() -> None:
    assert vietqr.crc16(b"123456789") == 0x29B1


def test_the_dynamic_vector() -> None:
    transfer = Transfer("970436", "0123456789", Dong(8000), "LP 000.00.19.H38-261122-0001")

    assert vietqr.build(transfer) == DYNAMIC
    assert vietqr.parse(DYNAMIC) == transfer


def test_the_static_vector() -> None:
    assert vietqr.build(Transfer("970436", "0123456789")) == STATIC
    assert vietqr.parse(STATIC) == Transfer("970436", "0123456789")


@given(TRANSFERS)
def test_what_is_built_is_read_back(transfer: Transfer) -> None:
    assert vietqr.parse(vietqr.build(transfer)) == transfer


@given(TRANSFERS, st.data())
def test_one_changed_character_is_noticed(transfer: Transfer, data: st.DataObject) -> None:
    payload = vietqr.build(transfer)
    place = data.draw(st.integers(0, len(payload) - 1))
    other = data.draw(PRINTABLE.filter(lambda c: c != payload[place]))

    with pytest.raises(BrokenQr):
        vietqr.parse(payload[:place] + other + payload[place + 1 :])


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    with pytest.raises(BrokenQr):
        vietqr.parse(text)


@given(st.text(string.digits + "ANV", max_size=60))
def test_a_right_checksum_does_not_excuse_a_wrong_structure(body: str) -> None:
    body += "6304"
    payload = f"{body}{vietqr.crc16(body.encode()):04X}"

    with pytest.raises(BrokenQr):
        vietqr.parse(payload)


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("bank_bin", "97043"),
        ("bank_bin", "97043x"),
        ("account", ""),
        ("account", "1" * 20),
        ("account", "12 34"),
        ("amount", 0),
        ("amount", -1),
        ("amount", 10**13),
        ("purpose", "Lệ phí"),
        ("purpose", "x" * 91),
        ("reference", "a\nb"),
    ],
)
def test_what_no_bank_carries_is_refused(field: str, wrong: object) -> None:
    usual: dict[str, object] = {"bank_bin": "970436", "account": "0123456789"}

    with pytest.raises(BrokenQr):
        Transfer(**{**usual, field: wrong})  # type: ignore[arg-type] # wrong on purpose
