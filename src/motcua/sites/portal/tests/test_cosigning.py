"""The pages of co-signing: a link made once, shown to one person, and a filing that waits."""

import re
from uuid import UUID

from motcua.foundation import jobs
from motcua.modules.dossiers.tests.test_cosigning import BOTH, a_draft, couple
from motcua.modules.dossiers.tests.world import World, a_citizen
from motcua.modules.people import queries as people

from .phones import Phone, said

__all__ = ["BOTH", "couple"]


def link(an: Phone, draft: UUID) -> str:
    answer = an.post(f"/drafts/{draft}/cosign/groom")
    found = re.search(r"/cosign/[\w-]{20,}", answer.content.decode())
    assert found
    return found.group()


def test_the_other_signs_what_is_filed(an: Phone, binh: Phone, couple: World) -> None:
    draft = a_draft(couple)
    check = an.get(f"/drafts/{draft}/check")
    assert "Người cùng ký" in said(check)
    assert "Nộp hồ sơ" not in [button.strip() for button in re.findall(
        r"<button[^>]*>([^<]*)<", check.content.decode())]  # fmt: skip
    assert an.post(f"/drafts/{draft}/check", {"sends": "file"}).status_code == 422

    where = link(an, draft)
    page = binh.get(where)
    assert "Nguyễn Thị An mời bạn cùng ký" in said(page)
    assert "001196000000" in said(page)
    found = re.search(r'name="digest" value="(\w+)"', page.content.decode())
    assert found
    digest = found.group(1)
    assert binh.post(where, {"deed": "sign", "digest": "0" * 64}).status_code == 409
    assert binh.post(where, {"deed": "sign", "digest": digest}).status_code == 302
    assert "Bạn đã ký" in said(binh.get(where))

    assert "Đã ký" in said(an.get(f"/drafts/{draft}/check"))
    assert an.post(f"/drafts/{draft}/check", {"sends": "file"}).status_code == 302


def test_strangers_and_the_signed_out_see_nothing(
    an: Phone,
    anybody: Phone,
    couple: World,
) -> None:
    where = link(an, a_draft(couple))
    stranger = Phone(a_citizen("x", "Nguyễn Văn Bình", "001092000009"))
    for phone in (stranger, an):
        assert phone.get(where).status_code == 404
        assert phone.post(where, {"deed": "sign", "digest": "x"}).status_code == 404
    assert anybody.get(where).status_code == 302


def test_a_no_needs_a_reason_and_is_read_by_who_asked(
    an: Phone,
    binh: Phone,
    couple: World,
) -> None:
    draft = a_draft(couple)
    where = link(an, draft)
    assert binh.post(where, {"deed": "decline"}).status_code == 422
    binh.post(where, {"deed": "decline", "reason": "Ngày sinh chưa đúng"})
    assert "Ngày sinh chưa đúng" in said(an.get(f"/drafts/{draft}/check"))


def test_nobody_is_asked_over_and_over(an: Phone, couple: World) -> None:
    draft = a_draft(couple)
    codes = [an.post(f"/drafts/{draft}/cosign/groom").status_code for _ in range(22)]
    assert codes[0] == 200
    assert codes[-1] == 429
    jobs.run_due()
    assert len(people.my_notices(by=couple.binh)) <= 20


def test_nobody_says_yes_and_no_all_day(an: Phone, binh: Phone, couple: World) -> None:
    where = link(an, a_draft(couple))
    no = {"deed": "decline", "reason": "Chưa đúng"}
    codes = [binh.post(where, no).status_code for _ in range(22)]
    assert (codes[0], codes[-1]) == (302, 429)
