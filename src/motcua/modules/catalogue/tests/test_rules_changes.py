"""What changed between two packages: nothing slips through, and each change means what it must."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.modules.catalogue.rules import Package, read
from motcua.modules.catalogue.rules.changes import Change, Effect, changes_between
from motcua.modules.catalogue.rules.changes.between import key_of
from motcua.modules.catalogue.rules.changes.flattening import flattened
from motcua.modules.catalogue.rules.changes.trees import MISSING, ORDER, differences, same

from .edits import (
    EDITS,
    WITHOUT_ANSWERS,
    Edit,
    added,
    base,
    changed_form,
    dropped,
    edited,
    package_of,
    set_in,
)
from .factories import changed, real_files, small_files

W, C, T, A, N = Effect

_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | st.text("abc", max_size=2),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["key", "a", "b", "vi", "en"]), inner, max_size=3)
    ),
    max_leaves=12,
)


def _by_key(before: Package, after: Package) -> dict[str, Change]:
    return {change.key: change for change in changes_between(before, after)}


def _after(*edits: Edit) -> dict[str, Change]:
    return _by_key(base(), package_of(edited(*edits), **WITHOUT_ANSWERS))


def _in(file: str, old: str, new: str) -> dict[str, Change]:
    files = small_files()
    return _by_key(read(files), read(changed(files, file, old, new)))


def test_no_change_where_nothing_changed() -> None:
    package = base()
    assert changes_between(package, package) == ()


def test_comments_and_layout_are_no_change() -> None:
    files = small_files()
    noted = {**files, "fees.yaml": b"# why\n" + files["fees.yaml"]}
    assert changes_between(read(files), read(noted)) == ()


@settings(max_examples=400)
@given(_JSON, _JSON)
def test_trees_are_alike_exactly_when_nothing_differs(before: Any, after: Any) -> None:
    found = list(differences(before, after))
    assert bool(found) is not same(before, after)
    for difference in found:
        assert not same(difference.before, difference.after)


@settings(max_examples=400)
@given(_JSON, _JSON)
def test_turned_round_the_same_places_differ(before: Any, after: Any) -> None:
    there = {each.path for each in differences(before, after)}
    back = {each.path for each in differences(after, before)}
    assert there == back


@settings(max_examples=400)
@given(
    st.dictionaries(st.sampled_from("abcd"), _JSON, max_size=4),
    st.dictionaries(st.sampled_from("abcd"), _JSON, max_size=4),
)
def test_the_differences_of_tables_lead_from_one_to_the_other(
    before: dict[str, Any], after: dict[str, Any]
) -> None:
    patched = json.loads(json.dumps(before))
    for difference in differences(before, after):
        _put(patched, difference.path, difference.after)
    assert same(_ordered(patched), _ordered(after))


def _put(tree: Any, path: tuple[str, ...], value: Any) -> None:
    *steps, last = path
    for step in steps:
        tree = tree[_place(tree, step)]
    if last == ORDER:
        return
    place = _place(tree, last)
    if isinstance(tree, list):
        if place is None:
            tree.append(value)
        else:
            tree[place] = value
    elif value is MISSING:
        del tree[last]
    else:
        tree[last] = value


def _place(tree: Any, step: str) -> Any:
    if not isinstance(tree, list):
        return step
    for number, item in enumerate(tree):
        if isinstance(item, dict) and item.get("key") == step:
            return number
    return int(step) - 1 if step.isdigit() and int(step) <= len(tree) else None


def _ordered(value: Any) -> Any:
    """Order is a difference of its own, and what went from a list stands there as MISSING."""
    if isinstance(value, list):
        kept = [_ordered(item) for item in value if item is not MISSING]
        return sorted(kept, key=lambda item: json.dumps(item, sort_keys=True))
    if isinstance(value, dict):
        return {key: _ordered(item) for key, item in value.items()}
    return value


@settings(max_examples=150, deadline=None)
@given(st.lists(EDITS, min_size=1, max_size=6))
def test_every_difference_of_the_canonical_forms_is_in_a_change(edits: list[Edit]) -> None:
    before, after = base(), changed_form(edits)
    if after is None:
        return
    changes = changes_between(before, after)
    keys = {change.key for change in changes}
    assert len(keys) == len(changes)
    assert bool(changes) is (before.canonical != after.canonical)
    places = {key_of(each.path) for each in differences(flattened(before), flattened(after))}
    assert places == keys


@settings(max_examples=60, deadline=None)
@given(st.lists(EDITS, max_size=3), st.lists(EDITS, max_size=3))
def test_what_two_steps_leave_untouched_the_whole_way_does_too(
    first: list[Edit], second: list[Edit]
) -> None:
    start = base()
    middle = changed_form(first) or start
    end = changed_form([*first, *second]) or start
    steps = {c.key for c in changes_between(start, middle)} | {
        c.key for c in changes_between(middle, end)
    }
    for change in changes_between(start, end):
        assert any(
            change.key == key or change.key.startswith(key + ".") or key.startswith(change.key)
            for key in steps
        )


_QUESTION = {"key": "extra", "kind": "short_text", "label": "Thêm"}
_CASES: list[tuple[Edit, str, Effect]] = [
    (set_in("size", "label", "Kích cỡ"), "form.size.label", W),
    (set_in("size", "label", {"vi": "Cỡ", "en": "Size"}), "form.size.label", W),
    (set_in("size", "hint", "Đo bằng thước"), "form.size.hint", W),
    (set_in("size", "unit", {"vi": "cm", "en": "cm"}), "form.size.unit", W),
    (set_in("size", "unit", "m"), "form.size.unit", T),
    (set_in("size", "most", 300), "form.size.most", C),
    (set_in("size", "most", 100), "form.size.most", T),
    (set_in("size", "least", 1), "form.size.least", T),
    (set_in("height", "kind", "money"), "form.height.kind", T),
    (set_in("name", "most", 300), "form.name.most", C),
    (set_in("name", "required", value=True), "form.name.required", A),
    (set_in("size", "required", value=False), "form.size.required", C),
    (set_in("photo", "most", 1), "form.photo.most", A),
    (set_in("photo", "max_mb", 20), "form.photo.max_mb", C),
    (set_in("height", "when", "answers.size > 10"), "form.height.when", C),
    (set_in("day", "latest", "today"), "form.day.latest", T),
    (set_in("size", "checks", [{"key": "big", "that": "answers.size > 1", "say": "To hơn"}]),
     "form.size.checks", A),
    (added(_QUESTION), "form.extra", A),
    (added({**_QUESTION, "required": False}), "form.extra", C),
    (dropped("name"), "form.name", C),
    (set_in("colour", "choices", [
        {"key": "red", "label": "Đỏ"}, {"key": "blue", "label": "Xanh"}]),
     "form.colour.choices.green", T),
    (set_in("colour", "choices", [
        {"key": "red", "label": "Đỏ thắm"}, {"key": "blue", "label": "Xanh"},
        {"key": "green", "label": "Lục"}]),
     "form.colour.choices.red.label", W),
    (set_in("colour", "choices", [
        {"key": "red", "label": "Đỏ"}, {"key": "blue", "label": "Xanh"},
        {"key": "green", "label": "Lục"}, {"key": "white", "label": "Trắng"}]),
     "form.colour.choices.white", C),
    (set_in("flyers", "questions", [
        {"key": "who", "kind": "short_text", "label": "Tên"},
        {"key": "age", "kind": "short_text", "label": "Tuổi", "required": False}]),
     "form.flyers.questions.age.kind", T),
    (set_in("flyers", "questions", [
        {"key": "who", "kind": "short_text", "label": "Tên"},
        {"key": "age", "kind": "whole_number", "label": "Tuổi", "required": False},
        {"key": "sex", "kind": "short_text", "label": "Giới"}]),
     "form.flyers.questions.sex", A),
]  # fmt: skip


@pytest.mark.parametrize(("edit", "key", "effect"), _CASES, ids=[f"{k}-{e}" for _, k, e in _CASES])
def test_effects_in_the_form(edit: Edit, key: str, effect: Effect) -> None:
    changes = _after(edit)
    assert list(changes) == [key]
    assert changes[key].effect is effect
    assert changes[key].file == "form.yaml"
    assert changes[key].says.vi
    assert changes[key].says.en


def test_a_page_that_is_asked_of_more_people_asks() -> None:
    form = edited()
    del form["pages"][1]["when"]
    changes = _by_key(base(), package_of(form, **WITHOUT_ANSWERS))
    assert {k: c.effect for k, c in changes.items()} == {"form.page:flight.when": A}


def test_a_question_that_moves_to_another_page_is_still_the_same_question() -> None:
    form = edited()
    form["pages"][2]["questions"].append(form["pages"][0]["questions"].pop())
    changes = _by_key(base(), package_of(form, **WITHOUT_ANSWERS))
    assert changes["form.name.@page"].effect is C
    assert "form.name" not in changes


_ELSEWHERE: list[tuple[str, str, str, str, Effect]] = [
    ("procedure.yaml", "Xin giấy phép thả diều", "Giấy phép thả diều", "procedure.name", W),
    ("procedure.yaml", "amount: 2", "amount: 3", "procedure.channels.online.amount", N),
    ("procedure.yaml", "2 ngày làm việc", "hai ngày làm việc", "procedure.channels.online.says", W),
    ("procedure.yaml", "1/2026/QH", "2/2026/QH", "procedure.legal_basis.2/2026/QH", N),
    ("procedure.yaml", "[citizen]", "[citizen, foreigner]", "procedure.audience", N),
    ("procedure.yaml", "[ONLINE]", "[ONLINE, AT_HOME]", "procedure.returning", N),
    ("procedure.yaml", "2026-01-01", "2026-02-01", "procedure.effective.from", W),
    ("procedure.yaml", "thả diều", "chơi diều", "procedure.name", W),
    ("fees.yaml", "1000 *", "3000 *", "fees.charges.kite.prices.online.amount", N),
    ("fees.yaml", "1.000 đ", "1 nghìn", "fees.charges.kite.prices.online.says", W),
    ("fees.yaml", "percent: 50", "percent: 60", "fees.charges.kite.exemptions.red.percent", N),
    ("fees.yaml", "2/2026/NQ", "9/2026/NQ", "fees.charges.kite.basis", N),
    ("route.yaml", "hours: 8", "hours: 7", "route.commune_committee.draft.hours", C),
    ("route.yaml", "vi: Soạn", "vi: Viết", "route.commune_committee.draft.name", W),
    (
        "route.yaml",
        "role: case_officer, hours: 8 }",
        "role: case_officer, hours: 8 }\n  - { key: look, name: Xem, role: dept_head }",
        "route.commune_committee.look",
        C,
    ),
    ("components.yaml", "vi: Ảnh con", "vi: Hình con", "components.photo.name", W),
    ("components.yaml", "need: required", "need: optional", "components.photo.need", C),
    ("result.yaml", "symbol: GP", "symbol: GPD", "result.symbol", C),
    ("result.yaml", "vi: Cỡ", "vi: Kích cỡ", "result.fields.size.label", W),
    ("result.typ", "thả diều", "chơi diều", "@templates.result.typ", C),
]


@pytest.mark.parametrize(
    ("file", "old", "new", "key", "effect"), _ELSEWHERE, ids=[each[3] for each in _ELSEWHERE]
)
def test_effects_elsewhere(file: str, old: str, new: str, key: str, effect: Effect) -> None:
    change = _in(file, old, new)[key]
    assert change.effect is effect
    assert change.file == file
    assert change.before != change.after


def test_a_step_that_went_needs_another_place() -> None:
    files = small_files()
    more = changed(
        files, "route.yaml", "  - { key: sign", "  - { key: look, name: Xem, role: dept_head }\n"
        "  - { key: sign",
    )  # fmt: skip
    found = _by_key(read(more), read(files))
    assert found["route.commune_committee.look"].effect is T


def test_a_document_newly_required_is_asked_for_where_the_form_holds_it() -> None:
    files = small_files()
    optional = changed(files, "components.yaml", "need: required", "need: optional")
    found = _by_key(read(optional), read(files))
    assert found["components.photo.need"].effect is A
    paper = changed(files, "components.yaml", "- key: photo", PAPER + "- key: photo")
    found = _by_key(read(files), read(paper))
    assert found["components.deed"].effect is N


PAPER = """\
- key: deed
  code: H26-KQ002
  name: { vi: Giấy tờ đất, en: Deed }
  need: required
  sources: [paper]
"""


def test_letters_are_told_by_the_lines_that_differ() -> None:
    files = {**small_files(), "letters/receipt_slip.typ": LETTER.encode()}
    after = changed(files, "letters/receipt_slip.typ", "Diều đã nhận", "Đã nhận con diều")
    (change,) = changes_between(read(files), read(after))
    assert (change.effect, change.file) == (C, "letters/receipt_slip.typ")
    assert (change.before, change.after) == ("Diều đã nhận", "Đã nhận con diều")


LETTER = """\
= Giấy tiếp nhận
Diều đã nhận
"""


@pytest.mark.parametrize("code", ["1.004194", "1.013314", "2.000635"])
def test_english_is_wording_in_every_real_package(code: str) -> None:
    files = real_files(code)
    bare = {name: content for name, content in files.items() if name != "words.en.yaml"}
    changes = changes_between(read(bare), read(files))
    assert changes
    assert {change.effect for change in changes} == {W}
