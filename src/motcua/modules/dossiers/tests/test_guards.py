"""The guards of the law: each says everything that is missing, and lets pass what is complete."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.modules.dossiers.rules import Act, Facts, missing_for
from motcua.modules.dossiers.rules.guards import Item, missing_for_extension

ITEM = Item("Giấy ủy quyền", "Ảnh chụp bị mờ", "Điều 9 NĐ 123/2015/NĐ-CP")
REQUEST = Facts(items=(ITEM,), contact="024 3825 0001", actor="officer:chi")


def codes(act: Act, facts: Facts) -> list[str]:
    return [gap.code for gap in missing_for(act, facts)]


@pytest.mark.parametrize("act", [Act.REFUSE_AT_INTAKE, Act.DRAFT_REFUSAL, Act.STOP])
def test_no_refusal_without_reason_and_legal_basis(act: Act) -> None:
    assert codes(act, Facts(signer="officer:1"))[:2] == ["reason-missing", "legal-basis-missing"]
    assert codes(act, Facts(reason=" ", legal_basis="\n", signer="s"))[0] == "reason-missing"
    grounds = Facts(reason="Không đúng thẩm quyền", legal_basis="Điều 7", signer="officer:1")
    assert codes(act, grounds) == []


def test_a_request_says_everything_that_is_missing_in_it_at_once() -> None:
    bad = Facts(items=(Item("", "", ""), ITEM), contact="", replies_in_future=False)
    assert codes(Act.ASK_SUPPLEMENT_AT_INTAKE, bad) == [
        "item-about-missing",
        "item-reason-missing",
        "item-legal-basis-missing",
        "contact-missing",
        "reply-date-past",
    ]


def test_a_second_request_needs_a_reason_and_another_person() -> None:
    again = replace(REQUEST, supplements_asked=1)
    assert codes(Act.ASK_SUPPLEMENT_AT_INTAKE, REQUEST) == []
    assert codes(Act.ASK_SUPPLEMENT_AT_INTAKE, again) == [
        "second-request-reason-missing",
        "second-request-supervisor-missing",
    ]
    own = replace(again, override_reason="Luật mới", supervisor="officer:chi")
    assert codes(Act.ASK_SUPPLEMENT, own) == ["second-request-supervisor-missing"]
    assert codes(Act.ASK_SUPPLEMENT, replace(own, supervisor="officer:dung")) == []


def test_who_drafts_does_not_sign() -> None:
    assert codes(Act.SIGN, Facts(drafter="officer:1", actor="officer:1")) == ["drafter-cannot-sign"]
    assert codes(Act.SIGN, Facts(drafter="officer:1", actor="officer:2")) == []


def test_only_the_named_officer_handles() -> None:
    assert codes(Act.ASK_OPINION, Facts(handler="officer:1", actor="officer:2")) == [
        "not-the-handler"
    ]


def test_one_extension_with_an_apology_to_a_later_day() -> None:
    wrong = Facts(apology="", extended_before=True, later_date=False)
    assert [gap.code for gap in missing_for_extension(wrong)] == [
        "apology-missing",
        "already-extended",
        "date-not-later",
    ]
    assert missing_for_extension(Facts(apology="Xin lỗi vì chậm trễ")) == []


@given(st.sampled_from(Act), st.integers(0, 3), st.booleans())
def test_guards_never_raise(act: Act, problems: int, owed: bool) -> None:  # noqa: FBT001
    missing_for(act, Facts(problems=problems, charge_open=owed))
