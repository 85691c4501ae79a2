"""The three real procedures ask what the law asks, of whom it asks it, and nothing more."""

from datetime import date

import pytest

from motcua.kernel.actors import Role
from motcua.kernel.clock import Allowance, Policy, Unit
from motcua.modules.catalogue.rules import (
    Channel,
    Extent,
    called_for,
    level_of,
    owner_of,
    read,
)
from motcua.modules.catalogue.rules.levels import ASKED, FULLY, REASON
from motcua.modules.forms.rules import check, visible
from motcua.modules.organisation.rules import AgencyKind

from .factories import REAL, changed, information_files, real_package, small_files

EXTRACT = real_package("2.000635")
RESIDENCE = real_package("1.004194")
DWELLING = real_package("1.013314")
TODAY = date(2026, 11, 17)
PAPER = [{"sha256": "0" * 64, "name": "uy-quyen.jpg", "size": 9, "media_type": "image/jpeg"}]

SELF = {
    "acting_as": "self", "own_name": "Lê Thị An", "own_born_on": "1999-05-06",
    "own_id": "001199000001", "phone": "0912345678", "record_kind": "birth",
    "registered_abroad": False, "copies": 3, "truthful": True,
}  # fmt: skip
FOR_HER_MOTHER = {
    "acting_as": "authorised", "requester_name": "Lê Thị An", "requester_id": "001199000001",
    "phone": "0912345678", "relation": "child", "authority_paper": PAPER, "record_kind": "marriage",
    "subject_name": "Trần Thị Hoa", "subject_born_on": "1970-01-02", "registered_abroad": False,
    "copies": 1, "truthful": True,
}  # fmt: skip
MOVING_IN = {
    "mode": "household", "full_name": "Lê Thị An", "born_on": "1999-05-06", "sex": "female",
    "personal_id": "001199000001", "phone": "0912345678",
    "stay_at": {"province": "01", "commune": "00070", "detail": "12 Tràng Tiền",
                "as_of": "2026-11-17"},
    "since": "2026-11-20", "until": "2028-11-19", "dwelling_basis": "rented",
    "owner_name": "Phạm Văn Chủ", "owner_phone": "0987654321", "proof_way": "registers",
    "household_role": "head", "fee_group": "none", "truthful": True,
}  # fmt: skip


def _asked(package_answers: dict[str, object]) -> set[str]:
    shown = visible(EXTRACT.form, package_answers)
    return {question.key for page in shown.pages for question in page.questions}


@pytest.mark.parametrize("answers", [SELF, FOR_HER_MOTHER])
def test_a_request_for_an_extract_is_complete(answers: dict[str, object]) -> None:
    assert check(EXTRACT.form, answers, today=TODAY) == []


def test_a_proxy_says_what_she_is_and_shows_her_authority() -> None:
    without = {k: v for k, v in FOR_HER_MOTHER.items() if k not in ("relation", "authority_paper")}

    missing = {problem.key for problem in check(EXTRACT.form, without, today=TODAY)}

    assert missing == {"relation", "authority_paper"}
    assert not {"relation", "authority_paper"} & _asked(SELF)


def _documents(package_code: str, channel: str, answers: dict[str, object]) -> list[str]:
    package = {"2.000635": EXTRACT, "1.004194": RESIDENCE}[package_code]
    facts = {"answers": answers, "channel": channel}
    return [component.key for component in called_for(package.components, facts)]


def test_the_documents_of_an_extract() -> None:
    assert _documents("2.000635", "online", SELF) == ["request", "residence"]
    assert _documents("2.000635", "online", FOR_HER_MOTHER) == [
        "request", "authority", "residence",
    ]  # fmt: skip
    assert _documents("2.000635", "counter", SELF) == ["paper_request", "identity", "residence"]
    assert _documents("2.000635", "post", SELF) == [
        "paper_request", "certified_copies", "residence",
    ]  # fmt: skip


