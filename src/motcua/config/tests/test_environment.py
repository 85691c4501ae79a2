"""Secrets are made once, and production says what it wants."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from motcua.config import environment


def test_all_who_ask_at_once_read_the_same_whole_secret(tmp_path: Path) -> None:
    for attempt in range(20):
        path = tmp_path / str(attempt) / "key"
        with ThreadPoolExecutor(8) as pool:
            made = set(pool.map(environment.made_once, [path] * 8))

        assert len(made) == 1
        assert len(made.pop()) == 64
        assert path.stat().st_mode & 0o777 == 0o600
        assert [each.name for each in path.parent.iterdir()] == ["key"]


def test_production_is_reached_over_tls_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOTCUA_PROFILE", "production")
    monkeypatch.setenv("MOTCUA_BASE_URL", "http://city.example")

    with pytest.raises(environment.Misconfigured, match="https"):
        environment.base_url()


def test_the_address_people_see_has_no_last_slash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOTCUA_PROFILE", "production")
    monkeypatch.setenv("MOTCUA_BASE_URL", "https://city.example/")

    assert environment.base_url() == "https://city.example"
