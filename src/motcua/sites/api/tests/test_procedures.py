"""The catalogue as data: found by words, read whole, in both languages."""

import pytest
from django.test import Client

from motcua.modules.catalogue import queries as catalogue
from motcua.modules.dossiers.tests.world import AREA, EXTRACT, STAY


@pytest.mark.parametrize("q", ["trích lục khai sinh", "trich luc khai sinh", EXTRACT])
def test_words_find_a_procedure(caller: Client, q: str) -> None:
    found = caller.get("/api/v1/procedures", {"q": q}).json()

    assert found["items"][0]["code"] == EXTRACT
    assert found["items"][0]["name"]["en"]
    assert found["next"] is None


def test_the_list_is_read_to_its_end_by_its_cursor(caller: Client) -> None:
    codes, cursor = [], None
    for _ in range(3):
        asked = {"limit": "1", **({"cursor": cursor} if cursor else {})}
        found = caller.get("/api/v1/procedures", asked).json()
        codes += [item["code"] for item in found["items"]]
        cursor = found["next"]

    assert sorted(codes) == [STAY, AREA, EXTRACT]
    assert cursor is None


def test_nothing_found_is_an_empty_list(caller: Client) -> None:
    assert caller.get("/api/v1/procedures?q=zzzqqq").json()["items"] == []


def test_a_row_leads_to_the_whole(caller: Client) -> None:
    row = caller.get("/api/v1/procedures", {"q": STAY}).json()["items"][0]

    whole = caller.get(row["url"]).json()

    assert whole["ways"][0] == {
        "channel": "online",
        "time": {
            "amount": "3",
            "unit": "WORKING_DAY",
            "says": {"vi": "3 ngày làm việc", "en": "3 working days"},
            "source": "Thủ tục 1.004194",
        },
    }
    assert whole["digest"] == catalogue.public_procedure(STAY).digest
    assert whole["online"]["extent"] == row["online_extent"]
    assert {document["need"] for document in whole["documents"]} == {"required", "fallback"}
    assert whole["fees"][0]["prices"][0]["channel"] == "online"
    assert whole["effective_to"] is None


@pytest.mark.parametrize("path", [
    "/api/v1/procedures/9.999999", "/api/v1/nothing", "/api/v2",
])  # fmt: skip
def test_what_is_not_there_is_a_problem_document(caller: Client, path: str) -> None:
    answer = caller.get(path, headers={"Accept-Language": "en"})

    assert answer.status_code == 404
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["code"] == "not-found"
    assert answer.json()["title"].isascii()


@pytest.mark.parametrize(("asked", "code"), [
    ({"cursor": "nonsense"}, "invalid"), ({"limit": "many"}, "malformed"),
])  # fmt: skip
def test_nonsense_is_told_in_the_readers_language(
    caller: Client, asked: dict[str, str], code: str
) -> None:
    answer = caller.get("/api/v1/procedures", asked)

    assert answer.status_code == 422
    assert answer.json()["code"] == code


@pytest.mark.parametrize("limit", ["-5", "0", "1000000"])
def test_a_limit_out_of_bounds_is_brought_inside(caller: Client, limit: str) -> None:
    assert caller.get("/api/v1/procedures", {"limit": limit}).status_code == 200


@pytest.mark.parametrize(("asked", "codes"), [
    ({"level": "ministry"}, []), ({"is_fileable": "true", "q": STAY}, [STAY]),
    ({"online_level": "99"}, []), ({"sector": "\0"}, [AREA, EXTRACT, STAY]),
    ({"life_event": "khong-co"}, []), ({"department": "x" * 5000}, []),
])  # fmt: skip
def test_filters_narrow_the_list(caller: Client, asked: dict[str, str], codes: list[str]) -> None:
    found = caller.get("/api/v1/procedures", asked).json()

    assert sorted(item["code"] for item in found["items"]) == sorted(codes)
    assert found["total"] == len(codes)


def test_a_row_says_why_it_was_found(caller: Client) -> None:
    found = caller.get("/api/v1/procedures", {"q": "kt3"}).json()

    assert found["items"][0]["code"] == STAY
    assert found["items"][0]["because"] == [
        {"kind": "means", "typed": "kt3", "taken": "đăng ký tạm trú"}
    ]
