"""Everybody may know that the city is well; figures are for who stands at the machine."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("more", [{"REMOTE_ADDR": "198.51.100.7"}, {"HTTP_X_FORWARDED_FOR": "x"}])
def test_from_elsewhere_only_whether_it_works(client: Client, more: dict[str, str]) -> None:
    told = client.get("/healthz", **more).json()  # type: ignore[arg-type]  # headers by WSGI name

    assert told["database"] == {"ok": True}
    assert set(told["disk"]) == set(told["worker"]) == {"ok"}
    assert client.get("/metrics", **more).status_code == 404  # type: ignore[arg-type]  # as above


def test_on_this_machine_everything(client: Client) -> None:
    assert "waiting" in client.get("/healthz").json()["worker"]
    assert b"motcua_jobs_waiting" in client.get("/metrics").content
