"""The signing rule, against the specification's vector and against tampering."""

import string

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from motcua.adapters.bank import signing

VECTOR = {
    "vnp_Version": "2.1.0",
    "vnp_Command": "pay",
    "vnp_TmnCode": "DEMOV210",
    "vnp_Amount": "800000",
    "vnp_CurrCode": "VND",
    "vnp_TxnRef": "P2611220001",
    "vnp_OrderInfo": "Thanh toan phi ho so H38.1-261122-0001",
    "vnp_OrderType": "other",
    "vnp_Locale": "vn",
    "vnp_ReturnUrl": "https://example.gov.vn/pay/return",
    "vnp_IpAddr": "127.0.0.1",
    "vnp_CreateDate": "20261122101500",
    "vnp_ExpireDate": "20261122103000",
}
SIGNATURE = (
    "cf0ed614d774545bc7e3b1ead4baff71b716fdb52723bf8293db653e42be993f"
    "a2f48b934e195826b747f3c585adacccd2f19b1e73e6e5bff5cb4bece15653cf"
)
FIELDS = st.dictionaries(
    st.text(string.ascii_letters, min_size=1, max_size=8).map(lambda name: f"x_{name}"),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20),
    min_size=1,
    max_size=6,
).filter(lambda fields: not {"x_SecureHash", "x_SecureHashType"} & set(fields))


def test_the_vector_of_the_specification() -> None:
    assert signing.sign(VECTOR, secret="SECRETKEY") == SIGNATURE


def test_empty_fields_are_not_signed() -> None:
    assert signing.sign({**VECTOR, "vnp_BankCode": ""}, secret="SECRETKEY") == SIGNATURE


@given(FIELDS)
def test_what_is_signed_is_read_back(fields: dict[str, str]) -> None:
    message = signing.signed(fields, secret="s", prefix="x_")

    assert signing.read(message, secret="s", prefix="x_") == fields


@given(FIELDS, st.data())
def test_one_changed_value_is_noticed(fields: dict[str, str], data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(fields)))
    other = data.draw(st.text(string.ascii_letters, min_size=1))
    assume(other != fields[name])
    signature = signing.sign(fields, secret="s")

    with pytest.raises(signing.NotSigned):
        signing.read(
            f"{signing.query({**fields, name: other})}&x_SecureHash={signature}",
            secret="s",
            prefix="x_",
        )


@given(FIELDS)
def test_another_secret_signs_otherwise(fields: dict[str, str]) -> None:
    with pytest.raises(signing.NotSigned):
        signing.read(signing.signed(fields, secret="s", prefix="x_"), secret="t", prefix="x_")


@given(st.text(max_size=80))
def test_any_text_is_refused_and_nothing_else(text: str) -> None:
    with pytest.raises((signing.NotSigned, signing.Unreadable)):
        signing.read(text, secret="s", prefix="x_")


def test_a_field_said_twice_is_refused() -> None:
    message = signing.signed({"x_Amount": "100"}, secret="s", prefix="x_")

    with pytest.raises(signing.Unreadable):
        signing.read(f"x_Amount=100&{message}", secret="s", prefix="x_")


def test_what_others_add_to_the_address_is_left_out() -> None:
    message = signing.signed({"x_Amount": "100"}, secret="s", prefix="x_")

    assert signing.read(f"{message}&utm=1", secret="s", prefix="x_") == {"x_Amount": "100"}
