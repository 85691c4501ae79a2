"""Generated forms with conditions between their questions, and answers fit and unfit for them."""

from copy import deepcopy
from datetime import date, timedelta

from hypothesis import strategies as st

from motcua.modules.forms.rules import Form, Question, Scene, parse_form
from motcua.modules.forms.rules.kinds.group import Group
from motcua.modules.forms.rules.kinds.map_area import MapArea

from .places import FewPlaces

TODAY = date(2026, 11, 22)
SCENE = Scene(TODAY, FewPlaces())
chances: st.SearchStrategy[bool] = st.booleans()
CHOICES: list[object] = [{"key": key, "label": {"vi": key, "en": key}} for key in ("a", "b", "c")]
SIMPLE = (
    *("short_text", "whole_number", "date", "yes_no", "single_choice", "multiple_choice"),
    "computed",
)
KINDS = (
    *SIMPLE,
    *("long_text", "person_name", "personal_id", "phone", "email", "money", "address", "file"),
    *("declaration", "group"),
    *("table", "land_parcel", "map_point", "map_area"),
    *("time", "year", "decimal", "reference_choice", "organisation", "bank_account", "signature"),
)
#: Inside groups; computed ones last, since they need something that was asked before.
CELLS = (
    *SIMPLE[:-1],
    *("time", "year", "decimal", "phone", "money", "organisation", "address", "reference_choice"),
    "computed",
)
OPTIONS: dict[str, dict[str, object]] = {
    "single_choice": {"choices": CHOICES},
    "multiple_choice": {"choices": CHOICES},
    "whole_number": {"least": 0, "most": 9},
    "date": {"latest": "today"},
    "file": {"most": 2},
    "land_parcel": {"map": True},
    "decimal": {
        "units": [
            {"key": "m2", "label": {"vi": "m²", "en": "m²"}},
            {"key": "ha", "label": {"vi": "ha", "en": "ha"}, "factor": 10_000},
        ]
    },
    "year": {"latest": "this_year"},
    "reference_choice": {"list": "countries/2026"},
    "table": {
        "columns": [
            {"key": "what", "label": {"vi": "Gì", "en": "What"}, "kind": "short_text"},
            {"key": "count", "label": {"vi": "Số", "en": "Count"}, "kind": "whole_number"}
            | {"required": False},
        ],
        "totals": ["count"],
    },
}
# What a condition can say of an answer of each kind; {} is its name.
SAYINGS = {
    "single_choice": ['{} == "a"', '{} != "a"', '{} in ["a", "b"]'],
    "multiple_choice": ['"a" in {}', "size({}) > 1"],
    "table": ["sum({}.count) > 5", "size({}) > 1"],
    "group": ["size({}) > 1"],
    "file": ["size({}) > 1"],
    "map_area": ["{}.properties.area_m2 > 1000"],
    "map_point": ["has({}.properties.words)"],
    "time": ["{}.minutes >= 720", '{}.time == "14:30"'],
    "year": ["{} > 1990"],
    "decimal": ["{}.hundredths > 500", '{}.unit == "ha"'],
    "money": ["{} >= 1000"],
    "reference_choice": ['{} == "VN"', '{} in ["LA", "FR"]'],
    "organisation": ['starts_with({}.tax_code, "0100")', "size({}.name) > 12"],
    "bank_account": ['{}.bank == "970436"', "size({}.number) > 8"],
    "signature": ['{}.name == "Trần Bình"'],
    "address": ['{}.province == "01"', '{}.commune != "00070"', "has({}.legacy)"],
    "personal_id": ['starts_with({}, "001")'],
    "phone": ['starts_with({}, "09")'],
    "email": ['{} == "an@example.vn"'],
    "person_name": ["size({}) > 8"],
    "long_text": ["size({}) > 3"],
    "land_parcel": ["{}.area_m2 > 100", '{}.sheet == "3"'],
    "yes_no": ["{}", "!{}", "{} || true"],
    "whole_number": ["{} > 3", "{} % 2 == 0", "10 / {} > 2"],
    "date": ['{} < date("2000-01-01")', 'years_between({}, date("2026-01-01")) >= 18'],
    "short_text": ['starts_with({}, "a")', "size({}) > 2"],
}


