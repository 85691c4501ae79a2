"""The English goes with what it translates, whatever is done to it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.kernel.words import Text
from motcua.modules.catalogue.rules import Package, read
from motcua.modules.catalogue.rules.sources import Json
from motcua.modules.catalogue.tests.factories import real_files
from motcua.modules.proposals.rules.editing import value_at
from motcua.modules.proposals.rules.editing.translated import (
    add,
    drop,
    put,
    put_words,
    shift,
    words_at,
)

CODE = "2.000635"


def the_texts() -> dict[str, str]:
    return {name: content.decode() for name, content in real_files(CODE).items()}


def package(texts: dict[str, str]) -> Package:
    return read({name: text.encode() for name, text in texts.items()})


def test_a_label_is_set_in_both_languages_each_where_it_is_kept() -> None:
    texts = the_texts()
    path = ("pages", 0, "questions", 0, "label")
    after = put_words(texts, "form.yaml", path, Text("Bạn nộp cho ai", "Who is it for"))
    assert words_at(after, "form.yaml", path) == Text("Bạn nộp cho ai", "Who is it for")
    changed = {name for name in texts if texts[name] != after[name]}
    assert changed == {"form.yaml", "words.en.yaml"}
    question = package(after).form.pages[0].questions[0]
    assert question.label == Text("Bạn nộp cho ai", "Who is it for")


def test_english_named_by_number_follows_its_item() -> None:
    texts = the_texts()
    before = package(texts).procedure.everyday
    after = package(shift(texts, "procedure.yaml", ("everyday",), 0, 2)).procedure.everyday
    assert after == (*before[1:3], before[0], *before[3:])
    left = package(drop(texts, "procedure.yaml", ("everyday", 1))).procedure.everyday
    assert left == (before[0], *before[2:])


def test_another_key_renames_the_english_below_it() -> None:
    texts = put(the_texts(), "form.yaml", ("pages", 3, "key"), "reach")
    assert package(texts).form.pages[3].questions[0].label.en == "Phone number"


def test_a_question_is_added_translated_and_taken_out_again() -> None:
    texts = the_texts()
    where = ("pages", 3, "questions")
    added = add(
        texts, "form.yaml", where, {"key": "nickname", "kind": "short_text", "label": "Tên"}
    )
    items = value_at(added["form.yaml"], where)
    last = len(items) - 1 if isinstance(items, list) else 0
    said = put_words(added, "form.yaml", (*where, last, "label"), Text("Tên gọi", "Nickname"))
    assert package(said).form.pages[3].questions[last].label == Text("Tên gọi", "Nickname")
    assert drop(said, "form.yaml", (*where, last)) == texts


def test_what_is_said_the_same_is_not_touched() -> None:
    texts = the_texts()
    path = ("pages", 0, "title")
    assert put_words(texts, "form.yaml", path, words_at(texts, "form.yaml", path)) == texts


LISTS = [
    ("form.yaml", ("pages",)), ("form.yaml", ("pages", 3, "questions")),
    ("procedure.yaml", ("steps",)), ("procedure.yaml", ("everyday",)),
    ("procedure.yaml", ("legal_basis",)), ("components.yaml", ()), ("route.yaml", ("department",)),
]  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(LISTS), st.data())
def test_moving_there_and_back_changes_nothing(
    place: tuple[str, tuple[str | int, ...]], data: st.DataObject
) -> None:
    texts = the_texts()
    file, path = place
    items = value_at(texts[file], path)
    count = len(items) if isinstance(items, list) else 0
    source, target = data.draw(st.integers(0, count - 1)), data.draw(st.integers(0, count - 1))
    there = shift(texts, file, path, source, target)
    assert shift(there, file, path, target, source)[file] == texts[file]
    back = shift(there, file, path, target, source)
    assert _as_table(back["words.en.yaml"]) == _as_table(texts["words.en.yaml"])


def _as_table(text: str) -> Json:
    return value_at(text, ())


@pytest.mark.parametrize("file", ["form.yaml", "components.yaml"])
def test_an_edit_changes_the_canonical_form_only_there(file: str) -> None:
    texts = the_texts()
    path = ("title",) if file == "form.yaml" else (0, "name")
    after = put_words(texts, file, path, Text("Tên mới", "New name"))
    old, new = package(texts).canonical.decode(), package(after).canonical.decode()
    assert old != new
    assert (
        new.replace("Tên mới", words_at(texts, file, path).vi).replace(
            "New name", words_at(texts, file, path).en
        )
        == old
    )