def test_the_owner_is_whom_the_extract_is_about() -> None:
    own = owner_of(EXTRACT.owners, {"answers": SELF})
    hers = owner_of(EXTRACT.owners, {"answers": FOR_HER_MOTHER})

    assert own is not None
    assert own["full_name"] == "Lê Thị An"
    assert hers == {"full_name": "Trần Thị Hoa", "birth_on": "1970-01-02"}


@pytest.mark.parametrize(
    ("answers", "name"), [(SELF, "Lê Thị An"), (FOR_HER_MOTHER, "Trần Thị Hoa")]
)
def test_the_officer_is_proposed_whom_the_extract_is_about(
    answers: dict[str, object], name: str
) -> None:
    proposed = EXTRACT.result.proposal({"answers": answers})

    assert proposed["full_name"] == name
    assert proposed["record_kind"] == answers["record_kind"]


def test_moving_in_is_complete_and_asks_no_paper() -> None:
    assert check(RESIDENCE.form, MOVING_IN, today=TODAY) == []
    assert _documents("1.004194", "online", MOVING_IN) == ["declaration", "dwelling_proof"]


@pytest.mark.parametrize(
    ("change", "asked"),
    [
        ({"since": "2026-11-20", "until": "2026-11-20"}, "until"),
        ({"since": "2026-11-20", "until": "2028-11-20"}, "until"),
        ({"born_on": "2010-01-01"}, "guardian_name"),
        ({"proof_way": "upload"}, "dwelling_proof"),
        ({"household_role": "member"}, "head_name"),
        ({"mode": "by_list"}, "listed"),
        ({"mode": "armed_forces", "force": "army"}, "army_letter"),
        ({"dwelling_basis": "rented", "owner_name": None}, "owner_name"),
    ],
)
def test_what_more_is_asked_of_whom(change: dict[str, object], asked: str) -> None:
    problems = check(RESIDENCE.form, {**MOVING_IN, **change}, today=TODAY)

    assert asked in {problem.key for problem in problems}


def test_joining_ones_family_needs_no_proof_of_the_dwelling() -> None:
    joining = {**MOVING_IN, "dwelling_basis": "join_family"}
    del joining["proof_way"]

    assert check(RESIDENCE.form, joining, today=TODAY) == []
    assert _documents("1.004194", "online", joining) == ["declaration"]


def test_the_area_for_new_residents_fits_into_the_dwelling() -> None:
    answers = {"floor_area": 40, "area_for_new": 41}

    problems = check(DWELLING.form, answers, today=TODAY)

    assert "area_for_new" in {problem.key for problem in problems}


def test_times_and_clock() -> None:
    assert EXTRACT.times[Channel.ONLINE].unit is Unit.IN_DAY
    assert RESIDENCE.times[Channel.ONLINE].allowance == Allowance.of(3, Unit.WORKING_DAY)
    assert DWELLING.times[Channel.POST].amount == 2
    assert Channel.POST not in RESIDENCE.times
    assert EXTRACT.clock_policy is Policy.PAUSE
    assert EXTRACT.procedure.intake.allowance == Allowance.of(8, Unit.HOUR)


@pytest.mark.parametrize("code", REAL)
def test_whoever_drafts_does_not_sign(code: str) -> None:
    for route in real_package(code).routes.values():
        order = [step.role for step in route.steps]
        assert order.index(Role.CASE_OFFICER) < order.index(Role.SIGNATORY)
        assert order.index(Role.SIGNATORY) < order.index(Role.CLERK)


def test_a_route_knows_what_follows() -> None:
    route = EXTRACT.routes[AgencyKind.COMMUNE_COMMITTEE]

    assert [step.key for step in route.following("draft")] == ["sign"]
    assert route.step("draft").role is Role.CASE_OFFICER
    assert route.step_of(Role.CLERK) == route.step("issue")
    assert route.longest_hours() == 8


