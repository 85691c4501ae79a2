"""One thing a page, saved on every page, and nothing that was typed is lost."""

from dataclasses import replace
from io import BytesIO
from uuid import uuid4

import pytest
from PIL import Image

from motcua.modules.dossiers import queries
from motcua.modules.dossiers.tests.world import AREA, EXTRACT, STAY, WARD, World
from motcua.sites.portal import starting

from .phones import EXTRACT_PAGES, Phone, errors, links, said, values


def a_png(name: str = "ủy quyền.png", colour: str = "white") -> BytesIO:
    file = BytesIO()
    Image.new("RGB", (20, 20), colour).save(file, "PNG")
    file.seek(0)
    file.name = name
    return file


def test_starting_needs_an_agency(an: Phone) -> None:
    answer = an.post(f"/procedures/{EXTRACT}/start", {"agency": "H26.999"})

    assert answer.status_code == 422
    assert errors(answer) == [("#agency", "Chọn cơ quan giải quyết")]


def test_the_agency_of_ones_commune_comes_first(an: Phone) -> None:
    told = said(an.get(f"/procedures/{EXTRACT}/start"))

    assert "Nơi bạn cư trú" in told
    assert told.index("phường Hoàn Kiếm") < told.index("phường Ba Đình")


def test_what_is_known_is_filled_in(an: Phone) -> None:
    draft = an.starts()
    an.fills(draft, "who", {"q-acting_as": "self"})

    known = values(an.get(f"/drafts/{draft}/pages/yourself"))

    assert known["q-own_name"] == "Nguyễn Thị An"
    assert known["q-own_born_on-year"] == "1996"


def test_a_draft_already_begun_is_offered_first(an: Phone) -> None:
    draft = an.starts()

    assert f"/drafts/{draft}" in links(an.get(f"/procedures/{EXTRACT}/start"))
    assert f"/drafts/{draft}" in links(an.get("/mine"))


def test_one_page_leads_to_the_next_and_a_draft_goes_on_where_it_lacks(an: Phone) -> None:
    draft = an.starts()

    assert an.fills(draft, "who", {"q-acting_as": "self"}).headers["Location"].endswith("/yourself")
    assert an.get(f"/drafts/{draft}").headers["Location"].endswith("/pages/record")


def test_wrong_answers_are_told_beside_their_fields_and_kept(an: Phone, world: World) -> None:
    draft = an.starts()

    answer = an.fills(draft, "contact", {"q-phone": "12ab", "q-email": "không phải thư"})

    assert answer.status_code == 422
    assert [field for field, _ in errors(answer)] == ["#q-phone", "#q-email"]
    assert values(answer)["q-phone"] == "12ab"
    assert b'aria-describedby="q-phone' in answer.content
    assert queries.draft(draft, by=world.an).answers["phone"] == "12ab"


def test_a_date_says_which_part_is_missing(an: Phone) -> None:
    draft = an.starts(STAY, "H26.201")

    answer = an.fills(draft, "stay", {
        "q-since-day": "31", "q-since-month": "2", "q-since-year": "2026", "q-until-month": "3",
        "q-until-year": "2027",
    })  # fmt: skip

    assert [field for field, _ in errors(answer)] == ["#q-since", "#q-until-day"]
    assert values(answer)["q-since-day"] == "31"


def test_a_page_corrected_from_the_check_leads_back_to_it(an: Phone) -> None:
    draft = an.fills_everything()

    answer = an.post(f"/drafts/{draft}/pages/quantity?back=check", {"q-copies": "2"})

    assert answer.headers["Location"].endswith(f"/drafts/{draft}")
    assert an.get(f"/drafts/{draft}").headers["Location"].endswith("/check")


def test_files_are_taken_kept_and_taken_back(an: Phone, world: World) -> None:
    draft = an.starts()
    an.fills(draft, "who", {"q-acting_as": "authorised"})

    an.fills(draft, "authority", {"q-authority_paper": [a_png(), a_png("2.png", "red")]})
    held = queries.draft(draft, by=world.an).answers["authority_paper"]
    assert isinstance(held, list)
    first, second = held
    answer = an.fills(draft, "authority", {"q-authority_paper-remove": first["sha256"]})

    assert first["name"] == "ủy quyền.png"
    assert answer.status_code == 200
    assert "2.png" in said(answer)
    assert queries.draft(draft, by=world.an).answers["authority_paper"] == [second]


