"""A procedure changes under two dossiers: they go on, one is asked, one goes back, none is lost."""

import time
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import expect

from .conftest import City, Walker, Walkers, free_port, start_city, stop_city
from .test_citizen import fill, submit
from .test_rehearsal import file, narrow_enough

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    """A city of its own: a procedure changes here, which other stories rely on."""
    running = start_city(tmp_path_factory.mktemp("changing"), free_port())
    yield running
    stop_city(running)


GIANG, TUE, AN = "Vũ Hương Giang", "Đặng Minh Tuệ", "Nguyễn Thị An"
PROCEDURE = "2.000635"
PATIENCE = 90.0
PURPOSE = """\
      - key: purpose
        kind: short_text
        label: Bạn xin bản sao để làm gì?
      - key: registered_abroad
"""
WORDS = "form.pages.{page}.questions.purpose.label: What do you need the copy for?\n"


def test_a_new_question_and_a_renamed_choice_reach_dossiers_in_flight(walker: Walkers) -> None:
    an = walker(AN)
    asked, returned = file(an), file(an)
    original = digest(an, asked)

    giang = walker(GIANG)
    proposal = propose(giang)
    decide(giang, proposal)
    try_out(giang, proposal)
    submit_proposal(giang, proposal)
    approve(walker(TUE), proposal)
    run = run_of(giang)

    an.go(f"/mine/{asked}")
    expect(an.page.locator("main")).to_contain_text("Bạn xin bản sao để làm gì?")
    assert narrow_enough(an, f"/mine/{asked}")
    an.page.set_viewport_size({"width": 1280, "height": 900})
    give_answer(an, asked)
    assert digest(an, asked) == original
    expect(an.page.locator("main")).to_contain_text("theo biểu mẫu lúc nộp")

    take_back(giang, run)
    an.go(f"/mine/{returned}")
    expect(an.page.locator("main")).not_to_contain_text("Bạn xin bản sao để làm gì?")
    expect(an.page.locator("main")).to_contain_text("Hồ sơ trở lại đi theo bản lúc nộp")
    assert narrow_enough(giang, f"/studio/transitions/{run}")


def propose(giang: Walker) -> str:
    """A draft with a new required question and a choice of another key. Returns its id."""
    giang.go(f"/studio/procedures/{PROCEDURE}")
    giang.page.locator(f'form[action$="/{PROCEDURE}/start"] button').click()
    giang.page.wait_for_url("**/studio/proposals/**")
    proposal = giang.page.url.split("/proposals/")[1].split("?")[0]
    edit(giang, proposal, "form.yaml", lambda text: text.replace(
        "{ key: birth, label: Giấy khai sinh }", "{ key: birth_record, label: Giấy khai sinh }"
    ).replace("      - key: registered_abroad\n", PURPOSE, 1))  # fmt: skip
    page = page_of(text_of(giang, proposal, "form.yaml"))
    edit(giang, proposal, "words.en.yaml", lambda text: text.replace(
        "form.pages.record.questions.record_kind.choices.birth.label",
        "form.pages.record.questions.record_kind.choices.birth_record.label",
    ) + WORDS.format(page=page))  # fmt: skip
    edit(giang, proposal, "route.yaml", lambda text: text.replace("reads: [", "reads: [purpose, "))
    return proposal


def page_of(form: str) -> str:
    """The page of the form on which the new question stands."""
    before = form.split("- key: purpose")[0]
    return before.rsplit("\n  - key: ", 1)[1].split("\n", 1)[0].strip()


def text_of(giang: Walker, proposal: str, name: str) -> str:
    giang.go(f"/studio/proposals/{proposal}/files/{name}")
    return str(giang.page.locator("textarea[name=content]").input_value())


def edit(giang: Walker, proposal: str, name: str, change: Callable[[str], str]) -> None:
    text = text_of(giang, proposal, name)
    changed = change(text)
    assert changed != text
    giang.page.locator("textarea[name=content]").fill(changed)
    save = giang.page.locator("form:has(textarea[name=content]) button:not([name=remove])").first
    save.press("Enter")
    giang.page.wait_for_url("**done=saved**")
    giang.look()
    expect(giang.page.locator(".govuk-error-summary")).to_have_count(0)


