"""Only the source whose token it is comes in, and it sees its own alone."""

import json
from datetime import timedelta

import pytest
from django.test import Client

from motcua.kernel.actors import SYSTEM
from motcua.modules.observations import operations
from motcua.modules.observations.tests import factories

from .conftest import OBSERVATIONS, SERIES, Station

PAST = factories.NOON + timedelta(hours=1)
ADDRESSES = [("POST", OBSERVATIONS), ("GET", "/gate/v1/series"), ("GET", "/gate/v1/batches/1")]


@pytest.mark.django_db
@pytest.mark.parametrize(("method", "path"), ADDRESSES)
@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("", "token-missing"), ("Bearer", "token-missing"), ("Basic abc", "token-missing"),
        ("Bearer wrong", "token-wrong"), ("Bearer " + "x" * 5000, "token-wrong"),
        ("Bearer mã", "token-wrong"),
    ],
)  # fmt: skip
def test_strangers_are_turned_away(method: str, path: str, header: str, code: str) -> None:
    answer = Client().generic(method, path, headers={"Authorization": header})

    assert (answer.status_code, answer.json()["code"]) == (401, code)
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_a_revoked_token_is_wrong(station: Station) -> None:
    operations.revoke_tokens(source=factories.AIR, by=SYSTEM, at=PAST)

    assert station.gets("/gate/v1/series")[1]["code"] == "token-wrong"


def test_a_closed_source_is_not_let_in(station: Station) -> None:
    operations.close_source(source=factories.AIR, by=SYSTEM, at=PAST)

    assert station.gets("/gate/v1/series")[0] == 401


def test_the_series_and_receipts_of_others_are_not_there(station: Station) -> None:
    factories.a_series("other-01", source="other")
    token = operations.issue_token(source="other", by=SYSTEM, at=factories.NOON)
    other = Station(token, Client())
    row = {"series": SERIES, "time": "2026-11-17T05:00:00Z", "value": 1.0}
    _, ours = station.posts(json.dumps(row))

    _, theirs = other.posts(json.dumps(row))

    assert theirs["verdicts"][0]["code"] == "series-unknown"  # type: ignore[index] # JSON
    assert other.gets(f"/gate/v1/batches/{ours['batch']}")[0] in (403, 404)


def test_other_methods_and_addresses_are_told(station: Station) -> None:
    wrong = station.client.put(OBSERVATIONS)

    assert (wrong.status_code, wrong.headers["Allow"]) == (405, "POST")
    assert station.gets("/gate/v1/nothing")[1]["code"] == "no-such-address"
    assert station.gets("/gate/v1/batches/99999999999999999999999")[0] in (404, 422)
    assert station.gets("/gate/v1/batches/1?after=x")[0] in (404, 422)
