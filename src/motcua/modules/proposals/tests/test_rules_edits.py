"""Edits of YAML change what they name and nothing else: comments, order and layout stay."""

import difflib

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.kernel.words import nfc
from motcua.modules.catalogue.rules.findings import Findings
from motcua.modules.catalogue.rules.sources import Json, json_of, tree_of
from motcua.modules.catalogue.tests.factories import PACKAGES
from motcua.modules.proposals.rules.editing import (
    CannotEdit,
    add_to,
    insert,
    move,
    remove,
    set_value,
)
from motcua.modules.proposals.rules.editing.layout import (
    composed,
    end_of,
    line_end,
    line_start,
    pair_at,
)

FORM = """\
# The form.
form: 1  # version
title: Tờ khai

pages:
  - key: who   # first
    title: Ai?
    questions:
      - key: name
        kind: person_name
        label: >-
          Họ và
          tên
        # prefilled
        prefill: applicant.full_name
      # about age
      - key: age
        kind: whole_number
        label: Tuổi

  # the second page
  - key: what
    title: Gì?
    questions: []
steps:
  - { key: a, hours: 1 }  # one
  - { key: b, hours: 2 }
kinds: [red, blue]
"""


def read(text: str) -> Json:
    found = Findings()
    tree = tree_of(text, "x", found)
    assert tree is not None, list(found)
    return json_of(tree)


def lines_changed(before: str, after: str) -> tuple[list[str], list[str]]:
    diff = list(difflib.ndiff(before.splitlines(), after.splitlines()))
    return (
        [line[2:] for line in diff if line.startswith("- ")],
        [line[2:] for line in diff if line.startswith("+ ")],
    )


def test_a_word_is_replaced_where_it_stands() -> None:
    after = set_value(FORM, ("title",), "Đơn: mới")
    assert lines_changed(FORM, after) == (["title: Tờ khai"], ['title: "Đơn: mới"'])


def test_a_folded_text_becomes_a_short_one() -> None:
    after = set_value(FORM, ("pages", 0, "questions", 0, "label"), "Tên")
    assert lines_changed(FORM, after)[1] == ["        label: Tên"]
    assert "# prefilled" in after


def test_a_key_is_added_at_the_end_of_its_table() -> None:
    after = set_value(FORM, ("pages", 0, "questions", 1, "required"), value=False)
    assert lines_changed(FORM, after) == ([], ["        required: false"])
    after = set_value(FORM, ("steps", 0, "role"), "clerk")
    assert "- { key: a, hours: 1, role: clerk }  # one" in after


def test_comments_at_the_end_of_a_line_stay() -> None:
    after = set_value(FORM, ("form",), 2)
    assert "form: 2  # version" in after
    assert "- key: whom   # first" in set_value(FORM, ("pages", 0, "key"), "whom")


def test_a_key_is_removed_with_its_line() -> None:
    after = remove(FORM, ("pages", 0, "questions", 0, "kind"))
    assert lines_changed(FORM, after) == (["        kind: person_name"], [])
    assert "{ hours: 1 }  # one" in remove(FORM, ("steps", 0, "key"))


def test_an_item_is_inserted_like_its_neighbours() -> None:
    after = insert(FORM, ("steps",), 1, {"key": "c", "hours": 3})
    assert lines_changed(FORM, after) == ([], ["  - { key: c, hours: 3 }"])
    page: Json = {"key": "new", "title": "Mới", "questions": [{"key": "q", "kind": "date"}]}
    after = insert(FORM, ("pages",), 2, page)
    assert "    questions: []\n\n  - key: new\n    title: Mới\n    questions:\n" in after
    after = add_to(FORM, ("pages", 1, "questions"), {"key": "q", "kind": "date"})
    assert "    questions:\n      - key: q\n        kind: date\n" in after
    assert "kinds: [red, blue, green]" in add_to(FORM, ("kinds",), "green")


