"""Files of before there were keys: sealed for whom they belong to, one by one, none ever lost."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest
from django.db import connection

from motcua.foundation import files, keys, plugs, sealing

AT = datetime(2026, 11, 17, 2, 0, tzinfo=UTC)
AN, BINH = keys.person("an"), keys.person("binh")
AHEAD = datetime.now(UTC) + timedelta(days=3)

pytestmark = pytest.mark.django_db


class Killed(Exception):
    """The process died here."""


class Shelf:
    """A shelf that kills whoever touches it, at a moment that is chosen."""

    def __init__(self) -> None:
        self.lies: dict[str, bytes] = {}
        self.kills = ""

    def put(self, key: str, content: bytes) -> None:
        if self.kills == "before put":
            raise Killed
        self.lies[key] = content
        if self.kills == "after put":
            raise Killed

    def get(self, key: str) -> bytes | None:
        return self.lies.get(key)

    def remove(self, key: str) -> None:
        if self.kills == "before remove":
            raise Killed
        self.lies.pop(key, None)

    def keys(self, *, older_than: datetime) -> Iterator[str]:
        del older_than
        return iter(list(self.lies))

    def check(self) -> None:
        return None

    def free(self) -> int | None:
        return None


@pytest.fixture
def shelf() -> Iterator[Shelf]:
    files.claimed_by("test.sealing")(lambda asked: asked)
    with plugs.instead(files.Shelf, kept := Shelf()):
        yield kept
    files._claims.pop("test.sealing")


def of_before(shelf: Shelf, content: bytes) -> str:
    """As it was stored before there were keys: unsealed, under its own digest."""
    digest = sha256(content).hexdigest()
    shelf.lies[digest] = content
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO foundation_storedfile (sha256, size, media_type, stored_at)"
            " VALUES (%s, %s, %s, %s)",
            [digest, len(content), files.PDF, AT],
        )
    return digest


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """Who holds which file, as modules would say."""
    said: dict[str, list[str]] = {}
    before = sealing.holders_of
    monkeypatch.setattr(
        sealing, "holders_of", lambda digest: set(said.get(digest, ())) or before(digest)
    )
    return said


def test_each_is_sealed_for_whom_it_belongs_to(shelf: Shelf, held: dict[str, list[str]]) -> None:
    one, two = of_before(shelf, b"%PDF-1 one"), of_before(shelf, b"%PDF-1 two")
    citys = of_before(shelf, b"%PDF-1 of the city")
    held[one], held[two] = [AN], [AN, BINH]
    assert sealing.waiting()
    assert sealing.seal_old(most=2, at=AT) == 2
    assert sealing.seal_old(most=10, at=AT) == 1
    assert not sealing.waiting()
    assert sealing.seal_old(most=10, at=AT) == 0
    assert len(shelf.lies) == 3
    assert not any(b"%PDF" in each for each in shelf.lies.values())
    assert files.read(one) == b"%PDF-1 one"

    keys.erase(AN)
    with pytest.raises(files.FileErased):
        files.read(one)
    assert files.read(two) == b"%PDF-1 two"
    assert files.read(citys) == b"%PDF-1 of the city"


@pytest.mark.parametrize("moment", ["before put", "after put", "before remove"])
def test_whenever_it_is_killed_nothing_is_lost_and_the_next_goes_on(
    shelf: Shelf, held: dict[str, list[str]], moment: str
) -> None:
    digests = [of_before(shelf, b"%%PDF-1 %d" % number) for number in range(3)]
    for digest in digests:
        held[digest] = [AN]
    shelf.kills = moment
    with pytest.raises(Killed):
        sealing.seal_old(most=10, at=AT)
    shelf.kills = ""
    assert sorted(files.read(each) for each in digests) == [b"%PDF-1 0", b"%PDF-1 1", b"%PDF-1 2"]
    sealing.seal_old(most=10, at=AT)
    files.sweep(older_than=AHEAD)
    assert sorted(files.read(each) for each in digests) == [b"%PDF-1 0", b"%PDF-1 1", b"%PDF-1 2"]
    assert len(shelf.lies) == 3
    assert not any(b"%PDF" in each for each in shelf.lies.values())


def test_who_reads_while_it_is_being_sealed_reads_it(
    shelf: Shelf, held: dict[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    digest = of_before(shelf, b"%PDF-1 now")
    held[digest] = [AN]
    real, told = files._opened, list[str]()

    def opened(asked: str) -> tuple[str, bytes | None]:
        found = real(asked)
        if not told:
            told.append(asked)
            assert sealing.seal_old(most=1, at=AT) == 1
        return found

    # The reader has read the row; before the bytes are fetched, they are sealed.
    monkeypatch.setattr(files, "_opened", opened)
    assert files.read(digest) == b"%PDF-1 now"


def test_what_is_missing_or_changed_is_left_and_holds_up_nobody(
    shelf: Shelf, held: dict[str, list[str]]
) -> None:
    contents = [b"%PDF-1 a", b"%PDF-1 b", b"%PDF-1 c"]
    gone, changed, well = (of_before(shelf, each) for each in contents)
    held[well] = [AN]
    del shelf.lies[gone]
    shelf.lies[changed] = b"tampered"
    assert sealing.seal_old(most=10, at=AT) == 1
    assert files.read(well) == b"%PDF-1 c"
    assert shelf.lies[changed] == b"tampered"
    assert sealing.waiting()


def test_every_table_that_names_files_says_whose_they_are() -> None:
    tables = {table._meta.label for table, _column in sealing._references()}
    known = {
        "dossiers.HeldFile", "bundles.HeldFile", "documents.Document", "registers.FoundPaper",
        "mandates.Mandate",
    }  # fmt: skip
    assert known == set(sealing._of_people)
    # What is left is the city's own; who adds a table says whose its files are.
    assert tables - known == {"catalogue.Sheet"}
