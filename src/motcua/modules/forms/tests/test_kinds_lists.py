"""Times, years, decimals, lists, organisations, accounts, signatures: typed, checked, shown."""

import re
from datetime import date, timedelta
from decimal import Decimal as Exact

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from motcua.kernel.words import Text
from motcua.modules.forms.rules import Scene, Typed, parse_form
from motcua.modules.forms.rules.kinds.bank_account import BankAccount
from motcua.modules.forms.rules.kinds.decimal import Decimal, Unit, read_exact
from motcua.modules.forms.rules.kinds.kind import Kind
from motcua.modules.forms.rules.kinds.organisation import Organisation, OrganisationControl
from motcua.modules.forms.rules.kinds.reference_choice import ListControl, ReferenceChoice
from motcua.modules.forms.rules.kinds.signature import Signature
from motcua.modules.forms.rules.kinds.time import Time
from motcua.modules.forms.rules.kinds.year import Year
from motcua.modules.forms.rules.lists import NO_LIST, Entry, ReferenceList, builtin, builtins
from motcua.modules.forms.rules.organisations import FoundOrganisation

from .places import FewPlaces
from .strategies import FITTING, SCENE, TODAY, json_values

UNITS = (Unit("m2", Text("m²")), Unit("ha", Text("héc-ta", "hectares"), 10_000))
TIME, YEAR, SIGNED = Time(8 * 60, 17 * 60), Year(1900, None), Signature()
AREA, LENGTH = Decimal(units=UNITS), Decimal(3, Exact("0.5"), Exact(100), (Unit("", Text("m")),))
COUNTRY = ReferenceChoice(builtin("countries/2026") or NO_LIST)
NATIONALITY = ReferenceChoice(builtin("nationalities/2026") or NO_LIST)
GROUP = ReferenceChoice(builtin("ethnic_groups/1979") or NO_LIST)
ORGANISATION, ACCOUNT = Organisation(), BankAccount(builtin("banks/2026") or NO_LIST)
KINDS: dict[str, Kind] = {
    "time": Time(), "year": Year(), "decimal": AREA, "reference_choice": COUNTRY,
    "organisation": ORGANISATION, "bank_account": ACCOUNT, "signature": SIGNED,
}  # fmt: skip


def line(text: str) -> Typed:
    return Typed({"": [text]})


def at(**parts: str) -> Typed:
    """`_` is the part without a name."""
    return Typed({part.strip("_") if part == "_" else part: [t] for part, t in parts.items()})


def outcome(kind: Kind, typed: Typed, scene: Scene = SCENE) -> object:
    parsed = kind.parse(typed, scene)
    if parsed.fault is not None:
        return parsed.fault.code
    faults = [] if parsed.answer is None else kind.check(parsed.answer, scene)
    return faults[0].code if faults else parsed.answer


def clock(text: str, minutes: int) -> dict[str, object]:
    return {"time": text, "minutes": minutes}


@pytest.mark.parametrize(
    ("kind", "typed", "expected"),
    [
        (TIME, line(" 14:30 "), clock("14:30", 870)),
        (TIME, line("14h30"), clock("14:30", 870)),
        (TIME, line("2 giờ 30 chiều"), clock("14:30", 870)),
        (TIME, line("2:30 pm"), clock("14:30", 870)),
        (TIME, line("14h"), clock("14:00", 840)),
        (TIME, line("0830"), clock("08:30", 510)),
        (TIME, line("12 giờ trưa"), clock("12:00", 720)),
        (TIME, line("7.59"), "too-early-time"),
        (TIME, line("17:01"), "too-late-time"),
        (TIME, line("12 giờ đêm"), "not-a-time"),
        (TIME, line("14 giờ sáng"), "not-a-time"),
        (TIME, line("24:00"), "not-a-time"),
        (TIME, line("830"), "not-a-time"),
        (TIME, line("trưa"), "not-a-time"),
        (TIME, line(" "), None),
        (YEAR, line("1985"), 1985),
        (YEAR, line("2027"), "too-late-year"),
        (YEAR, line("1899"), "too-early-year"),
        (YEAR, line("85"), "short-year"),
        (YEAR, line("19b5"), "not-a-year"),
        (YEAR, line(""), None),
        (SIGNED, at(_="  Nguyễn  Thị An "), {"name": "Nguyễn Thị An"}),
        (SIGNED, at(_="An", stroke="M1 2L3 4"), {"name": "An", "stroke": "M1 2L3 4"}),
        (SIGNED, at(_="An", stroke="<svg onload=x>"), {"name": "An"}),
        (SIGNED, at(_="", stroke="M1 2L3 4"), "no-signed-name"),
        (SIGNED, at(_="…"), "not-a-name"),
        (SIGNED, at(_=""), None),
    ],
)
def test_what_is_typed_becomes(kind: Kind, typed: Typed, expected: object) -> None:
    assert outcome(kind, typed) == expected


