"""What a template may use, and whether the city's own are fit."""

import pytest

from motcua.modules.results.queries import public_city_template, public_template_problems
from motcua.modules.results.rules import Forbidden, LetterKind, forbidden

from .factories import TEMPLATE, the_spec

HEAD = '#import "/official.typ": *\n#show: decision.with()\n'


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ('#eval("1")', "eval"),
        ("#let e = eval", "eval"),
        ("#std.eval", "std"),
        ('#read("/x")', "read"),
        ('#image("/x.png")', "image"),
        ('#plugin("/x.wasm")', "plugin"),
        ("#sys.inputs", "sys"),
        ('#json("/x")', "json"),
        ('#import "@preview/cetz:0.2.0": *', "import"),
        ('#import "/official.typ" + x', "import"),
        ("#import name: *", "import"),
        ('#include "/look.typ"', "include"),
        ('// "a//" #eval("x")', "eval"),
    ],
)
def test_forbidden_words_are_found_with_their_line(line: str, word: str) -> None:
    assert forbidden(f"{HEAD}\n{line}\n") == [
        Forbidden(4, found) for found in ([word] if word != "std" else ["std", "eval"])
    ]


def test_the_library_may_be_imported() -> None:
    assert forbidden(TEMPLATE) == []
    assert forbidden('#import "/official.typ": decision, row') == []
    assert forbidden("Hồ sơ đã đọc, đã read-only") == []


@pytest.mark.parametrize("kind", LetterKind)
def test_the_citys_letters_are_fit(kind: LetterKind) -> None:
    assert public_template_problems(public_city_template(kind), kind) == []


def test_a_template_is_tried_full_and_empty_and_with_each_choice() -> None:
    spec = the_spec()
    assert public_template_problems(TEMPLATE, spec) == []

    only_women = f'{HEAD}#if data.result.sex == "male" {{ panic("no men") }}\n'
    (problem,) = public_template_problems(only_women, spec)
    assert problem.line == 3

    needs_a_note = f"{HEAD}#data.result.note.len()\n"
    assert public_template_problems(needs_a_note, spec)


def test_forbidden_words_are_told_before_anything_is_run() -> None:
    (problem,) = public_template_problems(f'{HEAD}#eval("panic()")', the_spec())
    assert (problem.line, problem.message) == (3, "«eval» is not allowed")
