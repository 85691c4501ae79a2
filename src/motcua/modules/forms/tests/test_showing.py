"""The answers in words, and the way from page to page."""

from motcua.modules.forms.rules import (
    Line,
    Progress,
    first_incomplete,
    next_page,
    page_before,
    parse_form,
    progress,
    show,
)

from .strategies import TODAY


def label(vi: str, en: str) -> dict[str, str]:
    return {"vi": vi, "en": en}


FORM = parse_form(
    {
        "form": 1,
        "title": label("Tờ khai", "Form"),
        "pages": [
            {
                "key": "who",
                "title": label("Ai", "Who"),
                "questions": [
                    {"key": "alone", "kind": "yes_no", "label": label("Đi một mình", "Alone")},
                    {
                        "key": "nickname",
                        "kind": "short_text",
                        "required": False,
                        "label": label("Tên khác", "Other name"),
                    },
                ],
            },
            {
                "key": "members",
                "title": label("Thành viên", "Members"),
                "when": "answers.alone == false",
                "questions": [
                    {
                        "key": "members",
                        "kind": "group",
                        "label": label("Thành viên", "Members"),
                        "item": label("Người", "Person"),
                        "questions": [
                            {"key": "age", "kind": "whole_number", "label": label("Tuổi", "Age")}
                        ],
                    }
                ],
            },
            {
                "key": "end",
                "title": label("Cam đoan", "Declaration"),
                "questions": [
                    {"key": "true", "kind": "declaration", "label": label("Tôi cam đoan", "I do")}
                ],
            },
        ],
    }
)


def test_answers_are_told_page_by_page_and_row_by_row() -> None:
    answers = {"alone": False, "members": [{"age": 40}, {}, {"age": 7}], "true": True}
    who, members, end = show(FORM, answers, "en")
    assert who.lines == (Line("alone", "Alone", "No"), Line("nickname", "Other name", ""))
    assert (members.page, members.title) == ("members", "Members")
    assert members.lines == (
        Line("members.0.age", "Person 1: Age", "40"),
        Line("members.1.age", "Person 2: Age", "7"),
    )
    assert end.lines == (Line("true", "I do", "Declared"),)


def test_a_group_without_rows_is_one_empty_line() -> None:
    sections = show(FORM, {"alone": False, "members": [{}]}, "vi")
    assert sections[1].lines == (Line("members", "Thành viên", ""),)


def test_the_way_skips_hidden_pages() -> None:
    after = next_page(FORM, {"alone": True}, "who")
    before = page_before(FORM, {"alone": True}, "end")
    assert after is not None
    assert before is not None
    assert (after.key, before.key) == ("end", "who")


def test_from_a_page_that_has_become_hidden_the_way_goes_on() -> None:
    after = next_page(FORM, {"alone": True}, "members")
    assert after is not None
    assert after.key == "end"
    assert next_page(FORM, {}, "nowhere") is None


def test_the_first_page_with_something_missing_and_how_far_one_is() -> None:
    page = first_incomplete(FORM, {"alone": True}, today=TODAY)
    assert page is not None
    assert page.key == "end"
    assert progress(FORM, {"alone": True}, today=TODAY) == Progress(1, 2)
    assert first_incomplete(FORM, {"alone": True, "true": True}, today=TODAY) is None
