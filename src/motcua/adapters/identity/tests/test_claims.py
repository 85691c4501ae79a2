"""Claims of the state's systems become ours, whatever form they come in."""

from datetime import date

import pytest

from motcua.adapters.identity.claims import claim_map, read
from motcua.kernel.numbers import Sex
from motcua.modules.people.facts import Address, Claims, PersonKind
from motcua.modules.people.ports import SignInFailed

AN: dict[str, object] = {
    "sub": "an",
    "LoaiTaiKhoan": "1",
    "SoDinhDanh": "001196000000",
    "HoVaTen": "Nguyễn Thị An",
    "NgayThangNamSinh": "15/03/1996",
    "GioiTinh": "2",
    "TechID": "t",
    "loAs": "2",
    "IAL": 2,
    "SoDienThoai": "+84 900 000 001",
    "ThuDienTu": "an@example.vn",
    "ThuongTruTinh": "01",
    "ThuongTruXa": "00070",
    "ThuongTruChiTiet": "Số 12",
}


def told(**changes: object) -> Claims:
    return read(AN | changes, claim_map("vneid"), provider="vneid")


def test_every_claim_finds_its_place() -> None:
    claims = told()

    assert (claims.provider, claims.subject, claims.kind) == ("vneid", "an", PersonKind.CITIZEN)
    assert (claims.full_name, claims.personal_id) == ("Nguyễn Thị An", "001196000000")
    assert (claims.birth_on, claims.sex) == (date(1996, 3, 15), Sex.FEMALE)
    assert (claims.tech_id, claims.assurance, claims.proofing) == ("t", 2, 2)
    assert claims.contact.phone == "0900000001"
    assert claims.contact.email == "an@example.vn"
    assert claims.contact.address == Address("01", "00070", "Số 12")


def test_names_are_composed() -> None:
    assert told(HoVaTen="Nguye\u0302\u0303n Thi\u0323 An").full_name == "Nguyễn Thị An"


@pytest.mark.parametrize("written", ["15/03/1996", "19960315", "1996-03-15"])
def test_birthdays_come_in_several_forms(written: str) -> None:
    assert told(NgayThangNamSinh=written).birth_on == date(1996, 3, 15)


@pytest.mark.parametrize(
    ("claim", "value"),
    [
        ("NgayThangNamSinh", "31/02/1996"),
        ("NgayThangNamSinh", None),
        ("SoDinhDanh", "12345"),
        ("SoDinhDanh", ["001196000000"]),
        ("SoDinhDanh", {"a": 1}),
        ("SoDienThoai", "12"),
        ("ThuDienTu", "an@"),
        ("GioiTinh", "9"),
        ("loAs", "cao"),
        ("IAL", True),
    ],
)
def test_what_cannot_be_understood_counts_as_not_told(claim: str, value: object) -> None:
    assert told(**{claim: value}) == told(**{claim: ""})


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("1", PersonKind.CITIZEN), (2, PersonKind.BUSINESS), ("3", PersonKind.AGENCY),
     ("9", PersonKind.CITIZEN), ("", PersonKind.CITIZEN)],
)  # fmt: skip
def test_accounts_are_of_a_kind(kind: object, expected: PersonKind) -> None:
    assert told(LoaiTaiKhoan=kind).kind is expected


@pytest.mark.parametrize("missing", ["sub", "HoVaTen"])
def test_claims_that_name_nobody_are_refused(missing: str) -> None:
    with pytest.raises(SignInFailed):
        told(**{missing: " "})


def test_a_claim_too_long_to_be_one_is_refused() -> None:
    with pytest.raises(SignInFailed):
        told(HoVaTen="x" * 501)


def test_a_business_is_told_by_a_true_tax_code_only() -> None:
    business = {"LoaiTaiKhoan": "2", "TenDoanhNghiep": "Công ty", "HoVaTen": "Khôi"}

    assert told(**business, MaSoThue="0199999984").tax_code == "0199999984"
    assert told(**business, MaSoThue="0199999984-001").tax_code == "0199999984001"
    assert told(**business, MaSoThue="0199999985").tax_code == ""


def test_the_portal_also_knows_older_numbers() -> None:
    portal = claim_map("national_portal")
    older = AN | {"SoDinhDanh": "", "SoCMND": "012345678", "MaSoDoanhNghiep": "0199999984"}

    claims = read(older, portal, provider="portal")

    assert (claims.personal_id, claims.tax_code) == ("012345678", "0199999984")


@pytest.mark.parametrize("name", ["vneid", "national_portal"])
def test_each_shipped_map_is_whole(name: str) -> None:
    assert claim_map(name).format == "motcua.claims/1"


def test_no_map_is_guessed() -> None:
    with pytest.raises(FileNotFoundError):
        claim_map("somebody")
