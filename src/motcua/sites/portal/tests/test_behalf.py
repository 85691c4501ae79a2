"""The pages of standing for another: given, taken, claimed, revoked, and filed under."""

from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.modules.dossiers import queries
from motcua.modules.dossiers.tests.world import EXTRACT, WARD, World, a_citizen
from motcua.modules.mandates import operations as mandates
from motcua.modules.mandates import queries as held
from motcua.modules.mandates.rules import Reach, State
from motcua.modules.mandates.tests.factories import NEXT_YEAR, TODAY, a_live_mandate, an_offer

from .phones import Phone, links, said

UNTIL = {
    "until-day": str(NEXT_YEAR.day), "until-month": str(NEXT_YEAR.month),
    "until-year": str(NEXT_YEAR.year),
}  # fmt: skip
BINH = {"name": "Nguyễn Văn Bình", "number": "001092000000"}
ASKED = {**BINH, "scope": "some", "procedures": EXTRACT, "reach": "filed", **UNTIL}


def test_an_asks_binh_and_he_takes_it(an: Phone, binh: Phone, world: World) -> None:
    sent = an.post("/behalf/give", ASKED)
    assert sent.status_code == 302
    (card,) = held.given(by=world.an)
    assert (card.procedures, card.reach, card.until) == ((EXTRACT,), Reach.FILED, NEXT_YEAR)
    assert "Chờ người kia nhận" in said(an.get("/behalf"))

    assert "Có người nhờ bạn làm thay" in said(binh.get("/behalf"))
    assert "Có người đang nhờ bạn." in said(binh.get("/mine"))
    shown = said(binh.get(f"/behalf/{card.id}"))
    assert "Nguyễn Văn Bình làm thay Nguyễn Thị An" in shown
    assert "001196000000" not in shown
    binh.post(f"/behalf/{card.id}/accept", {})

    assert held.mandate(card.id, by=world.an).is_live


@pytest.mark.parametrize(("wrong", "told"), [
    ({"number": "12"}, "Số này chưa đúng"), ({"name": ""}, "Nhập họ và tên"),
    ({"number": "001196000000"}, "Đây là số của chính bạn"),
    ({"until-year": "2099"}, "nhiều nhất 5 năm"), ({"until-day": "31", "until-month": "2"}, "ngày"),
    ({"procedures": "none"}, "Chọn ít nhất một thủ tục"),
])  # fmt: skip
def test_what_is_wrong_is_told_beside_what_was_typed(
    an: Phone, wrong: dict[str, str], told: str
) -> None:
    answer = an.post("/behalf/give", ASKED | wrong)
    assert answer.status_code == 422
    assert told in said(answer)


def test_nobody_else_finds_or_moves_it(an: Phone, binh: Phone, world: World) -> None:
    mandate = an_offer(world.an, EXTRACT)
    stranger = Phone(a_citizen("x", "Người Khác", "001196000005"))
    assert stranger.get(f"/behalf/{mandate}").status_code == 404
    for deed in ("accept", "revoke", "decline", "lay_down", "confirm", "nonsense"):
        assert stranger.post(f"/behalf/{mandate}/{deed}", {}).status_code == 404
    for deed in ("accept", "confirm"):
        assert an.post(f"/behalf/{mandate}/{deed}", {}).status_code == 404
    assert binh.post(f"/behalf/{mandate}/revoke", {}).status_code == 404
    assert held.mandate(mandate, by=world.an).state is State.OFFERED


def test_a_revoked_one_says_so_to_who_comes_late(an: Phone, binh: Phone, world: World) -> None:
    mandate = an_offer(world.an, EXTRACT)
    an.post(f"/behalf/{mandate}/revoke", {})
    late = binh.post(f"/behalf/{mandate}/accept", {})
    assert late.status_code == 409
    assert "đã được nhận, từ chối hoặc thu hồi" in said(late)


