"""Residence, business, licences, records, building and help in need: what is asked of whom."""

from datetime import date

import pytest

from motcua.modules.catalogue.rules import Extent, called_for, level_of, owner_of
from motcua.modules.forms.rules import check
from motcua.modules.organisation.rules import AgencyKind

from .factories import real_package

TODAY = date(2026, 11, 17)
PAPER = [{"sha256": "0" * 64, "name": "giay.jpg", "size": 9, "media_type": "image/jpeg"}]
HOME = {"province": "01", "commune": "00070", "detail": "12 Tràng Tiền", "as_of": "2026-11-17"}
AN = {"name": "Lê Thị An", "id": "001199000001", "phone": "0912345678"}
CODES = (
    "1.004222", "1.001612", "3.000347", "3.000333", "1.013225", "1.014028", "1.001731", "1.014027",
    "1.001699",
)  # fmt: skip
PACKAGES = {code: real_package(code) for code in CODES}

WHO = {"own_name": AN["name"], "own_id": AN["id"], "phone": AN["phone"], "truthful": True}
NEWBORN = {
    **WHO, "for_whom": "child", "child_name": "Nguyễn Minh Khôi", "child_born_on": "2026-11-01",
    "child_sex": "male", "child_id": "001226000011", "child_relation": "mother",
    "parents_agree": True, "live_at": HOME, "ground": "family", "family_tie": "parent",
    "tie_way": "registers", "owner_name": "Nguyễn Văn Bình", "owner_phone": "0987654321",
    "household_role": "member", "head_name": "Nguyễn Văn Bình", "head_relation": "child",
    "standing": "resident", "fee_group": "child",
}  # fmt: skip
SHOP = {
    **WHO, "acting_as": "owner", "own_born_on": "1999-05-06", "own_sex": "female",
    "founded_by": "one", "business_name": "Phở Hoa Sen", "premises": HOME,
    "trades": [{"what": "Bán phở", "code": "5610"}], "capital": 50_000_000, "employees": 0,
    "tax_method": "declared", "one_only": True, "right_of_use": True,
}  # fmt: skip
DRIVER = {
    "reason": "expiring", "full_name": AN["name"], "born_on": "1999-05-06", "standing": "citizen",
    "personal_id": AN["id"], "phone": AN["phone"], "address": HOME,
    "licence_number": "010123456789", "drives": "motorcycle", "found_by": "registers",
    "is_suspended": False, "truthful": True,
}  # fmt: skip
RECORD = {
    **WHO, "acting_as": "self", "own_born_on": "1999-05-06", "slip": "one", "show_bans": False,
    "standing": "citizen", "sex": "female", "birth_place": "Hà Nội",
    "history": [{"since": 2013, "place": "Phường Hoàn Kiếm, Hà Nội"}], "was_convicted": False,
    "purpose": "xin việc", "copies": 0, "fee_group": "none",
}  # fmt: skip
HOUSE = {
    "building": "house", "investor": "person", "full_name": AN["name"], "personal_id": AN["id"],
    "phone": AN["phone"], "parcel": {**HOME, "sheet": "34", "parcel": "12", "area": "62"},
    "land_way": "registers", "built_area": 50, "floor_area": 200, "storeys": 4, "basements": 0,
    "height": "14,2", "designer": "tự thiết kế", "drawings": PAPER, "has_neighbours": True,
    "safe_for_neighbours": True, "months": 8, "truthful": True,
}  # fmt: skip
MOURNER = {
    "organiser": "person", "full_name": AN["name"], "personal_id": AN["id"], "phone": AN["phone"],
    "address": HOME, "deceased_name": "Trần Thị Hoa", "deceased_born_on": "1946-11-10",
    "deceased_id": "001146000001", "died_on": "2026-11-10", "relation": "con", "pay_by": "cash",
    "truthful": True,
}  # fmt: skip
PENSIONED = {**MOURNER, "pension_state": "receiving"}
AIDED = {**MOURNER, "ground": "receiving", "death_way": "registers"}
ELDER = {
    **WHO, "request": "begin", "acting_as": "self", "own_born_on": "1951-11-17", "home": HOME,
    "household": "neither", "pension": "none", "pay_by": "cash",
}  # fmt: skip
DISABLED = {
    **WHO, "request": "first", "acting_as": "self", "own_born_on": "1999-05-06",
    "own_sex": "female", "home": HOME, "kinds": ["movement"], "description": "đi lại khó",
    "at_school": False, "meet_at": "home", "council_before_2012": False,
}  # fmt: skip
PLAIN = {
    "1.004222": NEWBORN, "1.001612": SHOP, "3.000347": DRIVER, "3.000333": RECORD,
    "1.013225": HOUSE, "1.014028": PENSIONED, "1.001731": AIDED, "1.014027": ELDER,
    "1.001699": DISABLED,
}  # fmt: skip