def area(value: str, unit: str, hundredths: int) -> dict[str, object]:
    return {"value": value, "unit": unit, "hundredths": hundredths}


@pytest.mark.parametrize(
    ("kind", "typed", "expected"),
    [
        (AREA, at(_="12,5", unit="ha"), area("12.5", "ha", 12_500_000)),
        (AREA, at(_="12.50", unit="m2"), area("12.5", "m2", 1250)),
        (AREA, at(_="1.250,5", unit="m2"), area("1250.5", "m2", 125_050)),
        (AREA, at(_="1,250.5", unit="m2"), area("1250.5", "m2", 125_050)),
        (AREA, at(_="1 250", unit="m2"), area("1250", "m2", 125_000)),
        (AREA, at(_="1.250.000", unit="m2"), area("1250000", "m2", 125_000_000)),
        (AREA, at(_="1.250", unit="m2"), "unclear-number"),
        (AREA, at(_="1,250", unit="m2"), "unclear-number"),
        (AREA, at(_="0.125", unit="ha"), "too-many-decimals"),
        (AREA, at(_="12,5", unit=""), "no-unit"),
        (AREA, at(_="12,5", unit="mẫu"), "no-unit"),
        (AREA, at(_="-1", unit="m2"), "too-small"),
        (AREA, at(_="một", unit="m2"), "not-a-decimal"),
        (AREA, at(_="1e9", unit="m2"), "not-a-decimal"),
        (AREA, at(_="٣", unit="m2"), "not-a-decimal"),
        (AREA, at(_="99999999999", unit="ha"), "too-large"),
        (AREA, at(_="", unit="ha"), None),
        (LENGTH, at(_="1,125"), {"value": "1.125", "thousandths": 1125}),
        (LENGTH, at(_="0,4"), "too-small"),
        (LENGTH, at(_="100.5"), "too-large"),
    ],
)
def test_a_decimal(kind: Kind, typed: Typed, expected: object) -> None:
    assert outcome(kind, typed) == expected


@given(st.decimals(-(10**12), 10**12, places=4))
def test_a_decimal_is_never_off_by_anything(value: Exact) -> None:
    for written in (f"{value:f}".replace(".", ","), f"{value:,.4f}"):
        assert read_exact(written) == value


@given(st.integers(0, 10**9), st.sampled_from(UNITS))
def test_the_smallest_steps_are_the_same_amount_in_the_first_unit(n: int, unit: Unit) -> None:
    clean = AREA.clean(
        {"value": f"{n // 100}.{n % 100:02}".rstrip("0").rstrip("."), "unit": unit.key}
    )
    assert clean is not None
    assert clean["hundredths"] == n * unit.factor


def test_conditions_compare_what_was_measured() -> None:
    pages = [
        {
            "key": "p",
            "title": "Trang",
            "questions": [
                {"key": "size", "kind": "decimal", "label": "Diện tích", "unit": "m²"},
                {
                    "key": "why", "kind": "short_text", "label": "Vì sao",
                    "when": "answers.size.hundredths > 500 * 100",
                },
            ],
        }
    ]  # fmt: skip
    when = parse_form({"form": 1, "title": "Tờ khai", "pages": pages}).question("why")
    assert when is not None
    assert when.when is not None
    large, small = (LENGTH_OF("500.01"), LENGTH_OF("500"))
    assert when.when.holds({"answers": {"size": large}})
    assert not when.when.holds({"answers": {"size": small}})


def LENGTH_OF(value: str) -> object:  # noqa: N802 -- reads like the constants above
    return Decimal(units=(Unit("", Text("m²")),)).clean({"value": value})


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (at(_="LA"), "LA"),
        (at(search="lao"), "LA"),
        (at(search="Mỹ"), "US"),
        (at(_="FR", search="VN"), "VN"),
        (at(_="MY", search="ma"), "MY"),
        (at(_="VN", search="nhat"), "choose-what-was-found"),
        (at(search="han"), "choose-what-was-found"),
        (at(search="qqq"), "nothing-found"),
        (at(_="ZZ"), "unknown-choice"),
        (at(_="", search=" "), None),
    ],
)
def test_a_country(typed: Typed, expected: object) -> None:
    assert outcome(COUNTRY, typed) == expected


