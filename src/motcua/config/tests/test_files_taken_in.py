"""The whole way of a file: handed in, opened apart, scanned, copied for officers, or kept out."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest

from motcua.adapters.inspecting.tests import documents as word
from motcua.adapters.inspecting.tests import malice, pages
from motcua.adapters.scanning.absent import AbsentScanner
from motcua.adapters.scanning.eicar import EICAR, DemoScanner
from motcua.config import checks
from motcua.config.opening import FilesApart, files_apart
from motcua.foundation import files, jobs, plugs
from motcua.kernel.actors import SYSTEM
from motcua.modules.documents import errands, queries, reactions
from motcua.modules.documents.ports import Inspector, Normaliser, Scanner
from motcua.modules.documents.rules import State
from motcua.modules.documents.tests.factories import AN, AT, a_document, person

pytestmark = pytest.mark.django_db
#: The worker looks at the clock of the day.
LATER = datetime(2100, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def opened() -> Iterator[FilesApart]:
    apart = files_apart(fonts=pages.FONTS)
    yield apart
    apart.leave()


@pytest.fixture(autouse=True)
def city(opened: FilesApart) -> Iterator[None]:
    with (
        plugs.instead(Inspector, opened),
        plugs.instead(Normaliser, opened),
        plugs.instead(Scanner, DemoScanner(profile="test")),
    ):
        yield


def _handed_in(content: bytes) -> queries.DocumentCard:
    card = a_document(content)
    jobs.run_due()
    return queries.document(card.id, by=SYSTEM)


@pytest.mark.parametrize(
    "make",
    [
        pages.text_pdf,
        lambda: pages.as_jpeg(pages.photo(), orientation=6),
        lambda: pages.as_heic(pages.page()),
        word.docx,
    ],
)
def test_what_is_good_is_ready_with_a_copy_and_a_thumbnail(make: Callable[[], bytes]) -> None:
    card = _handed_in(make())

    assert (card.state, card.verdict, card.trouble) == (State.READY, "clean", "")
    assert card.pages == 1
    assert card.copy
    assert card.thumbnail
    assert files.read(card.copy).startswith(b"%PDF-")


def test_a_photo_out_of_focus_is_ready_and_doubted() -> None:
    card = _handed_in(pages.as_jpeg(pages.photo(out_of_focus=6)))

    assert card.state is State.READY
    assert [tuple(each) for each in card.warnings] == [("photo-blurred", 1)]


def test_what_is_infected_is_kept_apart_and_has_no_copy() -> None:
    card = _handed_in(malice.pdf() + b"%" + EICAR + b"\n")

    assert (card.state, card.verdict) == (State.QUARANTINED, "infected")
    assert not card.copy
    assert not card.thumbnail


@pytest.mark.parametrize("name", ["half a JPEG", "a locked PDF", "a DOCX with macros"])
def test_what_cannot_be_taken_says_why(name: str) -> None:
    make, troubles = malice.BAD[name]
    card = _handed_in(make())

    assert card.state is State.UNREADABLE
    assert card.trouble in {str(each) for each in troubles}
    assert not card.copy


def test_photos_of_one_document_are_looked_into_one_by_one() -> None:
    contents = [pages.as_jpeg(pages.photo()), pages.as_jpeg(pages.photo(out_of_focus=6))]
    card = errands.join_contents(contents=contents, owner=AN, name="ảnh", by=person(AN), at=AT)
    jobs.run_due()
    card = queries.document(card.id, by=SYSTEM)

    assert (card.state, card.pages) == (State.READY, 2)
    assert [tuple(each) for each in card.warnings] == [("photo-blurred", 2)]


def test_while_the_scanner_is_away_everything_waits_and_nothing_is_called_clean() -> None:
    with plugs.instead(Scanner, AbsentScanner()):
        card = _handed_in(pages.text_pdf())
        assert (card.is_waiting, card.verdict, card.copy) == (True, "", "")
        reactions.check_again(at=LATER)
        assert queries.document(card.id, by=SYSTEM).is_waiting
        (waiting,) = [each for each in checks.CHECKS if each.name == "documents.waiting"]
        assert "no scanner is set up" in waiting.look()[0].en

    reactions.check_again(at=LATER + timedelta(hours=1))

    assert queries.document(card.id, by=SYSTEM).state is State.READY
    assert waiting.look() == []
