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
    "map_area": ["{}.properties.area_m2 > 1000"],
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
    simple = SIMPLE if asked else SIMPLE[:-1]
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
    return question


@st.composite
def rows(draw: st.DrawFn) -> list[dict[str, object]]:
    asked: dict[str, str] = {}
    count = draw(st.integers(1, 3))
    return [draw(questions(f"r{n}", asked, "item")) for n in range(count)]


#: Values that follow from an answer of each kind; {} is its name.
FOLLOWING = {
    "whole_number": ["{} * 2", "{} > 3 ? 10 : {}", "100 / {}"],
    "date": ["{}", 'years_between({}, date("2026-01-01"))'],
    "yes_no": ["{} ? 1 : 0", "!{}"],
    "short_text": ["size({})", "{}"],
    "single_choice": ['{} == "a" ? "x" : "y"'],
    "multiple_choice": ["size({})"],
}


@st.composite
def formulas(draw: st.DrawFn, asked: dict[str, str], name: str) -> str:
    """What a computed question comes to; of nothing asked before, a number."""
    keys = sorted(key for key, kind in asked.items() if kind in FOLLOWING)
    if not keys:
        return "7"
    key = draw(st.sampled_from(keys))
    return draw(st.sampled_from(FOLLOWING[asked[key]])).format(f"{name}.{key}", f"{name}.{key}")


@st.composite
def conditions(draw: st.DrawFn, asked: dict[str, str], name: str) -> str:
    key = draw(st.sampled_from(sorted(asked)))
    sayings = [*SAYINGS.get(asked[key], []), "has({})", "!has({})"]
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
