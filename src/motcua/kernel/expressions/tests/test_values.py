"""Single expressions and what they come to."""

from datetime import date

import pytest

from motcua.kernel.expressions import compile  # noqa: A004

from .strategies import WORLD

AN = {
    "answers": {
        "copies": 3,
        "pages": 5,
        "name": "Nguyễn Thị An",
        "acting": "self",
        "agreed": True,
        "born": "1999-02-28",
        "reasons": ["lost", "school"],
        "members": [{"age": 40, "kin": "parent"}, {"age": 7}, {"kin": "child"}],
        "home": {"province": "01"},
    },
    "channel": "online",
    "today": date(2026, 11, 22),
}


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("8000 * answers.copies", 24000),
        ('channel == "online" ? 7000 : 15000', 7000),
        ("min(200000, 2000 * min(answers.pages, 2) + 1000 * max(0, answers.pages - 2))", 7000),
        ("2 + 3 * 4 - 6 / 2", 11),
        ("(2 + 3) * 4", 20),
        ("10 - 3 - 2", 5),
        ("-7 / 2", -3),
        ("-7 % 2", -1),
        ("7 % -2", 1),
        ("!answers.agreed || true && false", False),
        ("false ? 1 : true ? 2 : 3", 2),
        ("answers.copies >= 3 && answers.copies < 4", True),
        ('answers.acting in ["self", "other"]', True),
        ('"lost" in answers.reasons', True),
        ('"parent" in answers.members.kin', True),
        ("sum(answers.members.age)", 47),
        ("max(answers.members.age)", 40),
        ("size(answers.members)", 3),
        ("size(answers.members) * 5000", 15000),
        ("size(answers.name)", 13),
        ("has(answers.home)", True),
        ('answers.home.province == "01"', True),
        ("years_between(answers.born, today)", 27),
        ('years_between(date("2024-02-29"), date("2026-02-28"))', 1),
        ('years_between(date("2024-02-29"), date("2026-03-01"))', 2),
        ('years_between(date("2026-03-01"), date("2024-02-29"))', -2),
        ('max(answers.born, date("2000-01-01"))', date(2000, 1, 1)),
        ('min(answers.born, date("2000-01-01"))', date(1999, 2, 28)),
        ("answers.agreed == true", True),
        ('answers.acting == "self" ? "a" : null', "a"),
        ('(answers.agreed ? "a" : "b") in ["b", answers.name]', False),
        ('starts_with(answers.name, "Nguyễn")', True),
        (r"'it\'s' == \"it's\"".replace(r"\"", '"'), True),
        (r'"a\nb\\" == "a\nb\\"', True),
    ],
)
def test_what_it_comes_to(source: str, value: object) -> None:
    assert compile(source, WORLD).value(AN) == value


@pytest.mark.parametrize(
    "source",
    [
        "answers.copies + 1",
        "answers.copies == 3",
        "answers.copies != 3",
        "!(answers.copies == 3)",
        "!answers.agreed",
        "answers.agreed || false",
        "years_between(answers.born, today)",
        "min(answers.members.age)",
        "min(answers.copies, 1)",
        "starts_with(answers.name, 'A')",
        "9223372036854775807 + 1",
        "-9223372036854775807 - 2",
        "1 / (1 - 1)",
        "1 % (1 - 1)",
        "false ? 1 : null",
    ],
)
def test_what_comes_to_nothing_where_nothing_was_answered(source: str) -> None:
    expression = compile(source, WORLD)
    assert expression.value({}) is None
    assert not expression.holds({})
    assert not expression.fails({})


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("has(answers.copies)", False),
        ("has(answers.members)", False),
        ("has(answers.copies) ? answers.copies : 1", 1),
        ("answers.agreed ? 1 : 2", 2),
        ("answers.agreed && false", False),
        ("answers.agreed || true", True),
        ("size(answers.members)", 0),
        ("sum(answers.members.age)", 0),
        ('"lost" in answers.reasons', False),
        ("size([answers.copies, 2])", 1),
    ],
)
def test_what_can_be_told_though_nothing_was_answered(source: str, value: object) -> None:
    assert compile(source, WORLD).value({}) == value


@pytest.mark.parametrize(
    "answers",
    [
        {"copies": "3"},
        {"copies": True},
        {"copies": 3.0},
        {"copies": [3]},
        {"copies": 2**63},
        {"agreed": 1},
        {"acting": "nobody"},
        {"born": "1999-02-30"},
        {"born": "19990228"},
        {"name": ""},
        "no answers at all",
    ],
)
def test_an_answer_of_the_wrong_type_is_nothing(answers: object) -> None:
    asked = "has(answers.copies) || has(answers.agreed) || has(answers.acting) || "
    asked += "has(answers.born) || has(answers.name)"
    assert compile(asked, WORLD).value({"answers": answers}) is False


def test_it_knows_what_it_reads() -> None:
    expression = compile("has(answers.home) && sum(answers.members.age) > 3", WORLD)
    assert expression.reads == {("answers", "home"), ("answers", "members", "age")}
