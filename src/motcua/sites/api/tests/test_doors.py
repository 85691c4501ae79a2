"""The clock, the reference page, and the limit that honest callers never meet."""

import pytest
from django.test import Client

from motcua.foundation.limits import Limit
from motcua.kernel.actors import SYSTEM
from motcua.modules.catalogue import operations as catalogue
from motcua.modules.catalogue.rules.archive import gather
from motcua.modules.dossiers.tests.world import PACKAGES, TUESDAY
from motcua.sites.api import limiting
from motcua.sites.api.reference import EXAMPLES

SIX_O_CLOCK = {"received_at": "2026-11-20T16:00:00+07:00", "amount": "3"}


def test_the_clock_answers_with_its_explanation(caller: Client) -> None:
    told = caller.get("/api/v1/clock/due", {**SIX_O_CLOCK, "unit": "WORKING_DAY"}).json()

    assert told["due_at"].startswith("2026-11-26T16:00")
    assert [part["is_running"] for part in told["explanation"]["intervals"]] == [True]
    assert {day["on"] for day in told["explanation"]["intervals"][0]["days_off"]} == {
        "2026-11-21", "2026-11-22", "2026-11-24",
    }  # fmt: skip


@pytest.mark.parametrize("asked", [
    {}, {"received_at": "yesterday", "amount": "1"}, {**SIX_O_CLOCK, "amount": "-1"},
    {**SIX_O_CLOCK, "unit": "FORTNIGHT"}, {**SIX_O_CLOCK, "amount": "9" * 400},
    {"received_at": "9999-12-31T00:00", "amount": "1"},
])  # fmt: skip
def test_nonsense_gets_a_plain_problem(caller: Client, asked: dict[str, str]) -> None:
    answer = caller.get("/api/v1/clock/due", asked)

    assert answer.status_code in (409, 422)
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["title"]


def test_an_agency_that_is_none_is_not_found(caller: Client) -> None:
    assert caller.get("/api/v1/clock/due", {**SIX_O_CLOCK, "agency": "H99"}).status_code == 404


@pytest.mark.parametrize(("language", "words"), [
    ("vi", "Giao diện lập trình"), ("en", "Programming interface"),
])  # fmt: skip
def test_the_reference_names_every_address(caller: Client, language: str, words: str) -> None:
    page = caller.get("/api/v1/docs", headers={"Accept-Language": language}).content.decode()
    document = caller.get("/api/v1/openapi.json").json()

    assert words in page
    assert [path for path in document["paths"] if path not in page] == []


def test_a_flood_is_told_how_long_to_wait(caller: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    few = Limit("api", most=2, per=limiting.PUBLIC.per)
    monkeypatch.setattr(limiting, "PUBLIC", few)

    answers = [caller.get("/api/v1/procedures") for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert 0 < int(answers[-1].headers["Retry-After"]) <= 60
    assert answers[-1].json()["code"] == "too-often"


def test_every_example_of_the_reference_answers(caller: Client) -> None:
    status = catalogue.import_package(files=gather(PACKAGES / "1.004873"), by=SYSTEM, at=TUESDAY)
    catalogue.publish(revision=status, by=SYSTEM, at=TUESDAY)
    assert [caller.get(path).status_code for path in EXAMPLES.values()] == [200] * len(EXAMPLES)
    paths = caller.get("/api/v1/openapi.json").json()["paths"]
    read = {path: methods["get"] for path, methods in paths.items() if "get" in methods}
    open_to_all = {path for path, said in read.items() if "security" not in said}
    assert set(EXAMPLES) == open_to_all