def decide(giang: Walker, proposal: str) -> None:
    """What is proposed is right: the question is asked, the choice is turned."""
    giang.go(f"/studio/proposals/{proposal}/in-flight")
    expect(giang.page.locator("main")).to_contain_text("Bạn xin bản sao để làm gì?")
    turned = giang.page.locator('input[type=text][value*="birth_record"]')
    assert turned.count() == 1
    assert narrow_enough(giang, f"/studio/proposals/{proposal}/in-flight")
    giang.page.set_viewport_size({"width": 1280, "height": 900})
    giang.press("Ghi cách xử lý")
    expect(giang.page.locator("main")).to_contain_text("Đã ghi cách xử lý")


def try_out(giang: Walker, proposal: str) -> None:
    giang.go(f"/studio/proposals/{proposal}/in-flight")
    giang.press("Chạy thử trên mọi hồ sơ")
    here = giang.page.url
    until(lambda: "2" in counts(giang, here).get("Đi tiếp, hỏi thêm người nộp", ""))
    giang.follow("Xem mười hồ sơ trước và sau")
    expect(giang.page.locator("main")).to_contain_text("•••")


def counts(giang: Walker, url: str) -> dict[str, str]:
    giang.page.goto(url)
    giang.look()
    rows = giang.page.locator("main table").first.locator("tbody tr").all()
    return {
        row.locator("th, td").nth(0).inner_text(): row.locator("th, td").nth(1).inner_text()
        for row in rows
    }


def submit_proposal(giang: Walker, proposal: str) -> None:
    giang.go(f"/studio/proposals/{proposal}")
    giang.page.locator("[name=reason]").fill("Cần biết mục đích")
    giang.page.locator("[name=decision_number]").fill("12/QĐ-UBND")
    giang.page.locator('form[action$="/submit"] button').click()
    giang.look()
    expect(giang.page.locator(".govuk-error-summary")).to_have_count(0)


def approve(tue: Walker, proposal: str) -> None:
    tue.go(f"/studio/proposals/{proposal}")
    tue.page.locator('form[action$="/approve"] button').click()
    tue.look()
    expect(tue.page.locator(".govuk-error-summary")).to_have_count(0)


def run_of(giang: Walker) -> str:
    """The run that began when the revision came into force, once it is done."""

    def done() -> bool:
        giang.go(f"/studio/procedures/{PROCEDURE}/transitions")
        return giang.page.locator("main table tbody tr", has_text="Xong").count() == 1

    until(done)
    giang.page.locator("main table a").first.click()
    giang.look()
    return giang.page.url.split("/transitions/")[1].split("?")[0]


def give_answer(an: Walker, dossier: str) -> None:
    an.go(f"/mine/{dossier}")
    an.press("Trả lời câu hỏi mới")
    fill(an, purpose="Xin việc làm")
    submit(an)
    an.page.goto(f"/drafts/{dossier}/check")
    an.look()
    submit(an)
    an.page.wait_for_url("**/mine/**")
    expect(an.page.locator("main")).to_contain_text("Đã nhận câu trả lời của bạn")


def digest(an: Walker, dossier: str) -> str:
    an.go(f"/mine/{dossier}/answers")
    return str(an.page.locator("main p code").first.inner_text())


def take_back(giang: Walker, run: str) -> None:
    """The first that nobody has acted on."""
    giang.go(f"/studio/transitions/{run}/dossiers/asked")
    for number in range(giang.page.locator('form[action$="/back"]').count()):
        giang.go(f"/studio/transitions/{run}/dossiers/asked")
        giang.page.locator("details summary").nth(number).click()
        giang.page.locator('form[action$="/back"] [name=reason]').nth(number).fill("Xin riêng")
        giang.page.locator('form[action$="/back"] button').nth(number).click()
        giang.page.wait_for_load_state()
        if giang.page.locator("main", has_text="Đã hoàn lại một hồ sơ").count():
            giang.complaints.clear()  # the browser complains of the refusal before, as it should
            return
    pytest.fail("nothing was taken back")


def until(true: Callable[[], bool]) -> None:
    limit = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < limit
        time.sleep(0.5)
