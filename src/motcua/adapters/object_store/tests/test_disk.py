"""A shelf in a folder: whole or not at all, and nothing is left lying about."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from motcua.adapters.object_store.disk import PARTS, DiskShelf

CONTENT = b"what somebody handed in"
KEY = sha256(CONTENT).hexdigest()
AHEAD = datetime.now(UTC) + timedelta(days=1)


@pytest.fixture
def shelf(tmp_path: Path) -> DiskShelf:
    return DiskShelf(tmp_path / "files")


def test_what_is_put_is_got(shelf: DiskShelf) -> None:
    shelf.put(KEY, CONTENT)
    shelf.put(KEY, CONTENT)

    assert shelf.get(KEY) == CONTENT
    assert list(shelf.keys(older_than=AHEAD)) == [KEY]
    assert shelf.get("0" * 64) is None


def test_what_is_younger_is_not_told(shelf: DiskShelf) -> None:
    shelf.put(KEY, CONTENT)

    assert list(shelf.keys(older_than=datetime.now(UTC) - timedelta(days=1))) == []


def test_what_is_removed_is_gone(shelf: DiskShelf) -> None:
    shelf.put(KEY, CONTENT)
    shelf.remove(KEY)
    shelf.remove(KEY)

    assert shelf.get(KEY) is None


def test_what_a_crash_left_half_written_can_be_removed(shelf: DiskShelf) -> None:
    shelf.put(KEY, CONTENT)
    half = shelf.root / PARTS / f"{PARTS}-abc"
    half.write_bytes(CONTENT[:5])

    told = set(shelf.keys(older_than=AHEAD))
    for key in told - {KEY}:
        shelf.remove(key)

    assert told == {KEY, half.name}
    assert not half.exists()
    assert shelf.get(KEY) == CONTENT


@pytest.mark.parametrize(
    "key", ["../../secrets/postgres", "part/../../x", "part-a/../../../x", KEY.upper(), KEY[:-1],
            f"{KEY}\n", ""],
)  # fmt: skip
def test_only_digests_lead_anywhere(shelf: DiskShelf, key: str) -> None:
    for touch in (shelf.get, shelf.remove):
        with pytest.raises(ValueError, match="not a SHA-256"):
            touch(key)
    with pytest.raises(ValueError, match="not a SHA-256"):
        shelf.put(key, CONTENT)
