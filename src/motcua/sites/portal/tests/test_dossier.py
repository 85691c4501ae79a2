"""My dossiers: where each is, what is next, what happened, and its papers; nobody else's."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from motcua.design.page import now
from motcua.foundation import jobs
from motcua.modules.dossiers import operations as dossiers
from motcua.modules.dossiers.tests import stories
from motcua.modules.dossiers.tests.world import TUESDAY, World
from motcua.modules.results import queries as papers

from .phones import Phone, links, said


def a_finished_dossier(world: World) -> UUID:
    """Signed, issued and delivered online."""
    dossier = stories.a_drafted_dossier(world)
    dossiers.sign(dossier_id=dossier, by=world.signatory, at=TUESDAY)
    jobs.run_due()
    dossiers.issue(dossier_id=dossier, by=world.clerk, at=TUESDAY)
    jobs.run_due()
    return dossier


def test_the_list_says_the_next_step(an: Phone, world: World) -> None:
    dossier = stories.a_filed_dossier(world)

    answer = an.get("/mine")

    assert f"/mine/{dossier}" in links(answer)
    assert "Nộp phí để Bộ phận Một cửa tiếp nhận hồ sơ." in said(answer)
    assert f"/mine/{dossier}/pay" in links(answer)
    assert "Còn phải nộp 24.000" in said(answer)


def test_what_is_paid_is_no_longer_owed(an: Phone, world: World) -> None:
    dossier = stories.a_filed_dossier(world)
    stories.pay(dossier, world)

    assert f"/mine/{dossier}/pay" not in links(an.get("/mine"))


def test_the_receipt_of_filing_is_there_with_its_signed_data(an: Phone, world: World) -> None:
    dossier = stories.a_filed_dossier(world)
    jobs.run_due()

    page = an.get(f"/mine/{dossier}")
    data = next(x for x in links(page) if x.endswith("/data"))
    paper = data.removesuffix("/data")

    assert "Biên nhận nộp hồ sơ" in said(page)
    assert an.get(paper).content[:5] == b"%PDF-"
    token = an.get(data)
    assert token.headers["Content-Type"] == "application/jose"
    assert token.content.count(b".") == 2
    assert "/verify/offline.html" in links(page)


def test_nobody_else_gets_the_signed_data(an: Phone, binh: Phone, world: World) -> None:
    dossier = stories.a_filed_dossier(world)
    jobs.run_due()
    data = next(x for x in links(an.get(f"/mine/{dossier}")) if x.endswith("/data"))

    assert binh.get(data).status_code == 404


def test_the_list_goes_on_over_pages(an: Phone, world: World) -> None:
    for number in range(22):
        stories.a_filed_dossier(world, key=f"k{number}", at=stories.later(minutes=number))

    first = an.get("/mine")
    rest = an.get(next(link for link in links(first) if "after=" in link))

    shown = [{x for x in links(page) if x.startswith("/mine/") and not x.endswith("/pay")}
             for page in (first, rest)]  # fmt: skip
    assert [len(rows) for rows in shown] == [20, 2]
    assert shown[0] & shown[1] == set()
    assert an.get("/mine?after=nonsense").status_code == 404


def test_nobody_has_nothing(binh: Phone) -> None:
    assert "Bạn chưa có hồ sơ nào" in said(binh.get("/mine"))


def test_the_timeline_tells_amounts_dates_and_who(an: Phone, world: World) -> None:
    told = said(an.get(f"/mine/{stories.an_accepted_dossier(world)}"))

    for words in ("Có khoản phải nộp", "24.000", "chuyển khoản", "Đã tiếp nhận hồ sơ",
                  "Mã hồ sơ H26.101-261117-0001. Hẹn trả 17:00, 17/11/2026.",
                  "Lê Thị Chi, Công chức tiếp nhận"):  # fmt: skip
        assert words in told, words


def test_the_timeline_keeps_to_itself_what_officers_do_among_themselves(
    an: Phone, world: World
) -> None:
    dossier = stories.a_drafted_dossier(world)
    dossiers.return_draft(
        dossier_id=dossier, reason="Sai ngày sinh trong sổ", by=world.signatory, at=TUESDAY
    )

    assert "Sai ngày sinh" not in said(an.get(f"/mine/{dossier}"))


def test_an_extension_tells_the_new_date(an: Phone, world: World) -> None:
    dossier = stories.a_handled_dossier(world)
    dossiers.extend(
        dossier_id=dossier, until=TUESDAY + timedelta(days=3), apology="Xin lỗi vì chậm",
        by=world.dept_head, at=TUESDAY,
    )  # fmt: skip

    told = said(an.get(f"/mine/{dossier}"))

    assert "Xin lỗi và hẹn lại ngày trả" in told
    assert "trước là 17:00, 17/11/2026" in told


def test_a_refusal_says_why_and_on_what_ground(an: Phone, world: World) -> None:
    dossier = stories.a_filed_dossier(world)
    stories.pay(dossier, world)
    dossiers.refuse_at_intake(
        dossier_id=dossier, reason="Không thuộc thẩm quyền", legal_basis="60/2014/QH13 Điều 35",
        by=world.receiver, at=TUESDAY,
    )  # fmt: skip

    told = said(an.get(f"/mine/{dossier}"))

    assert "Không thuộc thẩm quyền" in told
    assert "60/2014/QH13 Điều 35" in told


def test_the_result_is_downloaded_and_can_be_checked(an: Phone, world: World) -> None:
    dossier = a_finished_dossier(world)

    page, file = an.get(f"/mine/{dossier}"), an.get(f"/mine/{dossier}/result")

    assert "Đã trả kết quả" in said(page)
    assert any("/verify/" in link for link in links(page))
    assert file.content.startswith(b"%PDF")
    assert file.headers["Cache-Control"] == "private, no-store"
    assert file.headers["Content-Disposition"].startswith("attachment")


def test_a_letter_is_downloaded(an: Phone, world: World) -> None:
    dossier = stories.an_accepted_dossier(world)
    jobs.run_due()

    slip = next(link for link in links(an.get(f"/mine/{dossier}")) if "/letters/" in link)

    assert an.get(slip).content.startswith(b"%PDF")


def test_there_is_no_result_before_there_is_one(an: Phone, world: World) -> None:
    assert an.get(f"/mine/{stories.a_drafted_dossier(world)}/result").status_code == 404


def test_what_was_filed_can_be_read(an: Phone, world: World) -> None:
    told = said(an.get(f"/mine/{stories.a_filed_dossier(world)}/answers"))

    assert "Nguyễn Thị An" in told
    assert "SHA-256" in told


@pytest.mark.parametrize(
    "door",
    [
        "",
        "/answers",
        "/result",
        "/pay",
        "/files/" + "0" * 64,
        "/letters/7c1d8f0e-2b3a-4c5d-9e6f-001122334455",
    ],
)
def test_others_dossiers_do_not_exist(binh: Phone, world: World, door: str) -> None:
    dossier = a_finished_dossier(world) if door == "/result" else stories.a_filed_dossier(world)

    hers, nobodys = binh.get(f"/mine/{dossier}{door}"), binh.get(f"/mine/{uuid4()}{door}")

    assert hers.status_code == nobodys.status_code == 404
    assert said(hers) == said(nobodys)


def test_others_letters_do_not_exist_at_ones_own_dossier(
    an: Phone, binh: Phone, world: World
) -> None:
    hers = stories.an_accepted_dossier(world)
    jobs.run_due()
    letter = papers.letters_of(("dossier", str(hers)), by=world.an)[0]
    draft = binh.fills_everything()
    binh.post(f"/drafts/{draft}/check")

    assert an.get(f"/mine/{hers}/letters/{letter.id}").status_code == 200
    assert binh.get(f"/mine/{draft}/letters/{letter.id}").status_code == 404


def test_a_dossier_is_withdrawn_at_once_before_it_is_accepted(an: Phone, world: World) -> None:
    dossier = stories.a_filed_dossier(world)

    answer = an.post(f"/mine/{dossier}/withdraw", {"reason": "Nộp nhầm nơi"})

    assert answer.headers["Location"] == f"/mine/{dossier}?done=withdrawn"
    assert "Hồ sơ đã được rút" in said(an.get(answer.headers["Location"]))


def test_withdrawing_twice_is_refused_in_words(an: Phone, world: World) -> None:
    dossier = stories.a_filed_dossier(world)
    an.post(f"/mine/{dossier}/withdraw")

    again = an.post(f"/mine/{dossier}/withdraw")

    assert again.status_code == 409
    assert "đã sang bước khác" in said(again)


def test_withdrawing_others_dossiers_is_not_found(binh: Phone, world: World) -> None:
    dossier = stories.a_filed_dossier(world)

    assert binh.post(f"/mine/{dossier}/withdraw").status_code == 404
    assert binh.post(f"/mine/{uuid4()}/withdraw").status_code == 404


def test_after_a_sign_in_a_post_only_door_leads_to_its_page(an: Phone, world: World) -> None:
    dossier = stories.a_filed_dossier(world)

    assert an.get(f"/mine/{dossier}/withdraw").headers["Location"] == f"/mine/{dossier}"


def test_all_of_it_is_told_in_english(world: World) -> None:
    an = Phone(world.an, language="en")
    told = said(an.get(f"/mine/{a_finished_dossier(world)}"))

    for words in (
        "Result delivered online",
        "Download the result",
        "Application filed",
        "See what was filed",
    ):
        assert words in told, words


def test_an_officer_is_told_that_this_is_for_citizens(world: World) -> None:
    dossier = stories.a_filed_dossier(world)

    assert Phone(world.receiver).get(f"/mine/{dossier}").status_code == 403


def test_nobody_signed_in_is_sent_to_sign_in_and_back(anybody: Phone) -> None:
    answer = anybody.get(f"/mine/{uuid4()}?x=1")

    assert answer.status_code == 302
    assert "next=%2Fmine%2F" in answer.headers["Location"]


def test_a_dossier_page_reads_the_clock_of_now(an: Phone, world: World) -> None:
    dossier = stories.an_accepted_dossier(world, at=now())

    assert "Vì sao là ngày này" in said(an.get(f"/mine/{dossier}"))
