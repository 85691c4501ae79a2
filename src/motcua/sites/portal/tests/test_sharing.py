"""Asking for help with a draft and handing it over, through the pages."""

import re
from uuid import UUID

from django.http import HttpResponse

from motcua.modules.dossiers import queries
from motcua.modules.dossiers.tests.world import World

from .phones import Phone, links, said
from .test_saving import KEYS


def invites(phone: Phone, draft: UUID, path: str = "helpers", **typed: str) -> tuple[str, str]:
    """The link and the code, as they stand on the page."""
    answer = phone.post(f"/drafts/{draft}/{path}", typed)
    assert answer.status_code == 200, said(answer)
    words = said(answer)
    link = re.search(r"http://testserver(/invitations/[\w-]+)", words)
    code = re.search(r"\b(\d{6})\b", words)
    assert link
    assert code
    return link[1], code[1]


def test_a_helper_comes_in_by_link_and_code(an: Phone, binh: Phone, world: World) -> None:
    draft = an.starts()
    link, code = invites(an, draft, purpose="fill", days="7")

    before = binh.get(link)
    came = binh.post(link, {"code": code})

    assert "Nguyễn" not in said(before)
    assert came.headers["Location"] == f"/drafts/{draft}"
    page = binh.get(f"/drafts/{draft}/pages/contact")
    assert "Nguyễn Thị An" in said(page)
    binh.fills(draft, "contact", {"q-phone": "0987654321", "asked": KEYS})
    assert queries.draft(draft, by=world.an).answers["phone"] == "0987654321"
    assert "Nguyễn Văn Bình" in said(an.get(f"/drafts/{draft}/helpers"))
    assert "Bạn giúp điền" in said(binh.get("/mine"))
    assert not any(where.endswith("/discard") for where in links(binh.get("/mine")))


def test_a_helper_sees_the_check_and_cannot_file(an: Phone, binh: Phone) -> None:
    draft = an.fills_everything()
    link, code = invites(an, draft, purpose="see", days="1")
    binh.post(link, {"code": code})

    page = binh.get(f"/drafts/{draft}/check")

    assert "Bạn được mời xem" in said(page)
    assert binh.get(f"/drafts/{draft}/pages/contact").status_code == 302
    assert binh.post(f"/drafts/{draft}/check").status_code == 404
    assert binh.get(f"/drafts/{draft}/helpers").status_code == 404


def test_what_was_filed_with_help_is_followed_as_any_other(an: Phone, binh: Phone) -> None:
    draft = an.fills_everything()
    link, code = invites(an, draft, purpose="fill", days="7")
    binh.post(link, {"code": code})
    binh.fills(draft, "contact", {"q-phone": "0987654321", "asked": KEYS})

    assert filed(an.post(f"/drafts/{draft}/check"))

    assert an.get(f"/mine/{draft}").status_code == 200
    assert "0987654321" in said(an.get(f"/mine/{draft}/answers"))
    assert binh.get(f"/drafts/{draft}").status_code == 404
    assert binh.get(f"/mine/{draft}").status_code == 404


def test_a_wrong_code_is_told_and_soon_no_more_are_taken(an: Phone, binh: Phone) -> None:
    draft = an.starts()
    link, code = invites(an, draft, purpose="fill", days="7")
    wrong = f"{(int(code) + 1) % 10**6:06}"

    answers = [binh.post(link, {"code": wrong}) for _ in range(6)]

    assert [answer.status_code for answer in answers] == [404] * 5 + [429]
    assert "Mã không đúng" in said(answers[0])
    assert binh.post(link, {"code": code}).status_code == 429


def test_taken_back_is_out(an: Phone, binh: Phone, world: World) -> None:
    draft = an.starts()
    link, code = invites(an, draft, purpose="fill", days="7")
    binh.post(link, {"code": code})
    (card,) = queries.invitations(draft, by=world.an)

    an.post(f"/drafts/{draft}/helpers/{card.id}/end")

    assert binh.get(f"/drafts/{draft}/pages/contact").status_code == 404
    assert "không còn dùng được" in said(binh.get(link))


def test_a_draft_is_handed_over(an: Phone, binh: Phone, world: World) -> None:
    draft = an.fills_everything()
    link, code = invites(an, draft, path="hand-over")
    assert "làm của mình" in said(binh.get(link))

    binh.post(link, {"code": code})

    assert an.get(f"/drafts/{draft}").status_code == 404
    assert filed(binh.post(f"/drafts/{draft}/check"))
    assert queries.dossier(draft, by=world.binh).id == draft


def test_strangers_learn_nothing(an: Phone, binh: Phone) -> None:
    draft = an.starts()

    assert binh.get("/invitations/made-up").status_code == 404
    for path in ("helpers", "hand-over"):
        assert binh.get(f"/drafts/{draft}/{path}").status_code == 404
        assert binh.post(f"/drafts/{draft}/{path}", {"days": "7"}).status_code == 404
    assert an.post(f"/drafts/{draft}/helpers", {"purpose": "fill", "days": "x"}).status_code == 422


def filed(answer: HttpResponse) -> bool:
    return answer.status_code == 302 and "/mine/" in answer.headers["Location"]
