"""Parcels, points, areas and tables: what may be typed, what it becomes, how it is shown."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from motcua.kernel.words import Text
from motcua.modules.forms.rules import (
    FormErrors,
    Question,
    Scene,
    Typed,
    check,
    earth,
    parse_form,
    show,
)
from motcua.modules.forms.rules.filling import fill
from motcua.modules.forms.rules.kinds.kind import Kind
from motcua.modules.forms.rules.kinds.land_parcel import LandParcel, area_written
from motcua.modules.forms.rules.kinds.map_area import MapArea
from motcua.modules.forms.rules.kinds.map_point import MapPoint
from motcua.modules.forms.rules.kinds.money import Money
from motcua.modules.forms.rules.kinds.short_text import ShortText
from motcua.modules.forms.rules.kinds.table import Grid, GridControl

from .places import FewPlaces
from .strategies import FITTING, SCENE, TODAY, feature, json_values, parcel, positions

PARCEL, POINT, AREA = LandParcel(has_map=True), MapPoint(), MapArea()
KINDS: dict[str, Kind] = {"land_parcel": PARCEL, "map_point": POINT, "map_area": AREA}
SQUARE = "21.00, 105.80\n21.00, 105.81\n21.01, 105.81\n21.01, 105.80"
BOW = "21.00, 105.80\n21.01, 105.81\n21.00, 105.81\n21.01, 105.80"


def at(**parts: str) -> Typed:
    return Typed({part: [text] for part, text in parts.items()})


def outcome(kind: Kind, typed: Typed) -> object:
    """The answer if it is right, else the code of the first fault and its part."""
    parsed = kind.parse(typed, SCENE)
    faults = kind.check(parsed.answer, SCENE) if parsed.fault is None else [parsed.fault]
    return f"{faults[0].code} {faults[0].part}" if faults else parsed.answer


def located(*at: float, words: str = "") -> object:
    point = {"type": "Point", "coordinates": list(at)}
    return feature(point, {"words": words} if words else {})


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (at(lat="21.0285", lon="105.8542"), located(105.8542, 21.0285)),
        (at(lat="21,0285°", lon="105,8542"), located(105.8542, 21.0285)),
        (at(lat="21°01'42.6\"N", lon="105°51'15.12\" E"), located(105.8542, 21.0285)),
        (at(lat="21.0285, 105.8542"), located(105.8542, 21.0285)),
        (at(lat="21.0285,105.8542", words=" Chợ  Mơ "), located(105.8542, 21.0285, words="Chợ Mơ")),
        (at(words=" Cạnh  cầu "), feature(None, {"words": "Cạnh cầu"})),
        (at(lat="", lon="", words=" "), None),
        (at(lat="21.0285"), "not-degrees lon"),
        (at(lat="bắc", lon="105.8"), "not-degrees lat"),
        (at(lat="21°75'", lon="105.8"), "not-degrees lat"),
        (at(lat="48.85", lon="2.35"), "not-in-vietnam lat"),
        (at(lat="210", lon="105"), "not-in-vietnam lat"),
        (at(words="\u202eabc"), "control-characters words"),
    ],
)  # fmt: skip
def test_a_point(typed: Typed, expected: object) -> None:
    assert outcome(POINT, typed) == expected


def test_a_bare_geometry_is_a_point_without_words() -> None:
    bare = {"type": "Point", "coordinates": [105.8542, 21.0285, 12.0]}
    assert POINT.clean(bare) == located(105.8542, 21.0285)
    assert POINT.clean({"type": "Point", "coordinates": [float("nan"), 1]}) is None
    assert POINT.clean({"type": "Feature", "geometry": {"type": "LineString"}}) is None


def test_an_area_tells_its_surface_and_its_corners() -> None:
    answer = AREA.parse(at(corners=SQUARE, words="Ruộng"), SCENE).answer
    assert isinstance(answer, dict)
    assert answer["properties"] == {"words": "Ruộng", "area_m2": 1154272}
    lines = AREA.show(answer, "vi", FewPlaces()).splitlines()
    assert lines[:3] == ["Ruộng", "Khoảng 1.154.272 m²", "Các góc:"]
    assert AREA.check(answer, SCENE) == []


def test_an_area_is_the_same_whichever_way_round_it_was_drawn() -> None:
    first, *others = SQUARE.splitlines()
    back = "\n".join([first, *reversed(others)])
    drawn = [AREA.parse(at(corners=text), SCENE).answer for text in (SQUARE, back)]
    assert drawn[0] == drawn[1]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (at(corners="21.00, 105.80\n21.00, 105.81"), "too-few-corners corners"),
        (at(corners="21.00, 105.80\nđây"), "not-a-corner corners"),
        (at(corners=BOW), "lines-cross corners"),
        (at(corners="21.0, 105.8\n21.1, 105.8\n21.05, 105.8"), "lines-cross corners"),
        (at(corners=SQUARE.replace("105", "15")), "not-in-vietnam corners"),
        (
            at(corners="\n".join(f"21.{n:03}, 105.8" for n in range(102))),
            "too-many-corners corners",
        ),
    ],
)
def test_what_is_no_area(typed: Typed, code: str) -> None:
    assert outcome(AREA, typed) == code


HERE = {"type": "Point", "coordinates": [105.85, 21.02]}
NOT_THERE = "unknown-place commune"
PLACE = {"province": "01", "commune": "00070"}


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (
            at(**PLACE, sheet=" 3 ", parcel="12a", area="120,50 m²"),
            parcel("120.5") | {"area_m2": 120},
        ),
        (
            at(**PLACE, sheet="3", parcel="12", lat="21.02", lon="105.85", area="9"),
            PARCEL.clean(parcel("9") | {"parcel": 12, "point": HERE}),
        ),
        (at(**PLACE, parcel="12", area="9"), "no-sheet sheet"),
        (at(**PLACE, sheet="3", area="9"), "no-parcel parcel"),
        (at(**PLACE, sheet="3", parcel="12 ?", area="9"), "not-a-parcel-number parcel"),
        (at(**PLACE, sheet="3", parcel="12", area="ba"), "not-an-area area"),
        (at(**PLACE, sheet="3", parcel="12"), "no-area area"),
        (at(**PLACE, sheet="3", parcel="12", area="0"), "area-out-of-reach area"),
        (at(**PLACE | {"province": "37"}, sheet="3", parcel="1", area="9"), NOT_THERE),
        (at(sheet="3", parcel="12", area="9"), "no-province province"),
        (at(**PLACE, sheet="3", parcel="12", area="9", lat="1"), "not-degrees lon"),
        (at(sheet="", parcel="", area=""), None),
    ],
)  # fmt: skip
def test_a_parcel(typed: Typed, expected: object) -> None:
    if isinstance(expected, str) or expected is None:
        parsed = PARCEL.parse(typed, SCENE)
        assert expected is not None or parsed.answer is None
        assert expected is None or outcome(PARCEL, typed) == expected
    else:
        assert outcome(PARCEL, typed) == expected


def test_a_parcel_is_shown_as_certificates_name_it() -> None:
    answer = PARCEL.clean(parcel("1200.5"))
    first, second = PARCEL.show(answer, "vi", FewPlaces()).splitlines()
    assert first == "Thửa đất số 12A, tờ bản đồ số 3, 1200,5 m²"
    assert second == "Phường Hoàn Kiếm, Thành phố Hà Nội"
    assert PARCEL.show(answer, "en", FewPlaces()).startswith("Parcel 12A, map sheet 3, 1200.5 m²")


@pytest.mark.parametrize(
    ("typed", "written"),
    [("120,5", "120.5"), ("1.234,5", "1234.5"), ("1.234", "1234"), ("64.00", "64"),
     ("1,234", None), ("-1", None), (75.5, "75.5")],
)  # fmt: skip
def test_a_surface_is_written_in_one_way(typed: object, written: str | None) -> None:
    assert area_written(typed) == written


# -- Laws --

cases = st.sampled_from(sorted(KINDS)).flatmap(
    lambda name: st.tuples(st.just(KINDS[name]), FITTING[name])
)


@given(cases)
def test_a_fitting_answer_is_clean_typed_shown_and_as_the_schema_says(
    case: tuple[Kind, object],
) -> None:
    kind, answer = case
    clean = kind.clean(answer)
    assert kind.clean(clean) == clean == json.loads(json.dumps(clean))
    assert kind.check(clean, SCENE) == []
    assert kind.parse(kind.typed(clean), SCENE).answer == clean
    assert kind.show(clean, "vi", FewPlaces())
    assert kind.show(clean, "en", FewPlaces())
    Draft202012Validator.check_schema(dict(kind.schema))
    assert not list(Draft202012Validator(kind.schema).iter_errors(clean))


@given(st.sampled_from(sorted(KINDS)), json_values)
def test_cleaning_anything_gives_a_clean_answer_or_none(name: str, anything: object) -> None:
    kind = KINDS[name]
    wrapped = feature(anything, {"words": anything})
    for given_answer in (anything, wrapped, {"type": "Point", "coordinates": anything}):
        clean = kind.clean(given_answer)
        if clean is not None:
            assert kind.clean(clean) == clean
            kind.check(clean, SCENE)
            assert kind.show(clean, "vi", FewPlaces())


@given(
    st.sampled_from(sorted(KINDS)),
    st.dictionaries(
        st.sampled_from(["lat", "lon", "words", "corners", "sheet", "parcel", "area", *PLACE]),
        st.lists(st.text(max_size=20) | st.text("0123456789.,°' \n", max_size=20), max_size=2),
    ),
)
def test_whatever_is_typed_is_an_answer_or_a_fault(
    name: str, strings: dict[str, list[str]]
) -> None:
    parsed = KINDS[name].parse(Typed(strings), SCENE)
    assert parsed.answer is None or KINDS[name].clean(parsed.answer) == parsed.answer
    KINDS[name].ask(Typed(strings), SCENE)


@given(st.lists(positions.map(tuple), min_size=3, max_size=8))
def test_a_ring_keeps_its_surface_whichever_way_it_goes(corners: list[earth.Position]) -> None:
    there, back = earth.ring(corners), earth.ring(corners[::-1])
    assert bool(there) == bool(back)
    if there:
        difference = abs(earth.square_metres(there) - earth.square_metres(back))
        assert difference <= 2 + earth.square_metres(there) * 1e-9
        assert earth.ring(there) == there


# -- Tables --

COLUMNS: list[dict[str, object]] = [
    {"key": "what", "label": {"vi": "Tên", "en": "Name"}, "kind": "short_text"},
    {"key": "price", "label": {"vi": "Giá", "en": "Price"}, "kind": "money"},
    {"key": "note", "label": {"vi": "Ghi chú", "en": "Note"}, "kind": "short_text"}
    | {"required": False},
]


def table(**more: object) -> dict[str, object]:
    question: dict[str, object] = {"key": "things", "kind": "table", "label": "Đồ đạc"}
    question |= {"columns": COLUMNS, "totals": ["price"]} | more
    page = {"key": "p", "title": "Trang", "questions": [question]}
    return {"form": 1, "title": "Tờ khai", "pages": [page]}


def row(what: str, price: str) -> dict[str, Typed]:
    return {"what": Typed({"": [what]}), "price": Typed({"": [price]})}


def test_a_table_adds_up_and_drops_empty_rows() -> None:
    form = parse_form(table())
    question = next(form.questions())
    typed = Typed(rows=(row("Bàn", "1.000.000 đ"), row("", ""), row("Ghế", "250000")))
    control = question.kind.ask(typed, SCENE)
    assert isinstance(control, GridControl)
    assert control.totals == {"price": Text("1.250.000 đ", "1.250.000 đ")}
    filled = fill(form, form.pages[0], {}, typed={"things": typed}, asked=["things"], scene=SCENE)
    assert filled.problems == ()
    (section,) = show(form, filled.answers, "vi")
    assert section.lines[0].text == (
        "1. Tên: Bàn; Giá: 1.000.000 đ\n2. Tên: Ghế; Giá: 250.000 đ\nTổng. Giá: 1.250.000 đ"
    )


def test_what_is_wrong_in_a_cell_is_told_there() -> None:
    form = parse_form(table())
    typed = Typed(rows=(row("Bàn", "nhiều"), row("Ghế", "")))
    filled = fill(form, form.pages[0], {}, typed={"things": typed}, asked=["things"], scene=SCENE)
    assert [(p.field, p.code) for p in filled.problems] == [
        ("q-things-0-price", "not-a-number"),
        ("q-things-1-price", "missing"),
    ]


def test_a_table_counts_its_rows() -> None:
    form = parse_form(table(least=2, most=3))

    def some(n: int) -> dict[str, object]:
        return {"things": [{"what": "x", "price": 1}] * n}

    codes = {n: [p.code for p in check(form, some(n), today=TODAY)] for n in (1, 2, 4)}
    assert codes == {1: ["too-few-rows"], 2: [], 4: ["too-many-rows"]}


@pytest.mark.parametrize(
    ("column", "code"),
    [
        ({"kind": "file"}, "kind-not-here"),
        ({"kind": "date"}, "kind-not-here"),
        ({"kind": "short_text", "key": "what"}, "repeated-key"),
        ({"kind": "short_text", "when": "true"}, "unknown-key"),
    ],
)
def test_what_is_no_column(column: dict[str, object], code: str) -> None:
    wrong = {"key": "more", "label": {"vi": "Gì", "en": "What"}} | column
    with pytest.raises(FormErrors) as told:
        parse_form(table(columns=[*COLUMNS, wrong]))
    assert code in {finding.code for finding in told.value.findings}


@pytest.mark.parametrize("column", ["what", "nothing"])
def test_what_cannot_be_added_up(column: str) -> None:
    with pytest.raises(FormErrors) as told:
        parse_form(table(totals=[column]))
    assert "not-added-up" in {finding.code for finding in told.value.findings}


def test_a_column_may_be_compared_with_another() -> None:
    later = {"key": "c", "that": "item.price > 5", "say": {"vi": "Rẻ quá", "en": "Too cheap"}}
    dear = {"key": "price", "label": {"vi": "Giá", "en": "Price"}, "kind": "money"}
    form = parse_form(table(columns=[COLUMNS[0], dear | {"checks": [later]}]))
    problems = check(form, {"things": [{"what": "x", "price": 1}]}, today=TODAY)
    assert [(p.at, p.code) for p in problems] == [(("things", 0, "price"), "check")]


def test_a_column_may_be_read_by_conditions() -> None:
    tree = table()
    after = {
        "key": "rich",
        "kind": "yes_no",
        "label": "Giàu?",
        "when": "sum(answers.things.price) > 9",
    }
    tree["pages"][0]["questions"].append(after)  # type: ignore[index]  # our own tree
    form = parse_form(tree)
    poor, rich = ({"things": [{"what": "x", "price": price}]} for price in (1, 10))
    assert check(form, poor, today=TODAY) == []
    assert [p.code for p in check(form, rich, today=TODAY)] == ["missing"]


def test_a_table_of_its_own_making() -> None:
    columns = Question("a", ShortText(), Text("A")), Question("b", Money(), Text("B"))
    kind = Grid(Text("Dòng"), columns)
    assert kind.show([{"a": "x", "b": 5}], "vi", FewPlaces()) == "1. A: x; B: 5 đ"
    assert Scene(TODAY).today == TODAY
