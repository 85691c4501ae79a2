"""A dossier is filed once, complete, and a supplement answers what was asked."""

from datetime import timedelta

from motcua.design.page import now
from motcua.modules.dossiers import operations as dossiers
from motcua.modules.dossiers import queries
from motcua.modules.dossiers.rules import Item, State
from motcua.modules.dossiers.tests import stories
from motcua.modules.dossiers.tests.world import AREA, WARD, World

from .phones import Phone, links, said

ITEMS = [Item("Ảnh giấy khai sinh", "Ảnh mờ, không đọc được", "123/2015/NĐ-CP Điều 9")]


def test_the_check_shows_answers_price_and_date(an: Phone) -> None:
    told = said(an.get(f"/drafts/{an.fills_everything()}/check"))

    for words in ("Nguyễn Thị An", "15/03/1996", "3 bản", "24.000\u00a0đ".replace("\u00a0", " ")):
        assert words in told.replace("\u00a0", " ")
    assert "Nếu được tiếp nhận bây giờ" in told


def test_filing_leads_to_the_dossier_and_to_paying(an: Phone) -> None:
    draft = an.fills_everything()

    answer = an.post(f"/drafts/{draft}/check")
    page = an.get(answer.headers["Location"])

    assert answer.headers["Location"] == f"/mine/{draft}?done=filed"
    assert "Đã nhận hồ sơ của bạn" in said(page)
    assert f"/mine/{draft}/pay" in links(page)


def test_a_double_click_files_once(an: Phone, world: World) -> None:
    draft = an.fills_everything()

    an.post(f"/drafts/{draft}/check")
    again = an.post(f"/drafts/{draft}/check")

    assert again.headers["Location"] == f"/mine/{draft}?done=before"
    assert "Bấm gửi nhiều lần cũng chỉ tính một lần" in said(an.get(again.headers["Location"]))
    assert len(queries.my_dossiers(by=world.an).items) == 1


def test_a_page_that_was_to_file_never_supplies(an: Phone, world: World) -> None:
    dossier = stories.a_filed_dossier(world)
    stories.pay(dossier, world)
    dossiers.ask_supplement(
        dossier_id=dossier, items=ITEMS, contact="Chi", reply_by=now() + timedelta(days=5),
        by=world.receiver, at=now(),
    )  # fmt: skip

    # Her first post, sent again by a phone that had lost the network for a day.
    late = an.post(f"/drafts/{dossier}/check", {"sends": "file"})

    assert late.headers["Location"] == f"/mine/{dossier}?done=before"
    assert queries.dossier(dossier, by=world.an).state is State.INTAKE_SUPPLEMENT


def test_a_filed_draft_leads_to_its_dossier(an: Phone) -> None:
    draft = an.fills_everything()
    an.post(f"/drafts/{draft}/check")

    for door in ("", "/pages/who", "/delivery", "/check", "/discard"):
        assert an.get(f"/drafts/{draft}{door}").headers["Location"] == f"/mine/{draft}", door
        assert an.post(f"/drafts/{draft}{door or '/check'}").status_code == 302


def test_what_is_unfinished_is_named_and_nothing_is_filed(an: Phone, world: World) -> None:
    draft = an.starts()
    an.fills(draft, "who", {"q-acting_as": "self"})

    shown, posted = an.get(f"/drafts/{draft}/check"), an.post(f"/drafts/{draft}/check")

    assert "Nộp hồ sơ" not in said(shown)
    assert posted.status_code == 422
    for answer in (shown, posted):
        assert f"/drafts/{draft}/pages/record?back=check" in links(answer)
        assert "Bạn cần bản sao của giấy tờ nào?" in said(answer)
    assert queries.my_dossiers(by=world.an).items == []


def test_a_free_dossier_says_until_when_it_will_be_answered(an: Phone, world: World) -> None:
    home = {"province": "01", "commune": "00070", "detail": "Số 12", "as_of": "2026-11-17"}
    number = dossiers.file_at_once(
        procedure=AREA, agency=WARD, key="k", by=world.an, at=now(),
        answers={
            "purpose": "temporary", "full_name": "Nguyễn Thị An", "born_on": "1996-03-15",
            "personal_id": "001196000000", "phone": "0900000001", "residence": home,
            "dwelling_at": home, "standing": "owner", "built_area": 40, "floor_area": 80,
            "people_now": 2, "people_new": 1, "area_for_new": 20, "stable_use": True,
            "no_dispute": True, "not_forbidden": True, "truthful": True,
        },
    )  # fmt: skip
    dossier = queries.find(number, by=world.an)

    told = said(an.get(f"/mine/{dossier}"))

    assert queries.dossier(dossier, by=world.an).state is State.SUBMITTED
    assert "Bạn được trả lời chậm nhất" in told


def asked_to_supplement(world: World) -> object:
    dossier = stories.a_handled_dossier(world, at=now())
    dossiers.ask_supplement(
        dossier_id=dossier, items=ITEMS, contact="0900000002",
        reply_by=now() + timedelta(days=5), by=world.case_officer, at=now(),
    )  # fmt: skip
    return dossier


def test_a_supplement_is_given_from_the_check_and_the_original_stays(
    an: Phone, world: World
) -> None:
    dossier = asked_to_supplement(world)
    asked = an.get(f"/mine/{dossier}")

    an.post(f"/drafts/{dossier}/pages/contact?back=check", {"q-phone": "0987654321"})
    given = an.post(f"/drafts/{dossier}/check")
    answers = said(an.get(f"/mine/{dossier}/answers"))

    assert "Ảnh mờ, không đọc được" in said(asked)
    assert "Đồng hồ đang dừng" in said(asked)
    assert given.headers["Location"] == f"/mine/{dossier}?done=supplied"
    assert "0987654321" in answers
    assert "Bản nộp đầu tiên vẫn được giữ nguyên" in answers


def test_a_supplement_is_no_draft_to_throw_away(an: Phone, world: World) -> None:
    dossier = asked_to_supplement(world)

    assert an.post(f"/drafts/{dossier}/discard").headers["Location"] == f"/mine/{dossier}"
    assert an.get(f"/drafts/{dossier}/check").status_code == 200
