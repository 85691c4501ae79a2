"""Stored files are sealed, held by somebody, gone with the last key, and never left behind."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction

from motcua.foundation import files, keys, plugs, vault

AT = datetime(2026, 11, 17, 2, 0, tzinfo=UTC)
AN, BINH = keys.person("an"), keys.person("binh")
CONTENT = b"%PDF-1.7 a paper of An's"
LATER = AT + timedelta(days=2)

pytestmark = pytest.mark.django_db


def _on_shelf() -> dict[str, bytes | None]:
    shelf = plugs.get(files.Shelf)
    ahead = datetime.now(UTC) + timedelta(days=1)
    return {key: shelf.get(key) for key in shelf.keys(older_than=ahead)}


def _lies_as(key: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT lies_as FROM foundation_storedfile WHERE sha256 = %s", [key])
        (found,) = cursor.fetchone()
    return str(found)


def test_what_lies_on_the_shelf_says_nothing() -> None:
    stored = files.store(CONTENT, at=AT, holder=AN)

    lies_as = _lies_as(stored.sha256)
    lying = plugs.get(files.Shelf).get(lies_as)
    assert lying is not None
    assert CONTENT not in lying
    assert lies_as != stored.sha256
    assert files.read(stored.sha256) == CONTENT


def test_erasing_the_only_key_erases_the_content() -> None:
    stored = files.store(CONTENT, at=AT, holder=AN)

    assert keys.erase(AN)

    with pytest.raises(files.FileErased):
        files.read(stored.sha256)
    assert not keys.erase(AN)


def test_who_else_holds_the_same_bytes_still_reads_them() -> None:
    one = files.store(CONTENT, at=AT, holder=AN)
    two = files.store(CONTENT, at=AT, holder=BINH)
    assert one == two

    keys.erase(AN)

    assert files.read(one.sha256) == CONTENT


def test_what_was_erased_can_be_handed_in_again() -> None:
    stored = files.store(CONTENT, at=AT, holder=AN)
    before = _lies_as(stored.sha256)
    keys.erase(AN)

    again = files.store(CONTENT, at=LATER, holder=AN)

    assert files.read(again.sha256) == CONTENT
    assert _lies_as(stored.sha256) != before


def test_a_person_who_comes_back_does_not_read_what_was_erased() -> None:
    stored = files.store(CONTENT, at=AT, holder=AN)
    keys.erase(AN)
    files.store(b"%PDF-1.7 another", at=LATER, holder=AN)

    with pytest.raises(files.FileErased):
        files.read(stored.sha256)


def test_what_the_city_issued_needs_nobodys_key() -> None:
    stored = files.store(CONTENT, at=AT)
    files.store(CONTENT, at=AT, holder=AN)
    keys.erase(AN)

    assert files.read(stored.sha256) == CONTENT
    with pytest.raises(ValueError, match="the city"):
        keys.erase(keys.CITY)


def test_letting_go_leaves_it_to_others() -> None:
    stored = files.store(CONTENT, at=AT, holder=AN)
    files.store(CONTENT, at=AT, holder=BINH)

    files.let_go([stored.sha256], holder=AN)
    assert files.read(stored.sha256) == CONTENT
    files.let_go_all(holder=BINH)
    with pytest.raises(files.FileErased):
        files.read(stored.sha256)


def test_bytes_that_were_changed_on_the_shelf_are_not_given_out() -> None:
    stored = files.store(CONTENT, at=AT, holder=AN)
    lies_as = _lies_as(stored.sha256)
    shelf = plugs.get(files.Shelf)
    lying = shelf.get(lies_as) or b""
    shelf.remove(lies_as)
    shelf.put(lies_as, lying[:-1] + bytes([lying[-1] ^ 1]))

    with pytest.raises(files.FileChanged):
        files.read(stored.sha256)
    shelf.remove(lies_as)
    with pytest.raises(files.FileMissing):
        files.read(stored.sha256)


def test_a_file_of_before_is_still_read() -> None:
    plain = b"%PDF-1.7 lies there as it is"
    digest = files.lay(plain).sha256
    plugs.get(files.Shelf).put(digest, plain)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO foundation_storedfile (sha256, size, media_type, stored_at)"
            " VALUES (%s, %s, %s, %s)", [digest, len(plain), files.PDF, AT],
        )  # fmt: skip

    assert files.read(digest) == plain
    files.sweep(older_than=datetime.now(UTC) + timedelta(days=1))
    assert files.read(digest) == plain


def test_sweeping_leaves_nothing_that_nobody_holds_and_takes_nothing_that_is_held() -> None:
    issued = files.store(b"%PDF-1.7 issued", at=AT)
    left = files.store(CONTENT, at=AT, holder=AN)
    named = files.store(b"%PDF-1.7 named", at=AT, holder=AN)
    new = files.store(b"%PDF-1.7 new", at=LATER, holder=AN)
    orphan = files.lay(b"%PDF-1.7 its transaction failed")
    files.claimed_by("test.names")(lambda asked: set(asked) & {named.sha256})
    try:
        files.sweep(older_than=AT + timedelta(days=1))
        files._clear(datetime.now(UTC) + timedelta(days=1))
    finally:
        files._claims.pop("test.names")

    assert orphan.lies_as not in _on_shelf()
    with pytest.raises(files.FileMissing):
        files.read(left.sha256)
    for kept in (issued, named, new):
        files.read(kept.sha256)


def test_what_is_sealed_for_one_opens_for_nobody_else() -> None:
    with transaction.atomic():
        sealed = keys.seal(AN, b"a name", at=AT)
    assert keys.unseal(AN, sealed) == b"a name"
    with transaction.atomic():
        other = keys.seal(BINH, b"a name", at=AT)
    with pytest.raises(keys.Erased):
        keys.unseal(AN, other)
    with pytest.raises(keys.Erased):
        keys.unseal(keys.person("nobody"), other)
    with pytest.raises(vault.Unreadable):
        vault.unseal(sealed)


@pytest.mark.parametrize(("content", "kind"), [
    (b"\xff\xd8\xff\xe0 cut off", files.JPEG),
    (b"\x89PNG\r\n\x1a\n" + b"\xff\xff\xff\xffzTXt", files.PNG),
    (b"\xff\xd8 not one", None),
    (b"\x89PNG", None),
])  # fmt: skip
def test_pictures_are_known_by_their_first_bytes_and_opened_by_nobody_here(
    content: bytes, kind: str | None
) -> None:
    assert files.detect(content) == kind