@st.composite
def questions(draw: st.DrawFn, key: str, asked: dict[str, str], name: str) -> dict[str, object]:
    """One question in YAML's words; its condition may read those `asked` (by kind) before."""
    in_group = name == "item"
    # An entry of a group needs something that people answer.
    simple = CELLS if asked else CELLS[:-1]
    kind = draw(st.sampled_from(simple if in_group else KINDS))
    is_required = draw(chances)
    question: dict[str, object] = {"key": key, "kind": kind, "label": {"vi": key, "en": key}}
    question |= deepcopy(OPTIONS.get(kind, {})) | {"required": is_required}
    if len(asked) > 0 and draw(chances):
        question["when"] = draw(conditions(asked, name))
    if kind == "computed":
        question["value"] = draw(formulas(asked, name))
    if kind == "group":
        question["item"] = {"vi": "Người", "en": "Person"}
        question["questions"] = draw(rows())
    asked[key] = kind
    if kind == "group" and (numbers := _numbers(question["questions"])):
        asked[key] = f"group of {numbers[0]}"
    return question


@st.composite
def rows(draw: st.DrawFn) -> list[dict[str, object]]:
    asked: dict[str, str] = {}
    count = draw(st.integers(1, 3))
    return [draw(questions(f"r{n}", asked, "item")) for n in range(count)]


def _numbers(cells: object) -> list[str]:
    found = cells if isinstance(cells, list) else []
    return [str(cell["key"]) for cell in found if cell["kind"] in {"whole_number", "money", "year"}]


#: Values that follow from an answer of each kind; {} is its name.
FOLLOWING = {
    "whole_number": ["{} * 2", "{} > 3 ? 10 : {}", "100 / {}"],
    "date": ["{}", 'years_between({}, date("2026-01-01"))'],
    "yes_no": ["{} ? 1 : 0", "!{}"],
    "short_text": ["size({})", "{}"],
    "single_choice": ['{} == "a" ? "x" : "y"'],
    "multiple_choice": ["size({})"],
    "declaration": ["{} ? 1 : 0"],
    "table": ["sum({}.count)", "size({})"],
    "group": ["size({})"],
    "file": ["size({})"],
    "time": ["{}.minutes / 60", "{}.time"],
    "year": ["2026 - {}"],
    "decimal": ["{}.hundredths * 3", "{}.value"],
    "money": ["{} * 2"],
    "reference_choice": ['{} == "VN" ? 1 : 2'],
    "organisation": ["{}.name", "{}.tax_code"],
    "bank_account": ["{}.number", "{}.holder"],
    "signature": ["{}.name"],
    "address": ["{}.detail", "{}.as_of"],
    "land_parcel": ["{}.area_m2 * 10", "{}.parcel"],
    "map_area": ["{}.properties.area_m2 / 100"],
    "map_point": ["{}.properties.words"],
    "long_text": ["size({})"],
    "person_name": ["{}"],
    "personal_id": ["{}"],
    "phone": ["{}"],
    "email": ["{}"],
}
#: The same of a group with numbers in its rows; the second {} is one of those cells.
SUMS = "sum({}.{})"


@st.composite
def formulas(draw: st.DrawFn, asked: dict[str, str], name: str) -> str:
    """What a computed question comes to; of nothing asked before, a number."""
    keys = sorted(key for key, kind in asked.items() if kind != "computed")
    if not keys:
        return "7"
    key = draw(st.sampled_from(keys))
    kind, _, cell = asked[key].partition(" of ")
    if cell and draw(chances):
        return SUMS.format(f"{name}.{key}", cell)
    return draw(st.sampled_from(FOLLOWING[kind])).format(f"{name}.{key}", f"{name}.{key}")


