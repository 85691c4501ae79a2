"""Documents are received once, looked into, kept while they are used, and erased with their key."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from motcua.foundation import files, jobs, journal, plugs, rows
from motcua.kernel.actors import SYSTEM, Actor, Post, Role
from motcua.kernel.errors import Invalid, NotAllowed, NotFound, WrongMoment
from motcua.modules.documents import errands, operations, queries
from motcua.modules.documents import reactions as upkeep
from motcua.modules.documents.operations.checking import Findings
from motcua.modules.documents.rules import State, limits, photos
from motcua.modules.documents.rules.patience import patience_on

from .factories import (
    A_PDF,
    AN,
    AT,
    BINH,
    BROKEN,
    MALWARE,
    Desk,
    a_desk,
    a_document,
    a_photo,
    person,
)

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(days=3)
#: After whatever runs by the machine's own clock.
SOON = datetime.now(UTC) + timedelta(hours=1)


@pytest.fixture
def desk() -> Iterator[Desk]:
    with a_desk() as found:
        yield found


@pytest.fixture
def claims() -> Iterator[set[str]]:
    """Digests that somebody names."""
    named: set[str] = set()
    files.claimed_by("test.drafts")(lambda asked: named & set(asked))
    yield named
    files._claims.pop("test.drafts")


def _state(card: queries.DocumentCard) -> State:
    return queries.document(card.id, by=person(AN)).state


def test_a_document_is_looked_into_and_becomes_ready(desk: Desk) -> None:
    del desk
    card = a_document()
    assert card.is_waiting

    jobs.run_due()

    found = queries.document(card.id, by=person(AN))
    assert found.state is State.READY
    assert (found.verdict, found.engine, found.pages) == ("clean", "desk 1", 1)
    assert found.name == "giấy tờ.pdf"
    assert files.read(found.sha256) == A_PDF
    assert files.read(found.copy).startswith(b"%PDF-1.7 copy")
    assert files.detect(files.read(found.thumbnail)) == files.JPEG
    kinds = [entry.kind for entry in journal.timeline(("document", str(card.id)))]
    assert kinds == ["document.received/1", "document.checked/1"]


def test_the_same_bytes_are_one_document(desk: Desk) -> None:
    del desk
    assert a_document().id == a_document(name="again.pdf").id
    assert a_document(of=BINH).id != a_document().id


def test_malware_is_put_in_quarantine_and_what_is_broken_is_unreadable(desk: Desk) -> None:
    del desk
    bad, broken = a_document(MALWARE), a_document(BROKEN)

    jobs.run_due()

    found = queries.document(bad.id, by=person(AN))
    assert (found.state, found.verdict, found.copy) == (State.QUARANTINED, "infected", "")
    assert found.is_refused
    found = queries.document(broken.id, by=person(AN))
    assert (found.state, found.trouble, found.verdict) == (State.UNREADABLE, "file-broken", "")


def test_a_scanner_that_is_away_leaves_it_waiting_and_never_clean(desk: Desk) -> None:
    desk.is_away = True
    card = a_document()
    jobs.run_due()
    assert _state(card) is State.CHECKING
    upkeep.check_again(at=SOON)
    assert queries.document(card.id, by=person(AN)).verdict == ""

    desk.is_away = False
    upkeep.check_again(at=SOON + limits.CHECK_AGAIN)
    assert _state(card) is State.CHECKING
    upkeep.check_again(at=SOON + 2 * limits.CHECK_AGAIN)

    assert _state(card) is State.READY


def test_photos_too_large_together_are_not_even_read(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    del desk
    photo = a_document(a_photo())
    monkeypatch.setattr(limits, "LARGEST", 3 * photo.size - 1)
    plugs.get(files.Shelf).remove(_lies_as(photo.sha256))

    with pytest.raises(limits.TooLarge):
        errands.join(documents=[photo.id] * 3, owner=AN, name="a.jpg", by=person(AN), at=AT)


def _lies_as(digest: str) -> str:
    ((name,),) = rows.fetch("SELECT lies_as FROM foundation_storedfile WHERE sha256 = %s", [digest])
    return str(name)


def test_one_that_is_gone_from_the_shelf_keeps_no_other_waiting(desk: Desk) -> None:
    desk.is_away = True
    gone, other = a_document(), a_document(a_photo(), at=AT + timedelta(minutes=1))
    jobs.run_due()
    plugs.get(files.Shelf).remove(_lies_as(gone.sha256))
    desk.is_away = False

    upkeep.check_again(at=SOON)

    assert (_state(gone), _state(other)) == (State.CHECKING, State.READY)


def test_what_was_found_is_written_down_once(desk: Desk) -> None:
    del desk
    card = a_document()
    assert errands.check(document_id=card.id, at=AT) is State.READY
    assert errands.check(document_id=card.id, at=AT) is None
    with pytest.raises(WrongMoment):
        operations.note_checked(document_id=card.id, found=Findings(), by=SYSTEM, at=AT)
    with pytest.raises(NotAllowed):
        operations.begin_check(document_id=card.id, by=person(AN), at=AT)


def test_several_photos_are_the_pages_of_one_document(desk: Desk) -> None:
    del desk
    shades = [a_photo(10), a_photo(120), a_photo(250)]
    singles = [a_document(each, name=f"{n}.jpg").id for n, each in enumerate(shades)]

    card = errands.join(documents=singles, owner=AN, name="sổ hộ khẩu", by=person(AN), at=AT)
    jobs.run_due()

    found = queries.document(card.id, by=person(AN))
    assert (found.state, found.pages, found.media_type) == (State.READY, 3, photos.MEDIA_TYPE)
    assert photos.parted(files.read(found.sha256)) == shades
    assert len(found.parts) == 3
    again = errands.join_contents(contents=shades, owner=AN, name="x", by=person(AN), at=AT)
    assert again.id == card.id


def test_only_photos_of_ones_own_are_joined(desk: Desk) -> None:
    del desk
    mine, paper, his = a_document(a_photo(1)), a_document(), a_document(a_photo(2), of=BINH)
    for chosen in ([mine.id], [mine.id, paper.id]):
        with pytest.raises(limits.NotPhotos):
            errands.join(documents=chosen, owner=AN, name="x", by=person(AN), at=AT)
    with pytest.raises(NotFound):
        errands.join(documents=[mine.id, his.id], owner=AN, name="x", by=person(AN), at=AT)


def test_nobody_else_reads_or_changes_it() -> None:
    card = a_document()
    assert queries.my_documents(by=person(BINH)) == []
    assert queries.cards([card.sha256], owner=AN, by=person(BINH)) == {}
    with pytest.raises(NotFound):
        queries.document(card.id, by=person(BINH))
    with pytest.raises(NotFound):
        operations.discard(document_id=card.id, by=person(BINH), at=AT)
    with pytest.raises(NotFound):
        operations.attach(document_id=card.id, owner=BINH, by=person(BINH), at=AT)
    with pytest.raises(NotAllowed):
        errands.receive(content=A_PDF, owner=AN, name="x", by=Actor("nobody"), at=AT)
    assert queries.cards([card.sha256], owner=AN, by=SYSTEM)[card.sha256].id == card.id


def test_what_it_shows_is_declared() -> None:
    card = a_document()
    operations.declare(
        document_id=card.id, originality="certified", document_type="marriage", by=person(AN), at=AT
    )
    (found,) = queries.my_documents(by=person(AN), document_type="marriage")
    assert found.entry["originality"] == "certified"
    with pytest.raises(Invalid):
        operations.declare(document_id=card.id, originality="best", by=person(AN), at=AT)


def test_what_is_named_elsewhere_is_not_thrown_away(claims: set[str]) -> None:
    card = a_document()
    claims.add(card.sha256)
    with pytest.raises(limits.StillUsed):
        operations.discard(document_id=card.id, by=person(AN), at=AT)
    claims.clear()

    operations.discard(document_id=card.id, by=person(AN), at=AT)

    assert queries.my_documents(by=person(AN)) == []
    with pytest.raises(files.FileErased):
        files.read(card.sha256)


def test_the_clean_up_takes_what_nothing_uses_and_nothing_else(
    desk: Desk, claims: set[str]
) -> None:
    del desk
    unused, used = a_document(), a_document(a_photo(1))
    kept, new = a_document(a_photo(2)), a_document(a_photo(3), at=LATER)
    jobs.run_due()
    claims.add(used.sha256)
    operations.keep(document_id=kept.id, by=person(AN), at=AT)

    assert upkeep.forget(at=LATER) == 1
    files.sweep(older_than=LATER)

    left = {card.id for card in queries.my_documents(by=person(AN))}
    assert left == {used.id, kept.id, new.id}
    with pytest.raises(files.FileMissing):
        files.read(unused.sha256)
    files.read(queries.document(kept.id, by=person(AN)).copy)


def test_attaching_keeps_it_from_the_clean_up() -> None:
    card = a_document()
    operations.attach(document_id=card.id, owner=AN, by=person(AN), at=LATER)
    assert upkeep.forget(at=LATER) == 0
    assert not operations.forget_unused(document_id=card.id, before=AT, by=SYSTEM, at=LATER)


def test_erasing_a_person_makes_all_they_handed_in_unreadable(desk: Desk) -> None:
    del desk
    mine, shared = a_document(), a_document(a_photo(1))
    a_document(a_photo(1), of=BINH)
    jobs.run_due()
    copy = queries.document(mine.id, by=person(AN)).copy
    admin = Actor("officer:x", frozenset({Post("H26", Role.ADMIN)}))
    with pytest.raises(NotAllowed):
        operations.erase_person(person=AN, by=person(AN), at=AT)

    assert operations.erase_person(person=AN, by=admin, at=AT) == 2

    for gone in (mine.sha256, copy):
        with pytest.raises(files.FileErased):
            files.read(gone)
    assert files.read(shared.sha256) == a_photo(1)
    assert queries.my_documents(by=person(AN)) == []
    (erased,) = journal.timeline(("person", str(AN)))
    assert erased.fact["documents"] == 2
    files.sweep(older_than=LATER)
    with pytest.raises(files.FileMissing):
        files.read(mine.sha256)


def test_a_store_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "STORE", len(A_PDF))
    a_document()
    a_document()
    with pytest.raises(limits.StoreFull):
        a_document(a_photo())
    with pytest.raises(NotFound):
        operations.discard(document_id=uuid4(), by=person(AN), at=AT)


def test_what_another_document_shows_too_stays_readable() -> None:
    with a_desk():
        one = a_document(b"%PDF-1.7 the first, same end")
        other = a_document(b"%PDF-1.7 the second, same end")
        jobs.run_due()
        one, other = (queries.document(each.id, by=person(AN)) for each in (one, other))
        assert one.thumbnail == other.thumbnail != ""

        operations.discard(document_id=one.id, by=person(AN), at=AT)

    assert files.read(other.thumbnail)
    assert files.read(other.copy)


def test_pages_are_told_while_the_scanner_is_away(desk: Desk) -> None:
    desk.is_away = True
    card = a_document()

    jobs.run_due()

    found = queries.document(card.id, by=person(AN))
    assert (found.state, found.pages, found.verdict) == (State.CHECKING, 1, "")


def test_a_scanner_away_too_long_leaves_a_copy_made_apart_and_nothing_is_called_clean(
    desk: Desk,
) -> None:
    desk.is_away = True
    card = a_document()
    patience = timedelta(hours=patience_on(SOON.date()).hours)
    upkeep.check_again(at=AT + patience - timedelta(minutes=1))
    assert not queries.document(card.id, by=SYSTEM).copy

    upkeep.check_again(at=AT + patience + timedelta(minutes=10))

    found = queries.document(card.id, by=SYSTEM)
    assert (found.state, found.verdict, found.thumbnail) == (State.CHECKING, "", "")
    assert files.read(found.copy).startswith(b"%PDF-1.7 copy")
    kinds = [entry.kind for entry in journal.timeline(("document", str(card.id)))]
    assert kinds[-1] == "document.copied_unscanned/1"


@pytest.mark.parametrize(("content", "state"), [(A_PDF, State.READY), (MALWARE, State.QUARANTINED)])
def test_when_the_scanner_is_back_its_answer_counts(
    desk: Desk, content: bytes, state: State
) -> None:
    desk.is_away = True
    card = a_document(content)
    upkeep.check_again(at=AT + timedelta(days=1))
    desk.is_away = False

    upkeep.check_again(at=AT + timedelta(days=1, hours=1))

    found = queries.document(card.id, by=SYSTEM)
    assert found.state is state
    assert bool(found.copy) is (state is State.READY)


def test_what_is_broken_is_told_though_the_scanner_is_away(desk: Desk) -> None:
    desk.is_away = True
    card = a_document(BROKEN)
    jobs.run_due()
    assert _state(card) is State.UNREADABLE


def test_everybody_who_handed_it_in_is_remembered(desk: Desk) -> None:
    del desk
    card = a_document()
    for _ in range(2):
        errands.receive(content=A_PDF, owner=AN, name="x.pdf", by=person(BINH), at=AT)
    found = queries.document(card.id, by=SYSTEM)
    assert found.handed_by == (f"person:{AN}", f"person:{BINH}")


def test_the_same_bytes_over_and_over_fill_no_shelf(desk: Desk) -> None:
    del desk
    a_document()
    shelf = plugs.get(files.Shelf)
    before = set(shelf.keys(older_than=SOON))
    for _ in range(3):
        a_document()
    assert set(shelf.keys(older_than=SOON)) == before


def test_what_is_refused_does_not_stay_on_the_shelf(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    del desk
    monkeypatch.setattr(limits, "STORE", 1)
    shelf = plugs.get(files.Shelf)
    before = set(shelf.keys(older_than=SOON))
    with pytest.raises(limits.StoreFull):
        a_document()
    assert set(shelf.keys(older_than=SOON)) == before
