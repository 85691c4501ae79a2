"""What differs between two texts: shown line by line, and never at any price."""

import random

from motcua.sites.studio.drafting.comparing import lines_between


def test_words_that_differ_are_marked() -> None:
    lines = lines_between("a: one two\nb: 1\n", "a: one three\nb: 1\n")

    changed = [line for line in lines if line.sign in "+-"]
    assert [[piece.words for piece in line.pieces if piece.is_marked] for line in changed] == [
        ["two"], ["three"],
    ]  # fmt: skip


def test_a_change_far_down_a_long_text_has_its_own_line_numbers() -> None:
    old = [f"line {n}" for n in range(5000)]
    new = [*old[:4000], "put in", *old[4000:]]

    (line,) = [each for each in lines_between("\n".join(old), "\n".join(new)) if each.sign in "+-"]
    assert (line.sign, line.before, line.after) == ("+", 0, 4001)


def test_texts_made_to_take_for_ever_are_shown_as_replaced() -> None:
    # 2,000 such lines took more than a minute.
    draw = random.Random(1)  # noqa: S311 -- no secret
    old, new = ("\n".join(draw.choices("ab", k=20_000)) for _ in range(2))

    lines = lines_between(old, new)

    assert 2000 < len(lines) < 3100
    assert {line.sign for line in lines} == {"…", "-", "+"}