@pytest.mark.parametrize(("content", "words"), [
    (b"MZ\x90 a program", "không phải là"),
    (b"", "trống"),
    (b"%PDF-1.7\n" + b"0" * (10 * 1024 * 1024), "lớn quá 10 MB"),
])  # fmt: skip
def test_a_wrong_file_is_refused_and_those_before_stay(
    an: Phone, content: bytes, words: str
) -> None:
    draft = an.starts()
    an.fills(draft, "who", {"q-acting_as": "authorised"})
    file = BytesIO(content)
    file.name = "giấy.pdf"

    answer = an.fills(draft, "authority", {"q-authority_paper": file})

    assert answer.status_code == 422
    assert words in errors(answer)[0][1]


def test_a_group_grows_and_shrinks_without_losing_what_was_typed(an: Phone) -> None:
    draft = an.starts(STAY, "H26.201")
    an.fills(draft, "way", {"q-mode": "household"})
    row = {"q-members-rows": "1", "q-members-0-full_name": "Nguyễn Bé", "asked": "members"}

    more = an.fills(draft, "members", {**row, "q-members-add": "1"})
    less = an.fills(draft, "members", {**row, "q-members-remove": "0"})

    assert (more.status_code, less.status_code) == (200, 200)
    assert values(more)["q-members-0-full_name"] == "Nguyễn Bé"
    assert values(more)["q-members-rows"] == "2"
    assert values(less)["q-members-rows"] == "0"


def test_an_old_address_finds_the_place_of_today(an: Phone, world: World) -> None:
    draft = an.starts(STAY, "H26.201")
    old = {"q-stay_at-legacy": "Phường Hàng Trống", "q-stay_at-detail": "12 phố Mẫu"}

    offered = an.fills(draft, "place", {**old, "q-stay_at-refresh": "legacy"})
    chosen = an.fills(draft, "place", {**old, "q-stay_at-found": "00070"})

    assert "Phường Hoàn Kiếm, Thành phố Hà Nội" in said(offered)
    assert chosen.status_code == 302
    place = queries.draft(draft, by=world.an).answers["stay_at"]
    assert isinstance(place, dict)
    assert (place["province"], place["commune"]) == ("01", "00070")


def test_without_script_a_button_fills_the_communes(an: Phone) -> None:
    draft = an.starts(AREA, WARD)

    answer = an.fills(draft, "residence", {
        "q-residence-province": "37", "q-residence-refresh": "1",
    })  # fmt: skip

    assert answer.status_code == 200
    assert "Phường Hoa Lư" in said(answer)
    assert b'data-mc-communes="/places/communes"' in answer.content


@pytest.mark.parametrize("door", ["", "/pages/who", "/delivery", "/check", "/discard"])
def test_others_drafts_do_not_exist(an: Phone, binh: Phone, door: str) -> None:
    draft = an.starts()

    his, nobodys = binh.get(f"/drafts/{draft}{door}"), binh.get(f"/drafts/{uuid4()}{door}")

    assert his.status_code == nobodys.status_code == 404
    assert said(his) == said(nobodys)
    assert binh.post(f"/drafts/{draft}{door}").status_code in (404, 405)


def test_a_page_the_form_does_not_have_is_not_found(an: Phone) -> None:
    assert an.get(f"/drafts/{an.starts()}/pages/nonsense").status_code == 404


def test_a_draft_is_thrown_away_after_being_asked_once_more(an: Phone) -> None:
    draft = an.starts()

    assert "Bỏ bản nháp này?" in said(an.get(f"/drafts/{draft}/discard"))
    assert an.post(f"/drafts/{draft}/discard").status_code == 302
    assert an.get(f"/drafts/{draft}").status_code == 404


def test_a_way_of_returning_that_is_not_offered_is_refused(an: Phone) -> None:
    draft = an.fills_everything()

    assert an.post(f"/drafts/{draft}/delivery", {"method": "BY_DRONE"}).status_code == 422
    assert an.post(f"/drafts/{draft}/delivery", {"method": "ONLINE"}).status_code == 302


def test_every_page_of_the_form_is_asked_in_english_too(world: World) -> None:
    an = Phone(world.an, language="en")
    draft = an.fills_everything()

    for key in EXTRACT_PAGES:
        answer = an.get(f"/drafts/{draft}/pages/{key}")
        assert "Save and continue" in said(answer), key


def test_nobody_begins_drafts_without_end(an: Phone, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(starting, "STARTING", replace(starting.STARTING, most=2))
    begin = {"agency": WARD}
    codes = [an.post(f"/procedures/{EXTRACT}/start", begin).status_code for _ in range(3)]
    assert codes == [302, 302, 429]


@pytest.mark.parametrize("key", ["a\x00b", "\x1b[2J", "x" * 500, ""])
def test_an_odd_key_of_the_button_begins_a_draft_all_the_same(an: Phone, key: str) -> None:
    begun = an.post(f"/procedures/{EXTRACT}/start", {"agency": WARD, "key": key})
    assert begun.status_code == 302
    assert "/drafts/" in begun.headers["Location"]
