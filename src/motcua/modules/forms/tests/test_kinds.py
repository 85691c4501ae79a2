"""Each kind: what may be typed, what it becomes, what is refused, how it is shown."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.words import Text
from motcua.modules.forms.rules import Option, Scene, Typed
from motcua.modules.forms.rules.kinds import (
    address,
    date,
    email,
    file,
    long_text,
    money,
    multiple_choice,
    person_name,
    personal_id,
    phone,
    short_text,
    single_choice,
    whole_number,
    yes_no,
)
from motcua.modules.forms.rules.kinds.declaration import Declaration
from motcua.modules.forms.rules.kinds.file import File
from motcua.modules.forms.rules.kinds.kind import Kind

from .places import FewPlaces
from .strategies import FITTING, SCENE, TODAY, json_values

CHOICES = tuple(Option(key, Text(key.upper(), f"{key}!")) for key in "abc")
DATE = date.Date(latest="today")
ONE_OF, SOME_OF = single_choice.SingleChoice(CHOICES), multiple_choice.MultipleChoice(CHOICES, 2, 2)
SHORT, LONG = short_text.ShortText(2, 8), long_text.LongText(1, 20)
NUMBER, MONEY = whole_number.WholeNumber(1, 2000), money.Money()
ID, OLD_ID = personal_id.PersonalId(), personal_id.PersonalId(old_cards=True)
PHONE, MOBILE = phone.Phone(), phone.Phone(mobile_only=True)
NAME, EMAIL, YES, AGREED = person_name.PersonName(), email.Email(), yes_no.YesNo(), Declaration()
PLACE, FILE = address.Address(), file.File(most=2, max_mb=1)
EACH: dict[str, Kind] = {
    "short_text": short_text.ShortText(),
    "long_text": long_text.LongText(),
    "single_choice": ONE_OF,
    "multiple_choice": multiple_choice.MultipleChoice(CHOICES),
    **{k.name: k for k in (DATE, NUMBER, MONEY, ID, PHONE, NAME, EMAIL, YES, AGREED, PLACE, FILE)},
}


def outcome(kind: Kind, typed: Typed) -> object:
    """The answer if it is right, else the code of the first fault."""
    parsed = kind.parse(typed, SCENE)
    if parsed.fault is not None:
        return parsed.fault.code
    faults = [] if parsed.answer is None else kind.check(parsed.answer, SCENE)
    return faults[0].code if faults else parsed.answer


def line(text: str) -> Typed:
    return Typed({"": [text]})


def three(day: str, month: str, year: str) -> Typed:
    return Typed({"day": [day], "month": [month], "year": [year]})


TYPED = [
    (SHORT, line("  Số   5 "), "Số 5"),
    (SHORT, line("   "), None),
    (SHORT, line("a\u200bb"), "ab"),
    (SHORT, line("a\x07b"), "control-characters"),
    (SHORT, line("a\u202eb"), "control-characters"),
    (SHORT, line("a"), "too-short"),
    (SHORT, line("123456789"), "too-long"),
    (SHORT, line("Hoà"), "Hoà"),
    (SHORT, line("Hòa"), "Hòa"),
    (LONG, line(" một \r\n hai \r\n"), "một\nhai"),
    (LONG, line("\r\n"), None),
    (NAME, line("nguyễn  thị an"), "nguyễn thị an"),
    (NAME, line("Jean-Luc O’Brien"), "Jean-Luc O’Brien"),
    (NAME, line("An 2"), "not-a-name"),
    (NAME, line("---"), "not-a-name"),
    (ID, line("001 199 000 001"), "001199000001"),
    (ID, line("012345678"), "personal-id-old-card"),
    (ID, line("00119900000"), "personal-id-length"),
    (ID, line("CC1199000001"), "personal-id-not-digits"),
    (OLD_ID, line("012 345 678"), "012345678"),
    (OLD_ID, line("01234567"), "personal-id-length"),
    (PHONE, line("+84 912.345.678"), "0912345678"),
    (PHONE, line("024 3825 4321"), "02438254321"),
    (PHONE, line("0123"), "phone-length"),
    (PHONE, line("+33 1 23 45 67 89"), "phone-foreign"),
    (MOBILE, line("024 3825 4321"), "phone-not-mobile"),
    (EMAIL, line("An@Example.VN"), "An@example.vn"),
    (EMAIL, line("an@example"), "not-an-email"),
    (EMAIL, line("an@@example.vn"), "not-an-email"),
    (EMAIL, line("an example.vn"), "not-an-email"),
    (DATE, three("1", "9", "1999"), "1999-09-01"),
    (DATE, three("", "", ""), None),
    (DATE, three("", "9", "1999"), "no-day"),
    (DATE, three("1", "", "1999"), "no-month"),
    (DATE, three("1", "9", " "), "no-year"),
    (DATE, three("1", "9", "99"), "short-year"),
    (DATE, three("31", "2", "1999"), "not-a-date"),
    (DATE, three("one", "2", "1999"), "not-a-date"),
    (DATE, three("23", "11", "2026"), "too-late"),
    (DATE, three("22", "11", "2026"), "2026-11-22"),
    (DATE, three("1", "1", "1849"), "too-early"),
    (NUMBER, line("3"), 3),
    (NUMBER, line("1.200"), 1200),
    (NUMBER, line("1 200"), 1200),
    (NUMBER, line("1.5"), "not-a-number"),
    (NUMBER, line("ba"), "not-a-number"),
    (NUMBER, line("٣"), "not-a-number"),
    (NUMBER, line("9" * 40), "not-a-number"),
    (NUMBER, line("0"), "too-small"),
    (NUMBER, line("2001"), "too-large"),
    (MONEY, line("24.000 đ"), 24000),
    (MONEY, line("24,000"), 24000),
    (MONEY, line("-1"), "too-small"),
    (YES, line("no"), False),
    (YES, line(""), None),
    (YES, line("maybe"), "unknown-choice"),
    (AGREED, line("yes"), True),
    (AGREED, line("no"), None),
    (ONE_OF, line("b"), "b"),
    (ONE_OF, line("d"), "unknown-choice"),
    (SOME_OF, Typed({"": ["c", "a"]}), ["a", "c"]),
    (SOME_OF, Typed({"": ["a"]}), "too-few"),
    (SOME_OF, Typed({"": ["a", "b", "c"]}), "too-many"),
    (SOME_OF, Typed({"": ["a", "d"]}), "unknown-choice"),
    (SOME_OF, Typed(), None),
    (FILE, line("f" * 64), None),
]


@pytest.mark.parametrize(("kind", "typed", "expected"), TYPED)
def test_what_is_typed_becomes(kind: Kind, typed: Typed, expected: object) -> None:
    assert outcome(kind, typed) == expected


def at(**parts: str) -> Typed:
    return Typed({part: [text] for part, text in parts.items()})


HOAN_KIEM = {"province": "01", "commune": "00070", "as_of": "2026-11-22"}


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (
            at(province="01", commune="00070", detail=" 12  Tràng Tiền "),
            HOAN_KIEM | {"detail": "12 Tràng Tiền"},
        ),
        (at(province="", commune="", detail=""), None),
        (at(province="", detail="12 Tràng Tiền"), "no-province"),
        (at(province="01", detail="12 Tràng Tiền"), "no-commune"),
        (at(province="37", commune="00070", detail="Tổ 3"), "unknown-place"),
        (at(province="x", commune="y", detail="Tổ 3"), "unknown-place"),
        (at(province="01", commune="00070"), "no-detail"),
        (
            at(legacy="Hàng Trống", found="00070", detail="Số 1"),
            HOAN_KIEM | {"detail": "Số 1", "legacy": "Hàng Trống"},
        ),
        (at(legacy="Hàng Trống", found="00004", detail="Số 1"), "no-province"),
        (at(legacy="Hàng Trống", detail="Số 1"), "no-province"),
    ],
)
def test_an_address(typed: Typed, expected: object) -> None:
    assert outcome(PLACE, typed) == expected


def test_an_address_offers_the_communes_of_its_province_and_of_the_old_address() -> None:
    control = PLACE.ask(at(province="01", legacy="hang trong"), SCENE)
    assert [each.value for each in control.provinces] == ["01", "37"]
    assert [each.value for each in control.communes] == ["00070", "00004"]
    assert [each.value for each in control.former] == ["00070"]


def test_an_address_may_lack_the_detail_where_the_form_says_so() -> None:
    assert (
        outcome(address.Address(detail_required=False), at(province="01", commune="00070"))
        == HOAN_KIEM
    )


def test_without_names_of_places_the_shape_of_codes_is_checked() -> None:
    anywhere = HOAN_KIEM | {"commune": "99999", "detail": "x"}
    assert PLACE.check(anywhere, Scene(TODAY)) == []
    assert PLACE.clean(anywhere | {"commune": "999"}) is None


def test_an_address_of_tomorrow_is_not_believed() -> None:
    assert (
        PLACE.check(HOAN_KIEM | {"detail": "x", "as_of": "2026-11-23"}, SCENE)[0].code
        == "unknown-place"
    )


@dataclass(frozen=True)
class Given:
    name: str
    size: int
    media_type: str | None


@pytest.mark.parametrize(
    ("given_file", "code"),
    [
        (Given("a.pdf", 1024, "application/pdf"), None),
        (Given("a.pdf", 0, None), "empty-file"),
        (Given("a.pdf", 1024 * 1024 + 1, "application/pdf"), "file-too-large"),
        (Given("a.exe", 10, None), "wrong-file-type"),
        (Given("a.docx", 10, "application/msword"), "wrong-file-type"),
    ],
)
def test_a_file_is_taken_or_refused_before_it_is_stored(
    given_file: Given, code: str | None
) -> None:
    fault = FILE.refuse(given_file.name, given_file.size, given_file.media_type)
    assert (fault.code if fault else None) == code


def entry(n: int, name: str = "a.pdf") -> dict[str, object]:
    return {"sha256": f"{n:064x}", "name": name, "size": 9, "media_type": "application/pdf"}


def test_files_are_held_once_each_and_counted() -> None:
    assert FILE.clean([entry(1), entry(1), entry(2)]) == [entry(1), entry(2)]
    assert [fault.code for fault in FILE.check([entry(1), entry(2), entry(3)], SCENE)] == [
        "too-many-files"
    ]
    assert FILE.clean([{"sha256": "../etc", "name": "x", "size": 1, "media_type": "x"}]) is None
    assert FILE.show([entry(1), entry(2, "b.pdf")], "vi", FewPlaces()) == "a.pdf\nb.pdf"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("C:\\Users\\An\\giấy.pdf", "giấy.pdf"),
        ("../../etc/passwd", "passwd"),
        ("a\u202efdp.exe", "afdp.exe"),
        ("x" * 300 + ".pdf", "x" * 146 + ".pdf"),
        ("", "file"),
        (None, "file"),
        ("...", "file"),
    ],
)
def test_a_file_name_is_safe_to_show(name: object, expected: str) -> None:
    assert file.file_name(name) == expected


@pytest.mark.parametrize(
    ("kind", "answer", "vi", "en"),
    [
        (DATE, "1999-09-01", "01/09/1999", "1 September 1999"),
        (whole_number.WholeNumber(1, 20, Text("bản", "copies")), 3, "3 bản", "3 copies"),
        (NUMBER, 3, "3", "3"),
        (MONEY, 24000, "24.000 đ", "24.000 đ"),
        (YES, True, "Có", "Yes"),
        (YES, False, "Không", "No"),
        (AGREED, True, "Đã cam đoan", "Declared"),
        (ONE_OF, "b", "B", "b!"),
        (SOME_OF, ["a", "c"], "A\nC", "a!\nc!"),
        (
            PLACE,
            HOAN_KIEM | {"detail": "12 Tràng Tiền", "legacy": "quận Hoàn Kiếm"},
            "12 Tràng Tiền, Phường Hoàn Kiếm, Thành phố Hà Nội\n(quận Hoàn Kiếm)",
            "12 Tràng Tiền, Phường Hoàn Kiếm, Thành phố Hà Nội\n(quận Hoàn Kiếm)",
        ),
    ],
)
def test_how_it_is_shown(kind: Kind, answer: object, vi: str, en: str) -> None:
    assert kind.show(answer, "vi", FewPlaces()) == vi
    assert kind.show(answer, "en", FewPlaces()) == en


kinds_with_answers = st.sampled_from(sorted(EACH)).flatmap(
    lambda name: st.tuples(st.just(EACH[name]), FITTING[name])
)


@given(kinds_with_answers)
def test_typing_what_an_answer_says_gives_the_answer(case: tuple[Kind, object]) -> None:
    kind, answer = case
    if not isinstance(kind, file.File):
        assert kind.parse(kind.typed(kind.clean(answer)), SCENE).answer == kind.clean(answer)


@given(st.sampled_from(sorted(EACH)), json_values | st.text())
def test_cleaning_anything_gives_a_clean_answer_or_none(name: str, anything: object) -> None:
    kind = EACH[name]
    clean = kind.clean(anything)
    if clean is not None:
        assert kind.clean(clean) == clean
        kind.check(clean, SCENE)
        assert isinstance(kind.show(clean, "vi", FewPlaces()), str)


parts = st.dictionaries(
    st.sampled_from(
        ["", "day", "month", "year", "province", "commune", "detail", "legacy", "found"]
    ),
    st.lists(st.text(max_size=12) | st.text("0123456789", max_size=5), max_size=2),
)


@given(st.sampled_from(sorted(EACH)), parts)
def test_whatever_is_typed_is_an_answer_or_a_fault(
    name: str, strings: dict[str, list[str]]
) -> None:
    kind = EACH[name]
    typed = Typed(strings)
    parsed = kind.parse(typed, SCENE)
    assert parsed.answer is None or kind.clean(parsed.answer) == parsed.answer
    kind.ask(typed, SCENE)


def test_a_file_keeps_what_is_known_of_it_and_nothing_else() -> None:
    kind = File(originality=frozenset({"original", "copy"}), max_pages=3)
    entry = {"sha256": "a" * 64, "name": "a.pdf", "size": 9, "media_type": "application/pdf"}
    known = {
        "pages": 2, "document": "01997000-0000-7000-8000-00000000000d", "originality": "copy",
        "cited": {"source": "result", "number": "12/2026"},
    }  # fmt: skip
    odd = {"pages": True, "document": "x", "originality": "best", "cited": {"a": 1}, "more": 1}
    assert kind.clean([{**entry, **known}]) == [{**entry, **known}]
    assert kind.clean([{**entry, **odd}]) == [entry]
    assert [fault.code for fault in kind.check([entry], SCENE)] == ["originality-missing"]
    assert kind.check([{**entry, "originality": "copy"}], SCENE) == []
    assert kind.check([{**entry, "cited": {"source": "result"}}], SCENE) == []
    long = {**entry, "originality": "copy", "pages": 4}
    assert [fault.code for fault in kind.check([long], SCENE)] == ["too-many-pages"]
    assert kind.declared([entry], "copy") == [{**entry, "originality": "copy"}]
    assert kind.declared([entry], "certified") == [entry]
    assert kind.typed([long]).one("originality") == "copy"
