"""The public statistic of online levels as data."""

import pytest
from django.test import Client

from motcua.modules.catalogue.tests.factories import a_published, information_files, small_files

pytestmark = pytest.mark.django_db
WHERE = "/api/v1/statistics/procedure-levels"


@pytest.fixture(autouse=True)
def two_procedures() -> None:
    a_published(small_files())
    a_published(information_files())


def test_numbers_and_shares(client: Client) -> None:
    found = client.get(f"{WHERE}?scope=all").json()

    total = found["total"]
    assert (total["procedures"], total["level_3_and_4"], total["full"]) == (2, 1, 1)
    assert (total["share_full"], total["levels"]) == (0.5, [1, 0, 0, 0, 1])
    assert {each["key"] for each in found["by_government"]} == {"commune", "other"}


def test_the_procedures_a_number_counts(client: Client) -> None:
    first = client.get(f"{WHERE}/list?scope=all&limit=1").json()
    rest = client.get(f"{WHERE}/list?scope=all&limit=1&cursor={first['next']}").json()

    assert (first["total"], len(first["items"]), rest["next"]) == (2, 1, None)
    low = client.get(f"{WHERE}/list?scope=all&level=0").json()["items"][0]
    assert low["code"] == "9.000009"
    assert {"code", "level", "says", "todo", "law"} == set(low["missing"][0])


@pytest.mark.parametrize("wrong", ["on=x", "on=2999-01-01", "scope=x", "level=7", "cursor=@"])
def test_what_makes_no_sense_is_refused(client: Client, wrong: str) -> None:
    answer = client.get(f"{WHERE}/list?{wrong}")

    assert answer.status_code == 422
    assert answer["Content-Type"].startswith("application/problem+json")
