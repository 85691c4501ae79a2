"""With script and without it, the same questions are asked, and the same follows from them."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.kernel.expressions.tests.browser import Browser, running
from motcua.modules.forms.rules import (
    Form,
    Page,
    Question,
    Typed,
    VisibleQuestion,
    parse_form,
    visible,
)
from motcua.modules.forms.rules.filling import fill
from motcua.modules.forms.rules.kinds.computed import Computed
from motcua.modules.forms.rules.kinds.decimal import Decimal
from motcua.modules.forms.rules.kinds.group import Group
from motcua.modules.forms.rules.kinds.registry import KINDS
from motcua.modules.forms.rules.live import (
    PARTLY,
    READABLE,
    entries_of,
    live_keys,
    logic_of,
    told_of,
)

from . import strategies

SPACES = st.sampled_from(["", " ", "\u00a0", "\t ", "\u2003", "\ufeff"])
#: What people write where a kind is asked, rightly, oddly and wrongly.
WRITTEN = (
    *("yes", "no", "a", "b", "c", "24.000 đ", "24000VND", "1.2", "-3", "0007", "tám", "9" * 19),
    *("a\u0301", "abc  de", "x\r\ny\r", "constructor", "ﬁ", "İ@İ.VN", "An@Example.VN", "a@b@C"),
    *(
        "14:30",
        "14h30",
        "2 giờ chiều",
        "2pm",
        "11pm",
        "12 am",
        "14 giờ sáng",
        "8.05",
        "0830",
        "25:00",
    ),
    *("14 h 5 phút", "7\u00a0h", "9h5p", "24h", "12\tsáng", "12", "1999", "-123", "12.345"),
    *("1.250", "1,250", "12,5", "1.250,5", "1,250.5", "0,125", "1 250", "007,50", "-0", "-0,0"),
    *("0" * 12 + ".5", "999.999.999.999.999.999", "12,34567", "m2", "ha", "970436", "01", "00070"),
    *("+84 912 345 678", "0084912345678", "84 (0)912345678", "024 3825-4321", "0191234567", "+1 5"),
    *(
        "0912.345.678",
        "０９１２３４５６７８",
        "001 199 000001",
        "012345678",
        "00119900000",
        "an1234567",
    ),
    *("0011-0012.34 567", "straße9", "NGUYEN VAN A", "VN", "Việt Nam", "21.0285, 105.8542"),
)
TEXTS = st.one_of(st.text(max_size=12), st.sampled_from(WRITTEN), st.sampled_from(WRITTEN))
NUMBERS = st.integers(-20, 2100).map(str)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with running() as found:
        yield found


@st.composite
def strings(draw: st.DrawFn) -> str:
    return draw(SPACES) + draw(st.one_of(TEXTS, NUMBERS)) + draw(SPACES)


def typed_for(question: Question) -> st.SearchStrategy[Typed]:
    kind = question.kind
    if isinstance(kind, Group):
        row = st.fixed_dictionaries({cell.key: typed_for(cell) for cell in kind.questions})
        return st.lists(row, max_size=2).map(lambda rows: Typed(rows=tuple(rows)))
    well = strategies.fitting(question).map(lambda answer: kind.typed(kind.clean(answer)))
    part = st.lists(strings(), max_size=3)
    badly = st.dictionaries(st.sampled_from(kind.parts), part, max_size=3)
    return st.one_of(
        well,
        badly.map(Typed),
        st.tuples(well, badly).map(lambda two: Typed({**two[0].parts, **two[1]})),
    )


def _sent(typed: Typed) -> dict[str, object]:
    """As the page's script gathers it from the names of fields."""
    rows = {str(n): _all_sent(row) for n, row in enumerate(typed.rows)}
    counted = {"rows": [str(len(typed.rows))]} if typed.rows else {}
    return {**{part: list(found) for part, found in typed.parts.items()}, **counted, **rows}


def _all_sent(typed: Mapping[str, Typed]) -> dict[str, object]:
    return {key: _sent(each) for key, each in typed.items()}


filled = strategies.full_forms.flatmap(
    lambda pair: st.tuples(
        st.just(pair[0]),
        st.just(pair[1]),
        st.sampled_from(pair[0].pages).flatmap(
            lambda page: st.tuples(
                st.just(page),
                st.fixed_dictionaries({q.key: typed_for(q) for q in page.questions}),
            )
        ),
    )
)


@settings(max_examples=600, deadline=None)
@given(filled)
def test_the_same_questions_are_asked(
    browser: Browser,
    case: tuple[Form, dict[str, object], tuple[Page, dict[str, Typed]]],
) -> None:
    form, draft, (page, typed) = case
    keys = [question.key for question in page.questions]
    server = fill(form, page, draft, typed=typed, asked=keys, scene=strategies.SCENE)
    counted = visible(form, server.answers).answers
    logic = logic_of(form, page, counted, given=server.answers, today=strategies.TODAY)
    if server.page is None or logic is None:
        return

    around = {"answers": logic["answers"]}
    theirs = browser.call(
        "logic.js", "shown", logic["questions"], _all_sent(typed), around, logic["told"]
    )

    ours = {question.key for question in server.page.questions}
    assert set(theirs["asked"]) == ours
    assert theirs["values"] == _computed(server.page.questions)
    for found in server.page.questions:
        kind = found.question.kind
        if isinstance(kind, Group):
            there = theirs["rows"][found.key]
            assert [set(row["asked"]) for row in there] == [
                {cell.key for cell in row.questions} for row in found.rows
            ]
            assert [row["values"] for row in there] == [
                _computed(row.questions) for row in found.rows
            ]