def test_whom_it_is_for_is_chosen_and_stands_on_every_page(
    binh: Phone, an: Phone, world: World
) -> None:
    mandate = a_live_mandate(world.an, world.binh, EXTRACT)
    page = binh.get(f"/procedures/{EXTRACT}/start")
    assert "Bạn nộp cho ai?" in said(page)
    unsaid = binh.post(f"/procedures/{EXTRACT}/start", {"agency": WARD})
    assert unsaid.status_code == 422
    assert "Chọn bạn nộp cho ai" in said(unsaid)

    begun = binh.post(f"/procedures/{EXTRACT}/start", {"agency": WARD, "for": str(mandate)})
    draft = UUID(begun["Location"].split("/")[2])
    assert str(queries.draft(draft, by=world.an).id) == str(draft)
    shown = said(binh.get(begun["Location"]))
    assert "Bạn đang làm thay: Nguyễn Thị An" in shown
    assert "Của Nguyễn Thị An" in said(binh.get("/mine"))
    assert f"/drafts/{draft}" in links(an.get("/mine"))


def test_an_own_application_begins_as_ever(an: Phone, world: World) -> None:
    assert "Bạn nộp cho ai?" not in said(an.get(f"/procedures/{EXTRACT}/start"))
    begun = an.post(f"/procedures/{EXTRACT}/start", {"agency": WARD})
    draft = queries.draft(UUID(begun["Location"].split("/")[2]), by=world.an)
    assert draft.for_whom == ""


def test_a_mandate_of_somebody_else_begins_nothing(an: Phone, binh: Phone, world: World) -> None:
    mandate = a_live_mandate(world.an, world.binh, EXTRACT)
    stranger = Phone(a_citizen("x", "Người Khác", "001196000005"))
    for phone in (an, stranger):
        phone.post(f"/procedures/{EXTRACT}/start", {"agency": WARD, "for": str(mandate)})
    mandates.revoke(mandate_id=mandate, by=world.an, at=TODAY)
    binh.post(f"/procedures/{EXTRACT}/start", {"agency": WARD, "for": str(mandate)})
    assert queries.my_drafts(by=world.an) == []
    assert queries.my_drafts(by=world.binh) == []


CLAIM = {
    "kind": "parent", "name": "Nguyễn Bé Mẫu", "number": "001220000011", "agency": WARD,
    "born-day": "1", "born-month": "5", "born-year": "2020", **UNTIL,
}  # fmt: skip


def test_a_parent_claims_with_a_paper(an: Phone, world: World) -> None:
    paper = SimpleUploadedFile("giay-khai-sinh.pdf", b"%PDF-1.7 giay khai sinh")
    sent = an.post("/behalf/claim", CLAIM | {"proof": paper})
    assert sent.status_code == 302
    (card,) = held.held(by=world.an)
    assert (card.state, card.until.year, card.proof_name) == (
        State.CLAIMED, 2038, "giay-khai-sinh.pdf",
    )  # fmt: skip
    assert an.get(f"/behalf/{card.id}/proof").content.startswith(b"%PDF")
    assert "Chờ cán bộ xem giấy tờ" in said(an.get(f"/behalf/{card.id}"))


def test_a_claim_without_paper_or_of_a_grown_child_is_not_taken(an: Phone, world: World) -> None:
    bare = an.post("/behalf/claim", CLAIM)
    assert "Chọn tệp giấy tờ chứng minh" in said(bare)
    page = SimpleUploadedFile("x.exe", b"MZ....")
    assert "Chỉ nhận tệp" in said(an.post("/behalf/claim", CLAIM | {"proof": page}))
    page = SimpleUploadedFile("a.pdf", b"%PDF-1.7")
    grown = an.post("/behalf/claim", CLAIM | {"born-year": "1999", "proof": page})
    assert "đã đủ 18 tuổi" in said(grown)
    assert held.held(by=world.an) == []


def test_pages_ask_for_sign_in(anybody: Phone) -> None:
    for path in ("/behalf", "/behalf/give", "/behalf/claim"):
        assert anybody.get(path).status_code == 302