def test_a_long_list_offers_what_was_looked_for_and_what_is_chosen() -> None:
    control = COUNTRY.ask(at(_="VN", search="nhat"), SCENE)
    assert isinstance(control, ListControl)
    assert [each.value for each in control.choices][:2] == ["VN", "JP"]
    assert control.chosen is not None
    assert not control.as_list


def test_a_short_list_is_one_to_pick_from() -> None:
    control = GROUP.ask(Typed(), SCENE)
    assert control.as_list
    assert [each.value for each in control.choices][:2] == ["01", "02"]
    assert len(control.choices) == 56


@pytest.mark.parametrize("key", builtins())
def test_a_built_in_list_is_whole(key: str) -> None:
    listed = builtin(key)
    assert listed is not None
    codes = [entry.code for entry in listed.entries]
    assert len(codes) == len(set(codes)) > 40
    assert all(entry.name.vi and entry.name.en for entry in listed.entries)
    assert all(listed.entry(code) for code in codes)
    assert all(listed.exactly(entry.name.vi) == entry for entry in listed.entries)
    assert listed.source
    assert date.fromisoformat(listed.as_of) <= TODAY + timedelta(days=1)


def test_countries_are_those_of_the_locale_data_and_none_of_its_other_regions() -> None:
    """ISO 3166-1 has 249 codes; locale data adds regions, pseudo-locales and what is reserved."""
    others = {"AC", "CP", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ"}
    told = Locale("vi").territories
    known = {str(code) for code in told if re.fullmatch("[A-Z]{2}", str(code))} - others
    entries = {entry.code: entry for entry in COUNTRY.listed.entries}
    assert entries.keys() == known
    assert len(entries) == 249
    differ = {code for code in known if entries[code].name.vi != told[code]}
    assert differ == {"TW", "HK", "MO"}


def test_a_nationality_is_a_country_or_none() -> None:
    listed = NATIONALITY.listed
    assert [each.code for each in listed.entries if not COUNTRY.listed.entry(each.code)] == ["XXA"]
    assert len(listed.entries) == 250


@pytest.mark.parametrize(
    ("kind", "value", "answer"),
    [
        (GROUP, "01", "01"),
        (GROUP, "Kinh", "01"),
        (GROUP, "kinh ", "01"),
        (GROUP, "Thổ", "24"),
        (GROUP, "H'mông", "08"),
        (GROUP, "Xá", "Xá"),
        (NATIONALITY, "Việt Nam", "VN"),
        (NATIONALITY, "VN", "VN"),
        (NATIONALITY, "Không quốc tịch", "XXA"),
        (NATIONALITY, "", None),
        (NATIONALITY, 7, None),
    ],
)
def test_what_registers_hold_in_words_is_the_code(
    kind: ReferenceChoice, value: object, answer: object
) -> None:
    assert kind.held(value) == answer


THOUSANDS = ReferenceList(
    "clinics",
    Text("Cơ sở"),
    tuple(Entry(f"{n:05}", Text(f"Trạm y tế số {n}")) for n in range(5000)),
)


def test_thousands_are_searched() -> None:
    found = THOUSANDS.search("tram 4321")
    assert [entry.code for entry in found] == ["04321"]
    assert len(THOUSANDS.search("tram")) == 10
    assert THOUSANDS.exactly("trạm y tế SỐ 17") == Entry("00017", Text("Trạm y tế số 17"))


class OneOrganisation:
    def named(self, tax_code: str) -> FoundOrganisation | None:
        known = FoundOrganisation("0100109106", "Tập đoàn Mẫu", "register")
        return known if tax_code == known.tax_code else None


REGISTERED = Scene(TODAY, FewPlaces(), organisations=OneOrganisation())
SAMPLE = {"tax_code": "0100109106", "name": "Tập đoàn Mẫu"}


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (at(tax_code="01 001 091 06", name=""), SAMPLE),
        (at(tax_code="0100109106", name=" Tên  khác "), SAMPLE | {"name": "Tên khác"}),
        (at(tax_code="0100109106001", name="Chi nhánh"),
         {"tax_code": "0100109106-001", "name": "Chi nhánh"}),
        (at(tax_code="0100109106001", name=""), "no-organisation-name"),
        (at(tax_code="", name="X"), "no-tax-code"),
        (at(tax_code="0100109107", name="X"), "tax-code-check-digit"),
        (at(tax_code="12", name="X"), "tax-code-length"),
        (at(tax_code="0100109106", name="X"), "too-short"),
        (at(tax_code="", name=""), None),
    ],
)  # fmt: skip
def test_an_organisation(typed: Typed, expected: object) -> None:
    assert outcome(ORGANISATION, typed, REGISTERED) == expected


