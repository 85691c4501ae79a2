"""Packages with generated changes: any part of the form, and whole lists of edits beside it."""

from collections.abc import Callable, Mapping
from copy import deepcopy
from typing import Any

import msgspec
from hypothesis import strategies as st

from motcua.modules.catalogue.rules import Package, PackageErrors, read

from .factories import small_files

Tree = dict[str, Any]
Edit = Callable[[Tree], None]

FORM: Tree = {
    "form": 1,
    "title": {"vi": "Đơn", "en": "Request"},
    "pages": [
        {
            "key": "kite",
            "title": {"vi": "Con diều", "en": "The kite"},
            "questions": [
                {"key": "size", "kind": "whole_number", "label": "Cỡ", "unit": "cm", "most": 200},
                {
                    "key": "colour",
                    "kind": "single_choice",
                    "label": "Màu",
                    "choices": [
                        {"key": "red", "label": "Đỏ"},
                        {"key": "blue", "label": "Xanh"},
                        {"key": "green", "label": "Lục"},
                    ],
                },
                {"key": "name", "kind": "short_text", "label": "Tên diều", "required": False},
            ],
        },
        {
            "key": "flight",
            "when": 'answers.colour == "red"',
            "title": "Chuyến bay",
            "questions": [
                {"key": "height", "kind": "whole_number", "label": "Độ cao"},
                {
                    "key": "wind",
                    "kind": "multiple_choice",
                    "label": "Gió",
                    "required": False,
                    "choices": [
                        {"key": "north", "label": "Bắc"},
                        {"key": "south", "label": "Nam"},
                    ],
                },
            ],
        },
        {
            "key": "people",
            "title": "Người thả",
            "questions": [
                {
                    "key": "flyers",
                    "kind": "group",
                    "label": "Người thả diều",
                    "item": "Người",
                    "required": False,
                    "most": 4,
                    "questions": [
                        {"key": "who", "kind": "short_text", "label": "Tên"},
                        {"key": "age", "kind": "whole_number", "label": "Tuổi", "required": False},
                    ],
                },
                {"key": "photo", "kind": "file", "label": "Ảnh", "required": False, "most": 2},
                {"key": "day", "kind": "date", "label": "Ngày thả", "required": False},
            ],
        },
    ],
}


def package_of(form: Tree, **others: Any) -> Package:
    """The small package with this form; `fees`, `route`, … replace other files' trees.

    :raises PackageErrors: the edits do not make a package
    """
    return read(files_of(form, **others))


def files_of(form: Tree, *, code: str = "9.000001", **others: Any) -> dict[str, bytes]:
    files = small_files(code)
    files["form.yaml"] = msgspec.json.encode(form)
    for stem, tree in others.items():
        files[f"{stem}.yaml"] = msgspec.json.encode(tree)
    return files


def questions_of(form: Tree) -> list[Tree]:
    return [question for page in form["pages"] for question in page["questions"]]


def question_of(form: Tree, key: str) -> Tree:
    return next(question for question in questions_of(form) if question["key"] == key)


def edited(*edits: Edit, form: Tree = FORM) -> Tree:
    changed = deepcopy(form)
    for edit in edits:
        edit(changed)
    return changed


def set_in(key: str, part: str, value: Any) -> Edit:
    def edit(form: Tree) -> None:
        question_of(form, key)[part] = value

    return edit


def dropped(key: str) -> Edit:
    def edit(form: Tree) -> None:
        for page in form["pages"]:
            page["questions"] = [q for q in page["questions"] if q["key"] != key]
        form["pages"] = [page for page in form["pages"] if page["questions"]]

    return edit


def added(question: Mapping[str, Any], page: int = -1) -> Edit:
    def edit(form: Tree) -> None:
        form["pages"][page]["questions"].append(dict(question))

    return edit


def _moved(key: str) -> Edit:
    def edit(form: Tree) -> None:
        question = question_of(form, key)
        dropped(key)(form)
        form["pages"][-1]["questions"].append(question)

    return edit


def _unhidden(form: Tree) -> None:
    for page in form["pages"]:
        page.pop("when", None)


_KEYS = st.sampled_from(["size", "colour", "name", "height", "wind", "flyers", "day"])
_WORDS = st.sampled_from(["Một", "Hai", "Ba bốn"])
_CHOICES = st.lists(
    st.sampled_from(["red", "blue", "green", "white", "north", "south"]),
    min_size=2, max_size=4, unique=True,
).map(lambda keys: [{"key": key, "label": key.title()} for key in keys])  # fmt: skip

EDITS: st.SearchStrategy[Edit] = st.one_of(
    st.builds(set_in, _KEYS, st.just("label"), _WORDS),
    st.builds(set_in, _KEYS, st.just("hint"), _WORDS),
    st.builds(set_in, _KEYS, st.just("required"), st.booleans()),
    st.builds(set_in, _KEYS, st.just("most"), st.integers(1, 300)),
    st.builds(set_in, _KEYS, st.just("least"), st.integers(1, 50)),
    st.builds(set_in, _KEYS, st.just("kind"),
              st.sampled_from(["short_text", "whole_number", "long_text", "yes_no", "money"])),
    st.builds(set_in, st.sampled_from(["colour", "wind"]), st.just("choices"), _CHOICES),
    st.builds(set_in, st.just("size"), st.just("unit"), _WORDS),
    st.builds(set_in, st.sampled_from(["height", "wind", "flyers", "day"]), st.just("when"),
              st.sampled_from(['answers.colour == "blue"', "answers.size > 10"])),
    st.builds(dropped, _KEYS),
    st.builds(_moved, _KEYS),
    st.builds(added, st.builds(
        lambda key, kind, required: {
            "key": key, "kind": kind, "label": key, "required": required},
        st.sampled_from(["extra", "more"]), st.sampled_from(["short_text", "whole_number"]),
        st.booleans())),
    st.just(_unhidden),
)  # fmt: skip


def changed_form(edits: list[Edit]) -> Package | None:
    """The package after as many of the edits as leave it one that can be read."""
    form = after_edits(edits)
    return None if form == FORM else package_of(form, **WITHOUT_ANSWERS)


def after_edits(edits: list[Edit]) -> Tree:
    form = FORM
    for edit in edits:
        candidate = deepcopy(form)
        try:
            edit(candidate)
            package_of(candidate, **WITHOUT_ANSWERS)
        except (PackageErrors, StopIteration, IndexError):
            continue
        form = candidate
    return form


#: Files that read no answers, so that any edit of the form leaves them whole.
WITHOUT_ANSWERS: Mapping[str, Any] = {
    "fees": {"says": {"vi": "Miễn phí", "en": "Free"}, "charges": []},
    "result": {
        "name": {"vi": "Giấy phép", "en": "Permit"},
        "code": "KQ.H26.000001",
        "symbol": "GP-{agency}",
        "fields": [{"key": "size", "kind": "whole_number", "label": "Cỡ"}],
    },
}


def base() -> Package:
    return package_of(FORM, **WITHOUT_ANSWERS)
