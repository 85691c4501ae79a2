"""Without signing in: how far a dossier is, and whether a paper is genuine; nothing personal."""

from io import BytesIO

import pytest

from motcua.foundation import jobs
from motcua.modules.dossiers import queries
from motcua.modules.dossiers.tests import stories
from motcua.modules.dossiers.tests.world import World
from motcua.modules.results import queries as papers
from motcua.sites.portal import checking

from .phones import Phone, links, said

PERSONAL = ("Nguyễn", "An", "001196000000", "0900000001", "1996", "Trích lục")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_tracking_tells_state_and_completion_and_nothing_else(world: World, language: str) -> None:
    dossier = stories.an_accepted_dossier(world)
    card = queries.dossier(dossier, by=world.an)
    anybody = Phone(None, language=language)

    for number in (card.number, card.submission_number, card.number.lower()):
        answer = anybody.get(f"/track/{number}")
        assert answer.status_code == 200
        assert "25%" in said(answer)
        assert [word for word in PERSONAL if word in said(answer).split()] == []


def test_the_field_leads_to_an_address_one_can_keep(anybody: Phone) -> None:
    answer = anybody.get("/track?code=+H26.101-261117-0001+")

    assert answer.headers["Location"] == "/track/H26.101-261117-0001"
    assert anybody.get("/track").status_code == 200


def test_an_unknown_number_and_a_draft_are_the_same(anybody: Phone, an: Phone) -> None:
    draft = an.starts()

    for number in ("H26.101-991231-9999", str(draft), "x" * 500, "<b>"):
        answer = anybody.get(f"/track/{number}")
        assert answer.status_code == 404
        assert "Không tìm thấy" in said(answer)


def test_walking_through_numbers_is_stopped_with_a_time_to_wait(anybody: Phone) -> None:
    answers = [anybody.get(f"/track/{n}") for n in range(checking.TRACKING.most + 1)]

    assert {answer.status_code for answer in answers[:-1]} == {404}
    assert answers[-1].status_code == 429
    assert 0 < int(answers[-1].headers["Retry-After"]) <= checking.TRACKING.per.total_seconds()
    assert "Xin đợi" in said(answers[-1])


def a_slip(world: World) -> tuple[str, bytes]:
    """The id and the file of a letter that was issued."""
    dossier = stories.an_accepted_dossier(world)
    jobs.run_due()
    letter = papers.letters_of(("dossier", str(dossier)), by=world.an)[0]
    return str(letter.id), papers.letter_file(letter.id, by=world.an).content


def upload(phone: Phone, content: bytes) -> str:
    file = BytesIO(content)
    file.name = "giấy.pdf"
    return said(phone.post("/verify", {"paper": file}))


def test_a_paper_is_checked_by_its_number(anybody: Phone, world: World) -> None:
    paper, _ = a_slip(world)

    answer = anybody.get(f"/verify/{paper}")

    assert "Có giá trị" in said(answer)
    assert "Nguyễn Thị An" not in said(answer)
    assert anybody.get(f"/verify?id={paper}").headers["Location"] == f"/verify/{paper}"


def test_the_file_itself_is_judged(anybody: Phone, world: World) -> None:
    paper, content = a_slip(world)

    assert "đúng là bản đã được cấp" in upload(anybody, content)
    assert "đã bị sửa" in upload(anybody, content.replace(b"/Type", b"/Tupe", 1))
    assert "có phần thêm vào sau" in upload(anybody, content + b"\n1 0 obj\nendobj\n%%EOF\n")
    assert "không phải do thành phố cấp" in upload(anybody, b"%PDF-1.4\n%%EOF\n")
    assert f"/verify/{paper}" in links(anybody.post("/verify", {"paper": BytesIO(content)}))


@pytest.mark.parametrize("content", [b"", b"plain words", b"PK\x03\x04 a zip"])
def test_what_is_no_pdf_is_said_to_be_none(anybody: Phone, content: bytes) -> None:
    answer = anybody.post("/verify", {"paper": BytesIO(content)})

    assert answer.status_code == 422
    assert "Chưa thực hiện được" in said(answer)


def test_nothing_chosen_is_told(anybody: Phone) -> None:
    assert anybody.post("/verify").status_code == 422


@pytest.mark.parametrize("paper", ["7c1d8f0e-2b3a-4c5d-9e6f-001122334455", "nonsense", "1"])
def test_an_unknown_paper_is_not_found(anybody: Phone, paper: str) -> None:
    assert anybody.get(f"/verify/{paper}").status_code == 404


def test_a_draft_of_a_result_is_nobodys_business(anybody: Phone, world: World) -> None:
    dossier = stories.a_drafted_dossier(world)
    result = papers.result_of(("dossier", str(dossier)), by=world.an)

    assert result is not None
    assert anybody.get(f"/verify/{result.id}").status_code == 404