@st.composite
def conditions(draw: st.DrawFn, asked: dict[str, str], name: str) -> str:
    key = draw(st.sampled_from(sorted(asked)))
    kind, _, cell = asked[key].partition(" of ")
    sums = [f"{SUMS.format(f'{name}.{key}', cell)} > 5"] if cell else []
    sayings = [*SAYINGS.get(kind, []), *sums, "has({})", "!has({})"]
    said = draw(st.sampled_from(sayings)).format(f"{name}.{key}")
    return draw(st.sampled_from([said, f"!({said})", f"({said}) && true"]))


@st.composite
def definitions(draw: st.DrawFn) -> dict[str, object]:
    """A whole form in YAML's words."""
    asked: dict[str, str] = {}
    pages = []
    for n in range(draw(st.integers(1, 3))):
        page: dict[str, object] = {"key": f"p{n}", "title": {"vi": f"Trang {n}", "en": f"Page {n}"}}
        if len(asked) > 0 and draw(chances):
            page["when"] = draw(conditions(asked, "answers"))
        count = draw(st.integers(1, 3))
        page["questions"] = [draw(questions(f"q{n}{m}", asked, "answers")) for m in range(count)]
        pages.append(page)
    return {"form": 1, "title": {"vi": "Tờ khai", "en": "Form"}, "pages": pages}


forms = definitions().map(parse_form)

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6) | st.floats(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["r0", "r1", "province", "sha256", "x"]), inner, max_size=3
        )
    ),
    max_leaves=5,
)
days = st.dates(date(1900, 1, 1), TODAY).map(date.isoformat)
file_entries = st.fixed_dictionaries(
    {
        "sha256": st.integers(0, 99).map(lambda n: f"{n:064x}"),
        "name": st.sampled_from(["a.pdf", "b.jpg"]),
        "size": st.integers(1, 9_000_000),
        "media_type": st.sampled_from(["application/pdf", "image/jpeg"]),
    }
)


def parcel(area: str) -> dict[str, object]:
    """A parcel on sheet 3 of a commune."""
    place = {"province": "01", "commune": "00070", "as_of": "2026-11-22"}
    return {**place, "sheet": "3", "parcel": "12A", "area": area}


def feature(geometry: object, properties: dict[str, object]) -> dict[str, object]:
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def located(geometry: object) -> dict[str, object]:
    return feature(geometry, {})


def is_area(answer: object) -> bool:
    clean = MapArea().clean(answer)
    return clean is not None and not MapArea().check(clean, SCENE)


def degrees(least: int, most: int) -> st.SearchStrategy[float]:
    return st.integers(least * 10**6, most * 10**6).map(lambda n: n / 10**6)


positions = st.tuples(degrees(103, 109), degrees(8, 23)).map(list)
FITTING: dict[str, st.SearchStrategy[object]] = {
    "computed": st.sampled_from([3, "x", True]),
    "short_text": st.sampled_from(["a", "abc", "Đường Láng", "x y"]),
    "long_text": st.sampled_from(["một\nhai", "ba"]),
    "person_name": st.sampled_from(["Nguyễn Thị An", "O’Brien"]),
    "personal_id": st.sampled_from(["001199000001", "001096000123"]),
    "phone": st.sampled_from(["0912345678", "02438254321"]),
    "email": st.sampled_from(["an@example.vn", "a.b+c@mail.example.vn"]),
    "whole_number": st.integers(0, 9),
    "money": st.integers(0, 10**9),
    "date": days,
    "yes_no": st.booleans(),
    "time": st.integers(0, 1439).map(lambda n: {"time": f"{n // 60:02}:{n % 60:02}", "minutes": n}),
    "year": st.integers(1850, 2026),
    "decimal": st.builds(
        lambda n, unit: {"value": f"{n / 100:.2f}".rstrip("0").rstrip("."), "unit": unit},
        st.integers(0, 10**6),
        st.sampled_from(["m2", "ha"]),
    ),
    "reference_choice": st.sampled_from(["VN", "LA", "FR"]),
    "organisation": st.sampled_from(
        [
            {"tax_code": "0100109106", "name": "Tập đoàn Mẫu"},
            {"tax_code": "0100109106-001", "name": "Chi nhánh Mẫu"},
        ]
    ),
    "bank_account": st.sampled_from(
        [{"bank": "970436", "number": "0011001234567", "holder": "NGUYEN THI AN"}]
    ),
    "signature": st.sampled_from(
        [{"name": "Nguyễn Thị An"}, {"name": "Trần Bình", "stroke": "M1 2L30 40M5 5"}]
    ),
    "declaration": st.sampled_from([True]),
    "single_choice": st.sampled_from("abc"),
    "multiple_choice": st.sampled_from([["a"], ["b", "c"], ["a", "b", "c"]]),
    "address": st.sampled_from(
        [
            {
                "province": "01",
                "commune": "00070",
                "as_of": "2026-11-22",
                "detail": "12 Tràng Tiền",
            },
            {"province": "37", "commune": "14329", "as_of": "2026-11-22", "detail": "Tổ 3"},
        ]
    ),
    "land_parcel": st.sampled_from([parcel("120.5"), parcel("64")]),
    "map_point": st.one_of(
        positions.map(lambda at: {"type": "Point", "coordinates": at}).map(located),
        st.sampled_from([feature(None, {"words": "Cạnh chợ"})]),
    ),
    "map_area": st.lists(positions, min_size=3, max_size=3)
    .map(lambda corners: {"type": "Polygon", "coordinates": [[*corners, corners[0]]]})
    .map(located)
    .filter(is_area),
    "file": st.lists(file_entries, min_size=1, max_size=2, unique_by=lambda each: each["sha256"]),
}


