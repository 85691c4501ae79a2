"""A compiled form's questions are drawn whatever their kind, with the names the server reads."""

from dataclasses import dataclass, field
from types import SimpleNamespace

import pytest
from django.template import engines
from django.utils.translation import override
from lxml import html

from motcua.kernel.words import Text

OPTIONS = (
    SimpleNamespace(value="a", label=Text("Một", "One"), hint=None),
    SimpleNamespace(value="b", label=Text("Hai", "Two"), hint=Text("Gợi ý", "Hint")),
)
LABEL, HINT, ITEM = Text("Câu hỏi", "Question"), Text("Giúp", "Help"), Text("Người", "Person")
KINDS = [
    "short_text", "long_text", "person_name", "personal_id", "phone", "email", "date",
    "whole_number", "money", "yes_no", "single_choice", "multiple_choice", "address", "file",
    "declaration", "computed", "group",
]  # fmt: skip
HELD = {"name": "a.pdf", "size": 10, "media_type": "application/pdf", "sha256": "ab" * 32}


@dataclass
class Control:
    choices: tuple[object, ...] = OPTIONS
    as_list: bool = False
    provinces: tuple[object, ...] = OPTIONS
    communes: tuple[object, ...] = OPTIONS
    former: tuple[object, ...] = OPTIONS
    unit: Text | None = None
    longest: int = 100
    most: int = 3
    max_mb: int = 10
    accept: tuple[str, ...] = ("pdf", "png")
    detail_required: bool = True
    max_pages: int = 5
    photos: bool = True
    most_photos: int = 30
    originality: tuple[str, ...] = ("original", "copy")
    held: object = field(default_factory=lambda: SimpleNamespace(address="/uploads", states={}))


@dataclass
class Question:
    """Looks like the card of a form's question; design may not know the real one."""

    kind: str
    key: str = "x"
    name: str = "q-x"
    label: Text = LABEL
    hint: Text | None = HINT
    optional: bool = False
    control: Control = field(default_factory=Control)
    value: object = ""
    errors: dict[str, str] = field(default_factory=dict)
    held: tuple[object, ...] = ()
    rows: tuple[object, ...] = ()
    item: Text | None = ITEM
    computed: Text = LABEL
    shape: str = "number"
    is_shown: bool = True
    error: str = ""
    wrong: tuple[str, ...] = ()
    rows_name: str = "q-x-rows"
    add_name: str = "q-x-add"
    remove_name: str = "q-x-remove"


def a_question(kind: str, *, wrong: bool = False) -> Question:
    value = {"date": {"day": "1", "month": "", "year": ""}, "address": {"legacy": "cũ"},
             "file": {"document": "", "originality": "copy"}}  # fmt: skip
    question = Question(kind, value=value.get(kind, ["a"] if kind == "multiple_choice" else "a"))
    if wrong:
        question.errors, question.error = {"": "Sai"}, "Sai"
    if kind == "file":
        question.held = (HELD,)
    if kind == "group":
        inner = Question("short_text", name="q-x-0-y")
        question.rows = (SimpleNamespace(number=0, title=Text("Người 1"), drawn=(inner,)),)
    return question


def draw(*questions: Question, language: str = "vi") -> html.HtmlElement:
    source = '{% import "design/asked.html" as asked %}{{ asked.page(questions, heading=true) }}'
    with override(language):
        drawn = engines["jinja2"].from_string(source).render({"questions": questions})
    return html.fromstring(f"<form>{drawn}</form>")


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("wrong", [False, True])
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_drawn(kind: str, wrong: bool, language: str) -> None:  # noqa: FBT001
    drawn = draw(a_question(kind, wrong=wrong), language=language)

    ids = [str(found) for found in drawn.xpath("//@id")]
    assert len(ids) == len(set(ids))
    assert drawn.xpath("//input[@type='hidden'][@name='asked']/@value") == ["x"]
    # What is computed is not typed: it has no field, and nothing can be wrong with it.
    is_typed = kind != "computed"
    assert bool(drawn.xpath("//*[starts-with(@name, 'q-x')]")) is is_typed
    assert ("Sai" in drawn.text_content()) is (wrong and is_typed)
    assert "q-x" in ids


def test_enter_presses_no_removing_button() -> None:
    drawn = draw(a_question("file"), a_question("group"))

    first = drawn.xpath("//button")[0]

    assert first.get("name") is None


def test_many_choices_become_a_list() -> None:
    question = a_question("single_choice")
    question.control.as_list = True

    assert draw(question).xpath("//select[@name='q-x']")


def test_the_old_address_leads_to_places_of_today() -> None:
    drawn = draw(a_question("address"))

    assert drawn.xpath("//input[@name='q-x-legacy']/@value") == ["cũ"]
    assert drawn.xpath("//input[@name='q-x-found']/@value") == ["a", "b"]
    assert drawn.xpath("//button/@name") == ["q-x-refresh", "q-x-refresh"]


def test_a_group_counts_its_rows_and_offers_one_more() -> None:
    drawn = draw(a_question("group"))

    assert drawn.xpath("//input[@name='q-x-rows']/@value") == ["1"]
    assert drawn.xpath("//button[@name='q-x-remove']/@value") == ["0"]
    assert drawn.xpath("//button[@name='q-x-add']")


def test_a_full_group_offers_no_more() -> None:
    question = a_question("group")
    question.control.most = 1

    assert not draw(question).xpath("//button[@name='q-x-add']")


def test_a_button_that_changes_the_page_leads_back_to_where_it_stands() -> None:
    drawn = draw(a_question("group"))

    leads = {str(b.get("name")): b.get("formaction") for b in drawn.xpath("//button[@formaction]")}
    assert leads == {"q-x-remove": "#q-x", "q-x-add": "#q-x-1"}
    assert drawn.xpath("//fieldset/@id") == ["q-x-0"]


def test_what_is_not_asked_yet_is_seen_by_script_alone() -> None:
    later = Question("short_text", name="q-y", is_shown=False)

    drawn = draw(a_question("yes_no"), later)

    assert drawn.xpath("//template[@data-mc-asked]//input[@name='q-y']")
    assert not drawn.xpath("//input[@name='q-y'][not(ancestor::template)]")