def test_an_organisation_tells_what_the_register_holds() -> None:
    control = ORGANISATION.ask(at(tax_code="0100109106"), REGISTERED)
    assert isinstance(control, OrganisationControl)
    assert control.found is not None
    assert control.found.name == "Tập đoàn Mẫu"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (at(bank="970436", number="0011 0012-34", holder=" An "),
         {"bank": "970436", "number": "0011001234", "holder": "An"}),
        (at(bank="", number="1", holder=""), "no-bank"),
        (at(bank="123456", number="001100123", holder="An"), "no-bank"),
        (at(bank="970436", number="", holder="An"), "no-account-number"),
        (at(bank="970436", number="12345", holder="An"), "not-an-account-number"),
        (at(bank="970436", number="001100123", holder=""), "no-account-holder"),
        (at(bank="", number="", holder=""), None),
    ],
)  # fmt: skip
def test_an_account(typed: Typed, expected: object) -> None:
    assert outcome(ACCOUNT, typed) == expected


@pytest.mark.parametrize(
    ("kind", "answer", "vi", "en"),
    [
        (TIME, clock("14:30", 870), "14:30", "14:30"),
        (YEAR, 1985, "1985", "1985"),
        (AREA, area("12500.5", "ha", 0), "12.500,5 héc-ta", "12,500.5 hectares"),
        (COUNTRY, "LA", "Lào", "Laos"),
        (COUNTRY, "??", "??", "??"),
        (ORGANISATION, SAMPLE, "Tập đoàn Mẫu (mã số thuế 0100109106)",
         "Tập đoàn Mẫu (tax code 0100109106)"),
        (SIGNED, {"name": "An", "stroke": "M1 2L3 4"}, "Người ký: An (có nét ký tay)",
         "Signed by An (with a drawn signature)"),
    ],
)  # fmt: skip
def test_how_it_is_shown(kind: Kind, answer: object, vi: str, en: str) -> None:
    assert (kind.show(answer, "vi", FewPlaces()), kind.show(answer, "en", FewPlaces())) == (vi, en)


kinds_with_answers = st.sampled_from(sorted(KINDS)).flatmap(
    lambda name: st.tuples(st.just(KINDS[name]), FITTING[name])
)


@given(kinds_with_answers)
def test_answers_are_taken_shown_typed_and_told_as_a_schema(case: tuple[Kind, object]) -> None:
    kind, answer = case
    clean = kind.clean(answer)
    assert clean is not None
    assert kind.check(clean, SCENE) == []
    assert kind.parse(kind.typed(clean), SCENE).answer == clean
    assert kind.show(clean, "vi", FewPlaces())
    Draft202012Validator(dict(kind.schema)).validate(clean)


@given(st.sampled_from(sorted(KINDS)), json_values | st.text())
def test_cleaning_anything_gives_a_clean_answer_or_none(name: str, anything: object) -> None:
    kind = KINDS[name]
    clean = kind.clean(anything)
    if clean is not None:
        assert kind.clean(clean) == clean
        kind.check(clean, SCENE)
        assert isinstance(kind.show(clean, "vi", FewPlaces()), str)


parts = st.dictionaries(
    st.sampled_from(
        ["", "unit", "search", "tax_code", "name", "bank", "number", "holder", "stroke"]
    ),
    st.lists(st.text(max_size=12) | st.text("0123456789:.,hM L", max_size=8), max_size=2),
)


@given(st.sampled_from(sorted(KINDS)), parts)
def test_whatever_is_typed_is_an_answer_or_a_fault(
    name: str, strings: dict[str, list[str]]
) -> None:
    kind, typed = KINDS[name], Typed(strings)
    parsed = kind.parse(typed, SCENE)
    assert parsed.answer is None or kind.clean(parsed.answer) == parsed.answer
    kind.ask(typed, SCENE)