def test_items_move_with_the_comments_above_them() -> None:
    after = move(FORM, ("pages", 0, "questions"), 1, 0)
    assert after.index("# about age") < after.index("key: age") < after.index("key: name")
    after = move(FORM, ("pages",), 0, 1)
    assert after.index("# the second page") < after.index("key: what") < after.index("key: who")
    assert "kinds: [blue, red]" in move(FORM, ("kinds",), 0, 1)


def test_the_last_item_leaves_an_empty_list() -> None:
    after = remove(remove(FORM, ("steps", 0)), ("steps", 0))
    assert read(after)["steps"] == []  # type: ignore[call-overload, index]  # a table, as asserted


def test_what_cannot_be_read_is_not_edited() -> None:
    with pytest.raises(CannotEdit):
        set_value("a: [", ("a",), "b")
    with pytest.raises(CannotEdit):
        set_value(FORM, ("pages", 9, "key"), "b")


SOURCES = sorted(PACKAGES.glob("*/*.yaml"))
WORDS = st.text(
    st.characters(
        codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"], exclude_characters="\ufeff"
    ),
    max_size=150,
)


def paths(node: yaml.Node, here: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Every way into a tree."""
    found: list[tuple[str | int, ...]] = [here] if here else []
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            found += paths(value, (*here, key.value))
    if isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            found += paths(value, (*here, number))
    return found


def comments(text: str) -> list[str]:
    return sorted(line.strip() for line in text.splitlines() if line.lstrip().startswith("#"))


@settings(max_examples=120, deadline=None)
@given(st.data())
def test_an_edit_of_a_shipped_package_changes_what_it_names_and_no_more(
    data: st.DataObject,
) -> None:
    text = data.draw(st.sampled_from(SOURCES)).read_text()
    path = data.draw(st.sampled_from(paths(composed(text))))
    value = data.draw(st.one_of(WORDS.map(str.strip), st.integers(0, 10**9), st.booleans()))
    top = composed(text)
    wanted = read(text)
    inside = wanted
    for step in path[:-1]:
        inside = inside[step]  # type: ignore[index]  # the path is one of its own
    inside[path[-1]] = value  # type: ignore[index]  # the path is one of its own

    after = set_value(text, path, value)

    assert read(after) == as_read(wanted)
    parent = _node(top, path[:-1])
    start = _node(top, path).start_mark.index
    if isinstance(parent, yaml.MappingNode):
        start = pair_at(parent, path[-1])[0].start_mark.index
    assert after.startswith(text[: line_start(text, start)])
    assert after.endswith(text[line_end(text, end_of(text, _node(top, path))) :])


def as_read(value: Json) -> Json:
    """Composed, as every text of a package is."""
    if isinstance(value, dict):
        return {key: as_read(each) for key, each in value.items()}
    if isinstance(value, list):
        return [as_read(each) for each in value]
    return nfc(value) if isinstance(value, str) else value


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_removing_and_moving_keep_every_comment(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(SOURCES)).read_text()
    top = composed(text)
    lists = [p for p in paths(top) if isinstance(_node(top, p), yaml.SequenceNode)]
    lists = [p for p in lists if _node(top, p).value]
    if not lists:
        return
    path = data.draw(st.sampled_from(lists))
    count = len(_node(top, path).value)
    source = data.draw(st.integers(0, count - 1))
    target = data.draw(st.integers(0, count - 1))
    moved = move(text, path, source, target)
    assert sorted(moved.splitlines()) == sorted(text.splitlines()) or "[" in text
    assert move(moved, path, target, source) == text
    assert comments(moved) == comments(text)


def _node(top: yaml.Node, path: tuple[str | int, ...]) -> yaml.Node:
    node = top
    for step in path:
        if isinstance(node, yaml.MappingNode):
            node = next(value for key, value in node.value if key.value == step)
        else:
            node = node.value[step]
    return node