def question_of(name: str) -> Question:
    """A question of a kind with the options that generated forms give it."""
    asked = {"key": "x", "kind": name, "label": {"vi": "x", "en": "x"}} | OPTIONS.get(name, {})
    page = {"key": "p", "title": {"vi": "p", "en": "p"}, "questions": [asked]}
    form = {"form": 1, "title": {"vi": "Tờ khai", "en": "Form"}, "pages": [page]}
    return parse_form(form).pages[0].questions[0]


#: A right answer to a question of each kind that is typed.
RIGHT: dict[str, object] = {
    "short_text": "abc",
    "long_text": "một\nhai",
    "person_name": "Nguyễn Thị An",
    "personal_id": "001199000001",
    "phone": "0912345678",
    "email": "an@example.vn",
    "whole_number": 3,
    "money": 24000,
    "date": "1990-02-28",
    "yes_no": True,
    "time": {"time": "14:30"},
    "year": 1990,
    "decimal": {"value": "12.5", "unit": "ha"},
    "reference_choice": "VN",
    "bank_account": {"bank": "970436", "number": "0011001234567", "holder": "NGUYEN THI AN"},
    "signature": {"name": "Nguyễn Thị An"},
    "single_choice": "a",
    "multiple_choice": ["a", "c"],
    "address": {"province": "01", "commune": "00070", "as_of": "2026-11-22", "detail": "12 Hàng"},
}


def fitting(question: Question) -> st.SearchStrategy[object]:
    """Answers that are right for the question, apart from its checks and from rows' conditions."""
    kind = question.kind
    if not isinstance(kind, Group):
        return FITTING[kind.name]
    asked = [cell for cell in kind.questions if cell.kind.name != "computed"]
    row = st.fixed_dictionaries({cell.key: fitting(cell) for cell in asked})
    return st.lists(row, min_size=1, max_size=3)


def answers_to(form: Form) -> st.SearchStrategy[dict[str, object]]:
    """Drafts: some questions answered well, some with nonsense, some not."""
    each = {q.key: st.one_of(fitting(q), fitting(q), json_values) for q in form.questions()}
    return st.fixed_dictionaries({}, optional=each)


def full_answers_to(form: Form) -> st.SearchStrategy[dict[str, object]]:
    """Drafts with a good answer to each question, asked or not."""
    return st.fixed_dictionaries({q.key: fitting(q) for q in form.questions()})


filled_forms = forms.flatmap(lambda form: st.tuples(st.just(form), answers_to(form)))
full_forms = forms.flatmap(lambda form: st.tuples(st.just(form), full_answers_to(form)))
TOMORROW = TODAY + timedelta(days=1)
