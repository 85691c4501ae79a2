"""Answers are invented for every kind of question, and the form takes them."""

import random
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.numbers import read_tax_code
from motcua.modules.forms.rules import Form, check, clean, parse_form, show
from motcua.modules.forms.rules.drawing import tax_code
from motcua.modules.forms.rules.inventing import Inventor
from motcua.modules.forms.rules.kinds.registry import KINDS

from .places import FewPlaces

TODAY = date(2026, 11, 22)
TREE = yaml.safe_load(
    (Path(__file__).parents[3] / "sites" / "studio" / "specimen.yaml").read_text("utf-8")
)
FILE = {"sha256": "0" * 64, "name": "a.pdf", "size": 9, "media_type": "application/pdf"}
seeds = st.integers(0, 10**9)


def only(key: str) -> Form:
    """The specimen form with the page of one kind."""
    return parse_form({**TREE, "pages": [page for page in TREE["pages"] if page["key"] == key]})


@pytest.mark.parametrize("kind", sorted(KINDS))
@given(seed=seeds)
def test_what_is_invented_is_taken_and_shown(kind: str, seed: int) -> None:
    form, places = only(kind), FewPlaces()
    draw = random.Random(seed)  # noqa: S311 invented people, no secrets
    inventor = Inventor(draw, "01", ("00070", "00004"), TODAY, FILE)

    answers = inventor.answers(form, places)

    assert check(form, answers, today=TODAY, places=places) == []
    assert clean(form, answers) == answers
    (section,) = show(form, answers, "vi", places=places)
    assert all(line.text for line in section.lines) or kind == "file"


@given(seeds)
def test_an_invented_tax_code_proves_itself(seed: int) -> None:
    draw = random.Random(seed)  # noqa: S311 invented, no secrets
    assert not read_tax_code(tax_code(draw)).problems