def _wrong(code: str, answers: dict[str, object]) -> set[str]:
    return {problem.key for problem in check(PACKAGES[code].form, answers, today=TODAY)}


def _papers(code: str, answers: dict[str, object], channel: str = "online") -> list[str]:
    facts = {"answers": answers, "channel": channel}
    return [each.key for each in called_for(PACKAGES[code].components, facts)]


@pytest.mark.parametrize("code", CODES)
def test_the_plain_case_is_complete(code: str) -> None:
    assert _wrong(code, PLAIN[code]) == set()


@pytest.mark.parametrize(
    ("code", "papers"),
    [
        ("1.004222", ["declaration", "relation_proof", "fee_proof"]),
        ("1.001612", ["request"]),
        ("3.000347", ["request"]),
        ("3.000333", ["eform_self"]),
        ("1.013225", ["request", "land_paper", "drawings"]),
        ("1.014028", ["request"]),
        ("1.001731", ["request", "death"]),
        ("1.014027", ["request"]),
        ("1.001699", ["request", "medical_papers"]),
    ],
)
def test_the_papers_of_the_plain_case(code: str, papers: list[str]) -> None:
    assert _papers(code, PLAIN[code]) == papers


@pytest.mark.parametrize(
    ("code", "change", "asked"),
    [
        ("1.004222", {"child_relation": "guardian"}, "guardian_way"),
        ("1.004222", {"ground": "rented"}, "contract"),
        ("1.004222", {"ground": "own"}, "proof_way"),
        ("1.004222", {"tie_way": "upload"}, "tie_paper"),
        ("1.004222", {"child_born_on": "2008-11-17"}, "child_born_on"),
        ("1.004222", {"standing": "returned"}, "standing_paper"),
        ("1.001612", {"own_born_on": "2008-11-18"}, "own_born_on"),
        ("1.001612", {"founded_by": "family"}, "family_authority"),
        ("1.001612", {"acting_as": "person"}, "authority_paper"),
        ("1.001612", {"acting_as": "organisation"}, "service_contract"),
        ("1.001612", {"starts_on": "2026-11-16"}, "starts_on"),
        ("3.000347", {"drives": "car"}, "health_way"),
        ("3.000347", {"found_by": "upload"}, "licence_copy"),
        ("3.000347", {"standing": "foreigner"}, "passport"),
        ("3.000347", {"reason": "mistake"}, "correction"),
        ("3.000333", {"acting_as": "authorised"}, "authority_paper"),
        ("3.000333", {"acting_as": "relative", "slip": "two"}, "slip"),
        ("3.000333", {"was_convicted": True}, "convictions"),
        ("1.013225", {"building": "religious"}, "religion_approval"),
        ("1.013225", {"building": "plain"}, "project_decision"),
        ("1.013225", {"investor": "organisation"}, "organisation_code"),
        ("1.013225", {"land_way": "upload"}, "land_paper"),
        ("1.014028", {"pay_by": "account"}, "pay_into"),
        ("1.014028", {"died_on": "1946-11-09"}, "died_on"),
        ("1.001731", {"ground": "over_80"}, "end_decision"),
        ("1.001731", {"ground": "over_80", "deceased_born_on": "1946-11-11"}, "ground"),
        ("1.014027", {"acting_as": "helper"}, "signed_request"),
        ("1.014027", {"request": "end"}, "end_reason"),
        ("1.014027", {"request": "move"}, "old_home"),
        ("1.001699", {"at_school": True}, "school"),
        ("1.001699", {"council_before_2012": True}, "council_paper"),
    ],
)
def test_what_more_is_asked_of_whom(code: str, change: dict[str, object], asked: str) -> None:
    assert asked in _wrong(code, {**PLAIN[code], **change})


