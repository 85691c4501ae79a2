"""An files birth, residence and health card of her daughter once, and sees what becomes of each."""

from uuid import UUID

import pytest

from motcua.kernel.actors import Role
from motcua.modules.bundles import operations, queries
from motcua.modules.bundles.tests import world as the
from motcua.modules.bundles.tests.world import ANSWERS, BIRTH_RESULT, World
from motcua.modules.dossiers.tests.world import TUESDAY, officer

from .phones import Phone, errors, links, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db: None) -> World:
    return the.found_world()


@pytest.fixture
def an(world: World) -> Phone:
    return Phone(world.an)


def _dossier(bundle: UUID, world: World, part: str) -> UUID:
    card = queries.bundle(bundle, by=world.an, now=TUESDAY)
    standing = {each.key: each.standing for each in card.parts}[part]
    assert standing is not None
    return standing.id


def _starts(an: Phone) -> UUID:
    answer = an.post(f"/groups/{the.GROUP}/start", {"place": the.PLACE})
    assert answer.status_code == 302, said(answer)
    return UUID(answer.headers["Location"].split("/bundles/")[1].split("/")[0])


def test_the_group_says_what_it_joins_in_which_order(an: Phone) -> None:
    listed, page = an.get("/groups"), an.get(f"/groups/{the.GROUP}")

    assert f"/groups/{the.GROUP}" in links(listed)
    assert "Sau khi có: Đăng ký khai sinh" in said(page)
    assert f"/procedures/{the.RESIDENCE}" in links(page)


def test_each_member_s_page_leads_to_the_group(an: Phone) -> None:
    for procedure in (the.BIRTH, the.RESIDENCE, the.CARD):
        assert f"/groups/{the.GROUP}" in links(an.get(f"/procedures/{procedure}"))


def test_english_has_english_words(world: World) -> None:
    page = Phone(world.an, language="en").get(f"/groups/{the.GROUP}")

    assert "Birth, permanent residence and health insurance card" in said(page)
    assert "After: Register a birth" in said(page)


def test_no_place_is_no_start(an: Phone) -> None:
    answer = an.post(f"/groups/{the.GROUP}/start", {"place": "00001"})

    assert answer.status_code == 422
    assert errors(answer) == [("#place", "Chọn nơi nộp")]


def test_what_is_known_of_her_is_filled_in_and_a_wrong_answer_is_kept(
    an: Phone, world: World
) -> None:
    bundle = _starts(an)

    answer = an.post(f"/bundles/{bundle}/pages/birth_child", {
        "asked": ["birth_child_name", "birth_child_born_on", "birth_child_sex"],
        "q-birth_child_name": "Nguyễn Minh Châu",
        "q-birth_child_born_on-day": "1", "q-birth_child_born_on-month": "1",
        "q-birth_child_born_on-year": "2015", "q-birth_child_sex": "female",
    })  # fmt: skip

    assert answer.status_code == 422
    assert "Nhóm này dành cho trẻ dưới 6 tuổi" in said(answer)
    kept = queries.bundle_draft(bundle, by=world.an).answers
    assert kept["birth_child_name"] == "Nguyễn Minh Châu"
    assert kept["birth_mum_name"] == "Nguyễn Thị An"


def test_everything_is_looked_at_once_more_and_filed_once(an: Phone, world: World) -> None:
    bundle = _starts(an)
    operations.save_answers(bundle_id=bundle, answers=ANSWERS, by=world.an, at=TUESDAY)
    assert an.get(f"/bundles/{bundle}").headers["Location"] == f"/bundles/{bundle}/check"

    checked = an.get(f"/bundles/{bundle}/check")
    filed, again = an.post(f"/bundles/{bundle}/check"), an.post(f"/bundles/{bundle}/check")

    assert "Bảo hiểm xã hội Thành phố Mẫu" in said(checked)
    assert filed.headers["Location"] == f"/bundles/{bundle}?done=filed"
    assert again.headers["Location"] == f"/bundles/{bundle}"


def test_a_gap_is_told_and_nothing_is_filed(an: Phone, world: World) -> None:
    bundle = _starts(an)

    answer = an.post(f"/bundles/{bundle}/check")

    assert answer.status_code == 422
    assert f"/bundles/{bundle}/pages/birth_child?back=check" in links(answer)
    assert queries.bundle_draft(bundle, by=world.an).id == bundle


def test_one_page_shows_every_part_with_its_next_step_and_date(an: Phone, world: World) -> None:
    bundle = the.a_filed_bundle(world)

    page = said(an.get(f"/bundles/{bundle}"))

    assert "Dự kiến xong tất cả" in page
    assert "Tự nộp ngay khi có kết quả: Đăng ký khai sinh." in page
    assert page.count("Chờ đến lượt") == 2


def test_the_first_result_is_there_while_the_others_go_on(an: Phone, world: World) -> None:
    bundle = the.a_filed_bundle(world)
    birth = _dossier(bundle, world, "birth")
    the.issue(birth, the.WARD, BIRTH_RESULT)

    page = an.get(f"/bundles/{bundle}")

    assert f"/mine/{birth}/result" in links(page)
    assert f"/mine/{_dossier(bundle, world, 'card')}" in links(page)
    assert "Chờ đến lượt" not in said(page)


def test_a_refused_part_is_shown_with_what_can_be_done(an: Phone, world: World) -> None:
    bundle = the.a_filed_bundle(world)
    the.refuse(_dossier(bundle, world, "birth"), the.WARD)

    page = an.get(f"/bundles/{bundle}")

    assert said(page).count("Không nộp được") == 2
    assert f"/procedures/{the.RESIDENCE}" in links(page)
    assert "Mọi phần đã kết thúc." in said(page)


def test_the_dossier_and_the_list_lead_to_the_whole(an: Phone, world: World) -> None:
    bundle = the.a_filed_bundle(world)

    dossier = an.get(f"/mine/{_dossier(bundle, world, 'birth')}")

    assert f"/bundles/{bundle}" in links(dossier)
    assert "Phần 1 trên 3" in said(dossier)
    assert f"/bundles/{bundle}" in links(an.get("/mine"))


def test_a_draft_is_thrown_away_after_one_question(an: Phone, world: World) -> None:
    bundle = _starts(an)

    asked, gone = an.get(f"/bundles/{bundle}/discard"), an.post(f"/bundles/{bundle}/discard")

    assert (asked.status_code, gone.status_code) == (200, 302)
    assert queries.my_bundles(by=world.an) == []


def test_others_find_nothing(world: World) -> None:
    bundle, draft = the.a_filed_bundle(world), the.a_draft(world)
    binh = Phone(world.binh)

    for path in (f"/bundles/{bundle}", f"/bundles/{draft}", f"/bundles/{draft}/check"):
        assert binh.get(path).status_code == 404
    assert binh.get(f"/bundles/{draft}/pages/birth_child").status_code == 404


def test_the_desk_of_each_agency_says_what_the_dossier_belongs_to(world: World) -> None:
    bundle = the.a_filed_bundle(world)
    chi = Phone(officer(Role.RECEIVER, the.WARD))

    page = said(chi.get(f"/desk/dossiers/{_dossier(bundle, world, 'birth')}"))

    assert "Liên thông" in page
    assert "Các phần khác: Đăng ký thường trú, Cấp thẻ bảo hiểm y tế." in page
