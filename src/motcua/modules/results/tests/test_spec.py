"""result.yaml: what is read, and everything that is wrong with what cannot be."""

import copy

import pytest

from motcua.kernel.words import Text
from motcua.modules.results.rules import SpecErrors, facts_data, parse_result

from .factories import the_facts, the_spec

TREE: dict[str, object] = {
    "name": "Trích lục",
    "symbol": "TL-{agency}",
    "fields": [{"key": "full_name", "kind": "person_name", "label": "Tên"}],
}


def codes_of(tree: object) -> dict[tuple[str | int, ...], str]:
    with pytest.raises(SpecErrors) as caught:
        parse_result(tree)
    return {finding.path: finding.code for finding in caught.value.findings}


def test_the_least_that_is_needed_is_read() -> None:
    spec = parse_result(TREE)
    assert (spec.name, spec.symbol, spec.keys) == (Text("Trích lục"), "TL-{agency}", ("full_name",))
    assert spec.recipients == ("Như trên", "Lưu: VT")


@pytest.mark.parametrize(
    ("change", "path", "code"),
    [
        ({"name": ""}, ("name",), "words-wrong"),
        ({"name": {"en": "x"}}, ("name",), "words-wrong"),
        ({"symbol": "tl/ubnd"}, ("symbol",), "symbol-wrong"),
        ({"code": "G15"}, ("code",), "code-wrong"),
        ({"fields": {}}, ("fields",), "not-a-list"),
        ({"fields": [{"kind": "date"}]}, ("fields", 0), "field-without-key"),
        ({"fields": [{"key": "x", "kind": "file"}]}, ("fields", 0, "kind"), "kind-not-here"),
        ({"recipients": "VT"}, ("recipients",), "not-a-list"),
        ({"propose": []}, ("propose",), "not-a-mapping"),
        ({"propose": {"other": "answers.x"}}, ("propose", "other"), "field-unknown"),
        ({"propose": {"full_name": "os.environ"}}, ("propose", "full_name"), "path-wrong"),
        ({"subject": "result.other"}, ("subject",), "path-wrong"),
        ({"colour": "red"}, ("colour",), "key-unknown"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(
    change: dict[str, object], path: tuple[str | int, ...], code: str
) -> None:
    assert codes_of({**copy.deepcopy(TREE), **change})[path] == code


@pytest.mark.parametrize("key", ["name", "symbol", "fields"])
def test_what_is_missing_is_told(key: str) -> None:
    tree = {k: v for k, v in TREE.items() if k != key}
    assert "key-missing" in codes_of(tree).values()


@pytest.mark.parametrize("nonsense", [None, [], "x", 3])
def test_nonsense_is_no_specification(nonsense: object) -> None:
    assert codes_of(nonsense) == {(): "not-a-mapping"}


def test_all_that_is_wrong_is_told_at_once() -> None:
    assert len(codes_of({"symbol": "x", "code": "y", "extra": 1})) >= 4


def test_fields_are_a_form_of_one_page() -> None:
    tree = the_spec().form_tree()
    assert tree["form"] == 1
    pages = tree["pages"]
    assert isinstance(pages, list)
    assert [q["key"] for q in pages[0]["questions"]] == ["full_name", "born_on", "sex", "note"]


def test_the_first_proposal_comes_from_the_dossier() -> None:
    data = facts_data(the_facts())
    assert the_spec().proposal(data) == {"full_name": "Nguyễn Thị An"}


def test_a_template_gets_every_field_as_filed_and_as_words() -> None:
    data = the_spec().result_data({"full_name": "An", "sex": "female"}, {"sex": "Nữ"})
    assert data == {
        "result": {"full_name": "An", "born_on": None, "sex": "female", "note": None},
        "result_words": {"full_name": None, "born_on": None, "sex": "Nữ", "note": None},
    }