@pytest.mark.parametrize(
    ("born_on", "household", "is_entitled"),
    [
        ("1951-11-17", "neither", True),  # 75 today
        ("1951-11-18", "neither", False),  # 75 tomorrow
        ("1951-11-18", "near_poor", True),
        ("1956-11-17", "poor", True),  # 70 today
        ("1956-11-18", "poor", False),
    ],
)
def test_the_social_pension_is_for_75_or_for_70_in_poor_households(
    born_on: str,
    household: str,
    is_entitled: bool,  # noqa: FBT001
) -> None:
    wrong = _wrong("1.014027", {**ELDER, "own_born_on": born_on, "household": household})

    assert (wrong == set()) == is_entitled


def test_who_already_has_the_pension_may_move_at_any_age() -> None:
    moving = {**ELDER, "own_born_on": "1960-01-01", "request": "move", "old_home": HOME}

    assert _wrong("1.014027", moving) == set()


@pytest.mark.parametrize(
    ("code", "change", "papers"),
    [
        ("1.004222", {"ground": "own"}, ["declaration", "dwelling_proof", "fee_proof"]),
        ("1.004222", {"ground": "rented", "fee_group": "none"},
         ["declaration", "contract", "area_proof"]),
        ("3.000347", {"drives": "car"}, ["request", "health_certificate"]),
        ("1.013225", {"building": "monument"},
         ["request", "land_paper", "project_drawings", "project_decision", "monument_approval"]),
        ("1.001699", {"request": "again"}, ["request_again", "medical_papers", "old_certificate"]),
    ],
)  # fmt: skip
def test_papers_follow_the_answers(code: str, change: dict[str, object], papers: list[str]) -> None:
    assert _papers(code, {**PLAIN[code], **change}) == papers


def test_at_the_counter_an_identity_paper_is_shown_and_by_post_nothing_is() -> None:
    assert _papers("3.000333", RECORD, "counter") == ["paper_self", "identity"]
    assert _papers("3.000333", RECORD, "post") == ["paper_self"]
    assert _papers("1.001612", SHOP, "post") == ["request", "postal_slip"]


@pytest.mark.parametrize(
    ("code", "change", "owner"),
    [
        ("1.004222", {}, "Nguyễn Minh Khôi"),
        ("1.004222", {"for_whom": "self"}, AN["name"]),
        ("1.001612", {}, AN["name"]),
        ("1.001612", {"acting_as": "person", "owner_name": "Lê Văn Bình"}, "Lê Văn Bình"),
        ("3.000333", {"acting_as": "relative", "subject_name": "Lê Văn Bình"}, "Lê Văn Bình"),
        ("1.013225", {"investor": "organisation", "organisation_name": "Công ty Mẫu"},
         "Công ty Mẫu"),
        ("1.014028", {}, AN["name"]),
        ("1.014027", {"acting_as": "helper", "elder_name": "Trần Thị Hoa"}, "Trần Thị Hoa"),
    ],
)  # fmt: skip
def test_whose_dossier_it_is(code: str, change: dict[str, object], owner: str) -> None:
    found = owner_of(PACKAGES[code].owners, {"answers": {**PLAIN[code], **change}})

    assert found is not None
    assert found["full_name"] == owner


@pytest.mark.parametrize(
    ("code", "extent"),
    [(code, Extent.FULL) for code in CODES if code not in ("1.013225", "1.001699")]
    + [("1.013225", Extent.PARTIAL), ("1.001699", Extent.PARTIAL)],
)
def test_the_online_level(code: str, extent: Extent) -> None:
    online = level_of(PACKAGES[code])

    assert (online.level, online.extent) == (4, extent)


@pytest.mark.parametrize("code", ["1.013225", "1.001699"])
def test_a_partial_service_says_why_and_by_which_law(code: str) -> None:
    partial = PACKAGES[code].procedure.partial

    assert partial is not None
    assert partial.is_founded
    assert partial.says.en


def test_others_are_asked_only_where_the_law_wants_it() -> None:
    asked = {
        code: [
            step.key
            for step in PACKAGES[code].routes[AgencyKind.COMMUNE_COMMITTEE].steps
            if step.when is not None and step.when.holds({"answers": PLAIN[code]})
        ]
        for code in ("1.013225", "1.014027", "1.001699")
    }

    assert asked == {"1.013225": [], "1.014027": ["insurance"], "1.001699": []}
