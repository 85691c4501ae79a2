"""Everything that is said is said in both languages: pages, refusals, acts and states."""

import ast
import re
from collections.abc import Mapping
from enum import StrEnum
from importlib import import_module

import pytest
from django.utils import translation
from tools import messages

from motcua.design import refusals
from motcua.kernel.errors import Refusal
from motcua.kernel.reading import too_long
from motcua.modules.dossiers.rules import Act, State
from motcua.modules.dossiers.rules.life import MOVES, UNSEEN

from .house import SOURCE, subclasses

HOLES = re.compile(r"%\((\w+)\)[sd]")


def test_every_interface_word_has_english() -> None:
    assert messages.missing() == []


def test_english_has_the_same_holes() -> None:
    assert [
        word for word, said in messages.english().items()
        if said and set(HOLES.findall(word)) != set(HOLES.findall(said))
    ] == []  # fmt: skip


def test_no_sentence_of_the_interface_is_too_long_to_hold_in_mind() -> None:
    assert [each.text for word in messages.english() for each in too_long(word)] == []


def test_every_refusal_has_a_sentence_in_both_languages() -> None:
    english = messages.english()
    lacking = []
    for refusal in sorted(subclasses(Refusal), key=lambda r: r.__qualname__):
        with translation.override("vi"):
            said = refusals.spoken().get(refusal.code)
        if said is None:
            lacking.append(f"{refusal.__module__}.{refusal.__name__}: {refusal.code}")
        elif not english.get(said):
            lacking.append(f"{refusal.code} in English")
    assert lacking == []


def test_a_code_is_shared_by_family_only() -> None:
    codes: dict[str, type[Refusal]] = {}
    for refusal in sorted(subclasses(Refusal), key=lambda r: len(r.__mro__)):
        first = codes.setdefault(refusal.code, refusal)
        assert issubclass(refusal, first), f"{refusal.code}: {first} and {refusal}"


def test_every_act_is_done_somewhere() -> None:
    assert set(Act) - {Act[name] for name in _acts_of("dossiers")} == set()


def test_every_state_is_led_to() -> None:
    assert {State.DRAFT} | {move.target for move in MOVES.values()} == set(State)


@pytest.mark.parametrize(
    ("home", "name", "wanted"),
    [
        ("motcua.sites.desk.words", "ACTS", set(Act) - UNSEEN - {Act.FILE}),
        ("motcua.sites.desk.words", "STATES", set(State) - {State.DRAFT}),
        ("motcua.sites.portal.words", "STATES", set(State)),
    ],
)
def test_acts_and_states_have_words(home: str, name: str, wanted: set[StrEnum]) -> None:
    words: Mapping[StrEnum, object] = getattr(import_module(home), name)
    english = messages.english()
    with translation.override("vi"):
        assert sorted(wanted - set(words)) == []
        assert [str(w) for w in words.values() if not english.get(str(w))] == []


def _acts_of(module: str) -> set[str]:
    """Acts that are named where a module does something: its rules, queries and tests aside."""
    return {
        node.attr
        for path in (SOURCE / "modules" / module).rglob("*.py")
        if not {"rules", "queries", "tests", "migrations"} & set(path.parts)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
        if isinstance(node.value, ast.Name) and node.value.id == "Act"
    }
