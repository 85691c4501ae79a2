"""Tables that are put into expressions again and again: refused before they cost a minute."""

import pytest

from motcua.modules.forms.rules.findings import FormErrors
from motcua.modules.forms.rules.parsing import parse_form

_SAYS = {"vi": "T", "en": "T"}


def _form(times: int) -> dict[str, object]:
    rules = [{"when": ["1..5"] * 8, "then": str(row)} for row in range(60)]
    table = {"key": "t", "title": _SAYS, "inputs": ["answers.n"] * 8, "rules": rules}
    named = ", ".join(["tables.t"] * times)
    asked = {"key": "n", "kind": "whole_number", "label": _SAYS}
    shown = {"key": "c", "kind": "computed", "label": _SAYS, "value": f"1 in [{named}]"}
    page = {"key": "p", "title": _SAYS, "questions": [asked, shown]}
    return {"form": 1, "title": _SAYS, "tables": [table], "pages": [page]}


def test_the_largest_table_can_be_read() -> None:
    assert parse_form(_form(1)).tables


def test_a_table_named_seventy_times_is_refused() -> None:
    with pytest.raises(FormErrors, match="too large"):
        parse_form(_form(70))
