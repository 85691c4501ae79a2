"""Every macro draws itself in both languages, escapes what people typed, and names its parts."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.template import engines
from django.utils.translation import override
from lxml import html

from motcua import design
from motcua.kernel.errors import WrongMoment
from motcua.kernel.words import Text

TEMPLATES = Path(design.__file__).parent / "templates" / "design"
MOMENT = datetime(2026, 11, 20, 2, 15, tzinfo=UTC)
CHOICES = [("a", Text("Một", "One")), ("b", "Hai", Text("Gợi ý", "Hint"))]
FILE = {"name": "a.pdf", "size": 2048, "media_type": "application/pdf", "sha256": "ab" * 32}
ROWS = [
    {"key": Text("Tên", "Name"), "value": "An", "href": "/x"},
    {"key": "Địa chỉ", "values": ["a", "b"]},
    {"key": "Thư", "value": ""},
]
CONTEXT = {
    "moment": MOMENT,
    "choices": CHOICES,
    "file": FILE,
    "rows": ROWS,
    "refusal": WrongMoment("late"),
    "words": Text("Chữ", "Words"),
    "events": [
        {"title": Text("Nộp", "Filed"), "at": MOMENT, "by": "An", "words": "w", "href": "/x",
         "link": "l", "tone": "good"},
        {"title": "Sẽ tới", "next": True},
    ],
    "intervals": [
        {"starts_at": MOMENT, "ends_at": MOMENT, "runs": True, "why": Text("Vì", "Why"),
         "amount": "1"},
        {"starts_at": MOMENT, "ends_at": None, "runs": False, "why": "Chờ"},
    ],
}  # fmt: skip

QUESTIONS = {
    "input": 'ask.input("x", words, prefix="a", suffix="b", error=words)',
    "short_text": 'ask.short_text("x", words, hint=words, optional=true)',
    "long_text": 'ask.long_text("x", words, most=100) ~ ask.long_text("y", words, heading=true)',
    "person_name": 'ask.person_name("x", words, value="An")',
    "personal_id": 'ask.personal_id("x", words)',
    "phone": 'ask.phone("x", words, autocomplete="off")',
    "email": 'ask.email("x", words)',
    "password": 'ask.password("x", words)',
    "whole_number": 'ask.whole_number("x", words, value=3, unit=words)',
    "money": 'ask.money("x", words, value=24000)',
    "date": 'ask.date("x", words, value={"day": "1"}, error=words, wrong=["day"], birthday=true)',
    "single_choice": 'ask.single_choice("x", words, choices, value="a", heading=true)',
    "yes_no": 'ask.yes_no("x", words, value=true)',
    "multiple_choice": 'ask.multiple_choice("x", words, choices, value=["b"], error=words)',
    "declaration": 'ask.declaration("x", words, error=words)',
    "computed": 'ask.computed("x", words, value=words, shape="money", unit=words, hint=words)',
    "cell": 'ask.cell("x", words, value="a", lang="en") ~ ask.cell("y", words, long=true)',
    "code": 'ask.code("x", words, value="a: b", readonly=true)',
    "select": 'ask.select("x", words, choices, value="b")',
    "address": 'ask.address("x", words, choices, hint=words, error=words, errors={"detail": "e"},'
    ' value={"province": "a", "legacy": "x"}, communes_url="/c", legacy=true, former=choices)',
    "file": 'ask.file("x", words, hint=words, most=2, held=[file], remove_name="r")',
}
PIECES = {
    "error_summary": 'ui.error_summary([("x", words), ("", "y")])',
    "refusal": "ui.refusal(refusal)",
    "banner": 'ui.banner(words) ~ ui.banner(words, tone="success", title=words)',
    "warning": "ui.warning(words)",
    "inset": "ui.inset(words)",
    "details": "ui.details(words, caller=body)",
    "panel": "ui.panel(words, words)",
    "button": 'ui.button(words) ~ ui.button(words, name="a", value="b", tone="warning")',
    "button_link": 'ui.button_link(words, "/x", start=true)',
    "buttons": "ui.buttons(caller=body)",
    "print_button": "ui.print_button()",
    "back_link": 'ui.back_link("/x")',
    "breadcrumbs": 'ui.breadcrumbs([(words, "/x"), (words, "")])',
    "search_box": 'ui.search_box("/x", words, hint=words, large=true)',
    "pagination": 'ui.pagination(previous="/a", next="/b")',
    "tag": 'ui.tag(words, "wait")',
    "summary": 'ui.summary(rows) ~ ui.summary(rows, title=words, change="/x")',
    "missing": "ui.missing()",
    "table": 'ui.table(words, [words, "b"], [["x", words]], numeric=[1])'
    ' ~ ui.table("scrolls", ["a"], [["b"]], stack=false, first_is_header=true)',
    "timeline": "ui.timeline(events)",
    "steps": 'ui.steps([{"title": words, "state": "done"}, {"title": "x", "state": "now",'
    ' "words": "w", "href": "/x"}, {"title": "y", "state": "later"}])',
    "tasks": 'ui.tasks([{"title": words, "href": "/x", "status": words, "hint": "h"}])',
    "clock": "ui.clock(moment, intervals, note=words) ~ ui.clock(none, [], paused=true)"
    " ~ ui.clock(moment, [], late=true)",
    "files": "ui.files([file]) ~ ui.files([])",
    "facts": "ui.facts([(words, words), (words, words, words)])",
    "cards": 'ui.cards([{"title": words, "href": "/x", "words": "w", "small": "s"}])',
    "group": 'ui.group(words, [{"title": words, "rows": rows, "href": "/x", "remove_name": "r",'
    ' "remove_value": "1"}], add_name="add")',
    "empty": "ui.empty(words, words)",
    "qr": 'ui.qr("https://example.vn/verify/1", words)',
    "amount": "ui.amount(24000, words)",
    "icon": 'ui.icon("door")',
}
IMPORTS = (
    '{% import "design/questions.html" as ask %}{% import "design/pieces.html" as ui %}'
    "{% macro body() %}<p>…</p>{% endmacro %}"
)


def draw(expression: str, language: str = "vi", **context: object) -> str:
    with override(language):
        template = engines["jinja2"].from_string(IMPORTS + "{{ " + expression + " }}")
        return str(template.render(CONTEXT | context))


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("expression", [*QUESTIONS.values(), *PIECES.values()])
def test_a_macro_draws_itself(expression: str, language: str) -> None:
    drawn = draw(expression, language)

    root = html.fromstring(f"<div>{drawn}</div>")
    ids = [str(i) for i in root.xpath("//@id")]
    assert len(ids) == len(set(ids))
    for pointed in " ".join(map(str, root.xpath("//@aria-describedby | //label/@for"))).split():
        assert pointed in ids
    if language == "en":
        spoken = re.sub(r'<span lang="vi">.*?</span>', "", drawn)
        assert "Chữ" not in spoken


@pytest.mark.parametrize(("file", "examples"), [("questions", QUESTIONS), ("pieces", PIECES)])
def test_every_macro_is_tried_here(file: str, examples: dict[str, str]) -> None:
    source = (TEMPLATES / f"{file}.html").read_text("utf-8")

    named = {m for m in re.findall(r"{% macro (\w+)\(", source) if not m.startswith("_")}

    assert named == set(examples)


@pytest.mark.parametrize("name", sorted(set(QUESTIONS) - {"input", "declaration"}))
def test_what_people_typed_is_never_markup(name: str) -> None:
    nasty = Text('<script>alert("1")</script>', "")

    drawn = draw(QUESTIONS[name], words=nasty)

    assert "<script" not in drawn
    assert "&lt;script&gt;" in drawn


def test_an_error_is_tied_to_its_field() -> None:
    field = html.fromstring(draw('ask.short_text("x", words, hint="h", error="e")'))

    assert field.xpath("string(//input/@aria-describedby)") == "x-hint x-error"
    assert "Lỗi" in field.xpath("string(//*[@id='x-error'])")


def test_only_the_wrong_part_of_a_date_is_marked() -> None:
    drawn = html.fromstring(draw('ask.date("x", words, error="e", wrong=["year"])'))

    marked = drawn.xpath("//input[contains(@class, 'govuk-input--error')]/@name")

    assert marked == ["x-year"]


def test_a_chosen_answer_stays_chosen() -> None:
    radios = html.fromstring(draw('ask.single_choice("x", words, choices, value="b")'))
    boxes = html.fromstring(draw('ask.multiple_choice("x", words, choices, value=["a", "b"])'))
    yes = html.fromstring(draw('ask.yes_no("x", words, value=false)'))

    assert radios.xpath("//input[@checked]/@value") == ["b"]
    assert boxes.xpath("//input[@checked]/@value") == ["a", "b"]
    assert yes.xpath("//input[@checked]/@value") == ["no"]


def test_a_heading_question_is_the_heading_of_the_page() -> None:
    drawn = html.fromstring(draw('ask.short_text("x", words, heading=true)'))

    assert drawn.xpath("string(//h1)").strip() == "Chữ"


def test_a_missing_name_is_a_mistake_not_a_blank() -> None:
    with pytest.raises(Exception, match="undefined"):
        draw("nobody_gave_this")