def test_a_route_may_fork_and_join() -> None:
    forked = "role: case_officer, hours: 4, after: [receive] }\n  - { key: ask, name: { vi: Hỏi, en: Ask }, role: case_officer, work: consultation, hours: 6, after: [receive] }"  # noqa: E501
    files = changed(small_files(), "route.yaml", "role: case_officer, hours: 8 }", forked)
    files = changed(
        files, "route.yaml", "role: signatory,", "role: signatory, after: [draft, ask],"
    )

    route = read(files).routes[AgencyKind.COMMUNE_COMMITTEE]

    assert [step.key for step in route.following("receive")] == ["draft", "ask"]
    assert route.step("sign").after == ("draft", "ask")
    assert route.longest_hours() == 1 + 6 + 2 + 1 + 1


@pytest.mark.parametrize("code", REAL)
def test_the_real_packages_are_fully_online(code: str) -> None:
    online = level_of(real_package(code))

    assert (online.level, online.extent) == (4, Extent.FULL)
    assert all(requirement.evidence for requirement in online.requirements)


@pytest.mark.parametrize(
    ("file", "old", "new", "level", "extent", "missing"),
    [
        ("procedure.yaml", "returning: [ONLINE]", "returning: [AT_HOME]", 3, Extent.PARTIAL,
         {"returns_online", "reason_for_partial"}),
        ("components.yaml", "sources: [upload]\n  question: photo",
         "sources: [paper]\n- { key: b, code: H26-KQ002, name: x, need: optional,"
         " sources: [upload], question: photo }", 2, Extent.INFORMATION, {"attachments"}),
        ("components.yaml", "need: required", "need: shown", 4, Extent.PARTIAL,
         {"no_visit", "reason_for_partial"}),
        ("components.yaml", "need: required",
         'need: shown\n  when: channel == "counter"\n  when_says: { vi: a, en: b }',
         4, Extent.FULL, set()),
        ("procedure.yaml", "returning: [ONLINE]",
         "returning: [ONLINE]\npartial_reason: Phải có mặt", 4, Extent.PARTIAL,
         {"no_visit", "reason_for_partial"}),
        ("procedure.yaml", "returning: [ONLINE]",
         "returning: [ONLINE]\npartial_reason: { code: presence, says: { vi: a, en: b },"
         " legal_basis: 1/2026/QH }", 4, Extent.PARTIAL, {"no_visit"}),
    ],
)  # fmt: skip
def test_the_level_is_computed_with_its_reasons(
    file: str, old: str, new: str, level: int, extent: Extent, missing: set[str]
) -> None:
    online = level_of(read(changed(small_files(), file, old, new)))

    assert (online.level, online.extent) == (level, extent)
    assert {requirement.code for requirement in online.missing} == missing


def test_every_requirement_names_its_law_and_what_to_do() -> None:
    assert {asked.level for asked in ASKED.values()} == {1, 2, 3, 4, FULLY}
    for code, asked in {**ASKED, **REASON}.items():
        assert asked.says.vi, code
        assert asked.says.en, code
        assert asked.todo.vi, code
        assert asked.todo.en, code
        assert asked.law.startswith(("32/2017/TT-BTTTT", "224/2026/NĐ-CP")), code


@pytest.mark.parametrize(
    ("documents", "missing"),
    [
        ("- { key: a, name: Tờ khai, need: unstated, blank_forms: [a.docx] }", False),
        ("- { key: a, name: 'a) Đơn xin cấp', need: unstated }", True),
        ("- { key: a, name: Bản sao giấy phép, need: unstated }", True),
    ],
)  # fmt: skip
def test_level_2_asks_for_every_blank_form(documents: str, *, missing: bool) -> None:
    online = level_of(read({**information_files(), "components.yaml": documents.encode()}))

    assert ("electronic_form" in {each.code for each in online.missing}) is missing
