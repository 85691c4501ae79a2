"""What a page answers to its script that searches a list."""

import pytest
from django.utils import translation

from motcua.modules.forms.rules import parse_form
from motcua.modules.forms.suggesting import suggestions


def words(text: str) -> dict[str, str]:
    return {"vi": text, "en": text}


CLINICS = "01 | Bệnh viện Mẫu | Sample Hospital\n02 | Trạm y tế Mẫu"
FORM = parse_form(
    {
        "form": 1,
        "title": words("Tờ khai"),
        "lists": [{"key": "clinics", "title": words("Cơ sở"), "rows": CLINICS}],
        "pages": [
            {
                "key": "p",
                "title": words("Trang"),
                "questions": [
                    {"key": "c", "kind": "reference_choice", "label": words("Nước")}
                    | {"list": "countries/2026"},
                    {"key": "own", "kind": "reference_choice", "label": words("Nơi khám")}
                    | {"list": "clinics"},
                    {"key": "name", "kind": "short_text", "label": words("Tên")},
                    {
                        "key": "people",
                        "kind": "group",
                        "label": words("Người"),
                        "item": words("Người"),
                        "questions": [
                            {"key": "from", "kind": "reference_choice", "label": words("Nước")}
                            | {"list": "countries/2026"},
                        ],
                    },
                ],
            }
        ],
    }
)


@pytest.mark.parametrize(
    ("name", "asked", "first"),
    [
        ("q-c", "viet", {"code": "VN", "name": "Vietnam"}),
        ("q-own", "mau", {"code": "01", "name": "Sample Hospital"}),
        ("q-people-3-from", "phap", {"code": "FR", "name": "France"}),
    ],
)
def test_the_best_comes_first(name: str, asked: str, first: dict[str, str]) -> None:
    with translation.override("en"):
        told = suggestions(FORM, {"list": name, "words": asked})
    assert told is not None
    assert isinstance(told["items"], list)
    assert told["items"][0] == first


@pytest.mark.parametrize(
    "name", ["", "c", "q-name", "q-people", "q-nowhere", "q-c-1-x", "q-people-1-x"]
)
def test_anything_else_means_the_page_itself(name: str) -> None:
    assert suggestions(FORM, {"list": name, "words": "viet"}) is None


def test_nothing_typed_finds_nothing() -> None:
    assert suggestions(FORM, {"list": "q-c"}) == {"items": []}