def _computed(questions: tuple[VisibleQuestion, ...]) -> dict[str, object]:
    """What the computed ones come to, as the script's answers travel."""
    return {q.key: _told(q.answer) for q in questions if isinstance(q.question.kind, Computed)}


def _told(answer: object) -> object:
    if isinstance(answer, int) and not isinstance(answer, bool):
        return {"i": str(answer)}
    return {k: _told(v) for k, v in answer.items()} if isinstance(answer, dict) else answer


@settings(max_examples=600, deadline=None)
@given(strategies.forms.flatmap(lambda f: st.sampled_from(list(f.questions())).flatmap(
    lambda q: st.tuples(st.just(q), typed_for(q)))))  # fmt: skip
def test_what_was_typed_is_read_alike(browser: Browser, case: tuple[Question, Typed]) -> None:
    question, typed = case
    if isinstance(question.kind, Group | Computed):
        return

    theirs = _theirs(browser, question, typed)

    if theirs is not SERVERS:
        assert theirs == _ours(question, typed)
    else:
        assert question.kind.name not in READABLE


#: Where the script cannot tell, it takes what the server tells.
SERVERS = object()


def _theirs(browser: Browser, question: Question, typed: Typed) -> object:
    asked = replace(question, when=None)
    entries, sent = entries_of([asked], "answers", strategies.TODAY), {asked.key: _sent(typed)}
    there = browser.call("logic.js", "shown", entries, sent, {"answers": {}}, {})
    return SERVERS if there["unsure"] else there["counted"].get(asked.key)


def _ours(question: Question, typed: Typed) -> object:
    """How a signature was drawn decides nothing."""
    kind = question.kind
    answer = kind.clean(kind.parse(typed, strategies.SCENE).answer)
    if isinstance(answer, dict):
        answer = {key: each for key, each in answer.items() if key != "stroke"}
    return _told(answer)


#: A question of each kind that the script reads, with the options of the generated forms.
ASKED = [
    (name, strategies.question_of(name)) for name in sorted((READABLE | PARTLY) - {"declaration"})
]


# Where thousandths may be meant, thousands are another thing.
FINE = replace(strategies.question_of("decimal"), kind=Decimal(places=4))
ASKED.append(("decimal", FINE))


@pytest.mark.parametrize(
    ("name", "question"), ASKED, ids=[f"{name}-{n}" for n, (name, _) in enumerate(ASKED)]
)
def test_whatever_people_write_is_read_alike(
    browser: Browser, name: str, question: Question
) -> None:
    kind = question.kind
    right = kind.typed(kind.clean(strategies.RIGHT[name]))
    cases = [Typed({**right.parts, part: [text]}) for part in kind.parts for text in ["", *WRITTEN]]
    for typed in cases:
        theirs = _theirs(browser, question, typed)
        is_told = theirs is SERVERS and name in PARTLY
        assert is_told or theirs == _ours(question, typed), typed


def test_every_kind_is_read_here_or_told_by_the_server(browser: Browser) -> None:
    told = {"organisation", "land_parcel", "map_point", "map_area", "file"}
    made_of_others = {"group", "table", "computed"}

    assert set(KINDS) == READABLE | PARTLY | told | made_of_others
    for name in told:
        typed = {"x": {"": ["something"]}}
        there = browser.call(
            "logic.js", "shown", [{"key": "x", "kind": name}], typed, {}, {"x": {"y": "z"}}
        )
        assert there["counted"] == {"x": {"y": "z"}}


def test_the_server_tells_no_more_than_conditions_can_read() -> None:
    form = parse_form(
        {
            "form": 1,
            "title": {"vi": "Tờ khai"},
            "pages": [
                {
                    "key": "p",
                    "title": {"vi": "Trang"},
                    "questions": [
                        {"key": "paper", "kind": "file", "label": {"vi": "Giấy"}},
                        {"key": "spot", "kind": "map_point", "label": {"vi": "Nơi"}},
                        {"key": "land", "kind": "reference_choice", "label": {"vi": "Nước"}}
                        | {"list": "countries/2026"},
                    ],
                }
            ],
        }
    )
    entry = {"sha256": "0" * 64, "name": "a.pdf", "size": 9, "media_type": "application/pdf"}
    given: dict[str, object] = {
        "paper": [entry | {"document": "6f1c9d3e-0000-7000-8000-000000000000"}],
        "spot": {"type": "Point", "coordinates": [105.8, 21.0]},
        "land": "XX",
    }

    told = told_of(form.pages[0], given)

    seen = {"name": "a.pdf", "size": {"i": "9"}, "media_type": "application/pdf"}
    assert told == {"paper": [seen], "spot": {"properties": {}}}


def test_a_long_list_of_codes_does_not_travel() -> None:
    form = parse_form(
        {
            "form": 1,
            "title": {"vi": "Tờ khai"},
            "pages": [
                {
                    "key": "p",
                    "title": {"vi": "Trang"},
                    "questions": [
                        {"key": "land", "kind": "reference_choice", "label": {"vi": "Nước"}}
                        | {"list": "countries/2026"},
                        {"key": "why", "kind": "short_text", "label": {"vi": "Vì sao"}}
                        | {"when": 'answers.land == "VN"'},
                    ],
                }
            ],
        }
    )

    logic = logic_of(form, form.pages[0], {}, given={}, today=strategies.TODAY)

    assert len(str(logic)) < 400
    assert live_keys(form.pages[0]) == {"why"}
