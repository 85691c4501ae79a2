"""How people are told apart and masked, and what a contact may be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.errors import Invalid
from motcua.modules.people import rules
from motcua.modules.people.facts import Address, Contact, PersonKind


def test_a_citizen_is_told_by_the_personal_number_a_business_by_its_tax_code() -> None:
    number = rules.identity_number

    assert number(PersonKind.CITIZEN, "001196000000", "") == "citizen:001196000000"
    assert number(PersonKind.BUSINESS, "001196000000", "0199999984") == "business:0199999984"


@pytest.mark.parametrize(
    ("kind", "personal_id", "tax_code"),
    [
        (PersonKind.CITIZEN, "", "0199999984"),
        (PersonKind.BUSINESS, "001196000000", ""),
        (PersonKind.AGENCY, "001196000000", ""),
    ],
)
def test_without_the_right_number_nobody_is_known(
    kind: PersonKind, personal_id: str, tax_code: str
) -> None:
    with pytest.raises(rules.IdentityIncomplete):
        rules.identity_number(kind, personal_id, tax_code)


@pytest.mark.parametrize(
    ("text", "masked"),
    [("001196000123", "•••••••••123"), ("123", "•••"), ("", ""), ("1234", "•234")],
)
def test_numbers_show_their_end_only(text: str, masked: str) -> None:
    assert rules.mask_number(text) == masked


@given(st.text(max_size=40))
def test_no_mask_shows_more_than_three_digits_of_a_number(text: str) -> None:
    assert len(rules.mask_number(text).replace("•", "")) <= 3 or "•" in text


def test_phones_mail_and_names_are_masked() -> None:
    assert rules.mask_phone("0912345678") == "09•••••678"
    assert rules.mask_phone("09123") == "•••••"
    assert rules.mask_email("an.nguyen@example.vn") == "a•••@example.vn"
    assert rules.mask_email("nonsense") == "•••"
    assert rules.mask_name("Nguyễn Thị An") == "N. T. An"
    assert rules.mask_name("") == ""


def test_a_contact_is_stored_in_one_form() -> None:
    given_contact = Contact(
        " +84 912 345 678 ", " An@Example.vn ", Address("01", "00070", " Số 1 ")
    )

    assert rules.checked_contact(given_contact) == Contact(
        "0912345678", "An@Example.vn", Address("01", "00070", "Số 1")
    )
    assert rules.checked_contact(Contact()) == Contact()


def test_everything_wrong_with_a_contact_is_told_at_once() -> None:
    with pytest.raises(Invalid) as refusal:
        rules.checked_contact(Contact("12", "an@", Address("1", "70", "x" * 301)))

    assert set(refusal.value.params) == {"phone", "email", "address"}


@pytest.mark.parametrize(
    "email",
    ["an", "@b.vn", "an@b", "an@.vn", "an@b..vn", "a b@c.vn", "a@b@c.vn", "x" * 65 + "@b.vn",
     "a@" + "b" * 260 + ".vn"],
)  # fmt: skip
def test_what_no_mail_can_reach_is_refused(email: str) -> None:
    assert not rules.is_email(email)
