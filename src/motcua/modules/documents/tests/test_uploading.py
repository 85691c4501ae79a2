"""Uploads: whole exactly once, whoever asks at the same moment; limits; what is left goes."""

import threading
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection

from motcua.foundation import files
from motcua.kernel.actors import SYSTEM
from motcua.kernel.errors import Invalid, NotAllowed, NotFound, WrongMoment
from motcua.modules.documents import errands, operations, queries
from motcua.modules.documents.rules import limits, photos

from .factories import A_PDF, AN, AT, BINH, a_photo, person

LATER = AT + timedelta(days=3)


def begun(size: int = len(A_PDF)) -> UUID:
    return operations.open_upload(owner=AN, name="a.pdf", size=size, by=person(AN), at=AT)


def give(upload: UUID, start: int, content: bytes) -> int:
    return operations.take_piece(
        upload_id=upload, start=start, content=content, by=person(AN), at=AT
    )


@pytest.mark.django_db
def test_pieces_lie_sealed_and_go_when_the_file_is_whole() -> None:
    upload = begun()
    give(upload, 0, A_PDF[:9])
    assert _pieces() != []
    assert all(A_PDF[:9] not in piece for piece in _pieces())
    with pytest.raises(WrongMoment):
        errands.finish_upload(upload_id=upload, by=person(AN), at=AT)
    give(upload, 9, A_PDF[9:])

    card = errands.finish_upload(upload_id=upload, by=person(AN), at=AT)

    assert files.read(card.sha256) == A_PDF
    assert _pieces() == []
    assert errands.finish_upload(upload_id=upload, by=person(AN), at=AT).id == card.id
    with pytest.raises(WrongMoment):
        give(upload, len(A_PDF), b"")


@pytest.mark.django_db(transaction=True)
def test_who_finish_at_once_get_the_same_document() -> None:
    upload = begun()
    give(upload, 0, A_PDF)
    done: list[UUID] = []

    def finish() -> None:
        try:
            done.append(errands.finish_upload(upload_id=upload, by=person(AN), at=AT).id)
        finally:
            connection.close()

    threads = [threading.Thread(target=finish) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(done) == 4
    assert len(set(done)) == 1
    assert len(queries.my_documents(by=person(AN))) == 1


@pytest.mark.django_db
def test_nothing_is_taken_beyond_the_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Invalid):
        begun(0)
    with pytest.raises(limits.TooLarge):
        begun(limits.LARGEST + 1)
    with pytest.raises(NotAllowed):
        operations.forget_uploads(before=AT, by=person(AN), at=AT)
    upload = begun(5)
    with pytest.raises(limits.TooLarge):
        give(upload, 0, b"123456")
    with pytest.raises(limits.WrongOffset):
        give(upload, 3, b"12")
    monkeypatch.setattr(limits, "OPEN_UPLOADS", 1)
    with pytest.raises(limits.TooManyUploads):
        begun()


@pytest.mark.django_db
def test_an_upload_belongs_to_who_sends_it_and_whose_it_is() -> None:
    upload = operations.open_upload(owner=AN, name="a", size=9, by=person(BINH), at=AT)
    assert queries.upload(upload, by=person(AN)).received == 0
    assert queries.upload(upload, by=person(BINH)).size == 9
    stranger = person(UUID(int=7))
    with pytest.raises(NotFound):
        queries.upload(upload, by=stranger)
    with pytest.raises(NotFound):
        operations.give_up_upload(upload_id=upload, by=stranger, at=AT)


@pytest.mark.django_db
def test_what_is_of_no_kind_is_given_up_and_what_nobody_goes_on_with_goes() -> None:
    odd = begun(4)
    give(odd, 0, b"MZ\x90\x00")
    with pytest.raises(files.UnknownKind):
        errands.finish_upload(upload_id=odd, by=person(AN), at=AT)
    assert queries.upload(odd, by=person(AN)).state == "dropped"
    left = begun()
    give(left, 0, A_PDF[:5])

    operations.forget_uploads(before=LATER, by=SYSTEM, at=LATER)

    assert _pieces() == []
    with pytest.raises(NotFound):
        queries.upload(left, by=person(AN))


def test_the_archive_of_photos_is_the_same_for_the_same_photos() -> None:
    pages = [photos.Photo(a_photo(n), "image/jpeg") for n in (1, 2)]
    assert photos.joined(pages) == photos.joined(list(pages))
    assert photos.joined(pages) != photos.joined(pages[::-1])
    assert photos.parted(photos.joined(pages)) == [page.content for page in pages]


def _pieces() -> list[bytes]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM documents_piece")
        return [bytes(content) for (content,) in cursor.fetchall()]
