"""Requests made from the API's own document: whatever is sent, it is answered plainly."""

import json
from dataclasses import replace
from itertools import count
from typing import Any, cast
from urllib.parse import urlencode

import pytest
import schemathesis
from django.http import HttpResponse
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from motcua.design.page import now
from motcua.foundation import plugs
from motcua.modules.access import operations as access
from motcua.modules.access import rules as keys
from motcua.modules.dossiers.tests import stories
from motcua.modules.dossiers.tests.world import EXTRACT, WARD, found_world
from motcua.modules.forms.rules import PlaceNames
from motcua.modules.forms.tests.places import FewPlaces
from motcua.sites.api import drafts, entering, handing, limiting
from motcua.sites.api.api import api

pytestmark = pytest.mark.slow
PROBLEM = "application/problem+json"
ROUNDS = settings(
    max_examples=150, deadline=None, phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip


class Caller:
    """A program with every right, that may call as often as it likes."""

    def __init__(self) -> None:
        world = found_world()
        wish = keys.wish(
            label="Thử", kind="token", scopes=[str(s) for s in keys.Scope], days=30, at=now()
        )
        self.key = access.give_key(wish=wish, by=world.an, at=now()).secret
        self.client = Client(raise_request_exception=False)

    def send(
        self, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None
    ) -> HttpResponse:
        shown = {"Authorization": f"Bearer {self.key}", **(headers or {})}
        content, kind = (body, "application/octet-stream") if isinstance(body, bytes) else (
            _json(body), "application/json")  # fmt: skip
        answer: HttpResponse = self.client.generic(  # type: ignore[assignment] # client's own class
            method, path, content, content_type=kind, headers=shown
        )
        return answer


def _json(body: Any) -> bytes:
    return json.dumps(body, allow_nan=False).encode("utf-8", "surrogatepass")


@pytest.fixture
def caller(db: None, monkeypatch: pytest.MonkeyPatch) -> Any:
    for module, name in (
        (limiting, "PUBLIC"), (entering, "KEYED"), (handing, "SENDING"), (drafts, "FILLING"),
    ):  # fmt: skip
        monkeypatch.setattr(module, name, replace(getattr(module, name), most=10**6))
    with plugs.instead(PlaceNames, FewPlaces()):
        yield Caller()


def operations() -> list[Any]:
    schema = schemathesis.openapi.from_dict(dict(api.get_openapi_schema()))
    return [cast(Any, found).ok() for found in schema.get_all_operations()]


OPERATIONS = operations()


@pytest.mark.parametrize("operation", OPERATIONS, ids=[o.label for o in OPERATIONS])
def test_no_request_of_the_documents_own_is_answered_by_a_failure(
    caller: Caller, operation: Any
) -> None:
    @settings(ROUNDS, max_examples=25)
    @given(operation.as_strategy())
    def go(case: Any) -> None:
        path = case.formatted_path + (f"?{urlencode(case.query, doseq=True)}" if case.query else "")
        body = None if isinstance(case.body, type(schemathesis.core.NOT_SET)) else case.body
        headers = {"Idempotency-Key": "k", **dict(case.headers or {})}
        answer = caller.send(case.method, path, body, headers)

        assert answer.status_code < 500, answer.content
        if answer.status_code >= 400:
            assert answer.headers["Content-Type"].startswith((PROBLEM, "text/html"))

    go()


#: Answers of any shape at all, beside right ones.
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | st.text(max_size=20)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.sampled_from(["2026-11-22", "self", "001196000000", "\u202e", "\x00", "x" * 3000]),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)  # fmt: skip
OTHERS = ("foreign_paper", "authority_paper", "subject_id", "organisation_name")
QUESTIONS = sorted([*stories.SELF, *OTHERS])


CHANGES = st.dictionaries(st.sampled_from(QUESTIONS) | st.text(max_size=6), JSON, max_size=6)


def test_answers_of_any_shape_get_a_verdict_and_the_filing_agrees(caller: Caller) -> None:
    keys_used = count()

    @ROUNDS
    @given(CHANGES)
    def go(changes: dict[str, Any]) -> None:
        answers = {**stories.SELF, **changes}
        checked = caller.send("POST", f"/api/v1/procedures/{EXTRACT}/check", {"answers": answers})
        body = {"procedure": EXTRACT, "agency": WARD, "answers": answers}
        key = {"Idempotency-Key": f"k{next(keys_used)}"}
        filed = caller.send("POST", "/api/v1/dossiers", body, key)

        assert checked.status_code in (200, 400), checked.content
        assert filed.status_code < 500, filed.content
        if checked.status_code == 200:
            verdict, said = json.loads(checked.content), json.loads(filed.content)
            if verdict["is_complete"]:
                assert filed.status_code == 201 or said["code"] == "not-your-file"
            else:
                assert said["problems"] == verdict["problems"]

    go()
