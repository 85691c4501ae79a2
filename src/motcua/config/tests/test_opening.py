"""Whatever a stranger sends: an answer comes, a plain one, and it costs no more than it may."""

import io
from collections.abc import Callable, Iterator

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motcua.adapters.apart.limits import Limits
from motcua.adapters.inspecting.tests import documents, malice, pages
from motcua.config.opening import FilesApart, files_apart
from motcua.modules.documents.ports import Copied, Inspected, Part, Trouble

#: What a mutated file may be told with; anything else would be an answer about another file.
PLAIN = frozenset(Trouble) - {Trouble.EMPTY, Trouble.TOO_LARGE}


@pytest.fixture(scope="module")
def files() -> Iterator[FilesApart]:
    opened = files_apart(fonts=pages.FONTS)
    yield opened
    opened.leave()


def _copy(files: FilesApart, content: bytes, seen: Inspected) -> Copied:
    return files.copy([Part(content, seen.media_type)])


@pytest.mark.parametrize("name", malice.BAD)
def test_what_is_bad_is_told_plainly(files: FilesApart, name: str) -> None:
    make, troubles = malice.BAD[name]

    assert files.inspect(make()).trouble in troubles


@pytest.mark.parametrize("name", malice.GOOD)
def test_what_is_only_unusual_is_taken(files: FilesApart, name: str) -> None:
    content = malice.GOOD[name]()
    seen = files.inspect(content)
    assert seen.trouble is None

    copied = _copy(files, content, seen)
    assert copied.trouble is None
    with pikepdf.open(io.BytesIO(copied.pdf)) as pdf:
        assert len(pdf.pages) == copied.pages == (seen.pages or 1)
    assert copied.thumbnail.startswith(b"\xff\xd8\xff")


@pytest.mark.parametrize("name", [each for each in malice.BAD if each.startswith("half a")])
def test_a_copy_of_what_is_broken_is_an_answer_too(files: FilesApart, name: str) -> None:
    content = malice.BAD[name][0]()

    assert _copy(files, content, files.inspect(content)).trouble is Trouble.BROKEN


def test_what_a_picture_has_too_much_of_is_not_unpacked(files: FilesApart) -> None:
    seen = files.inspect(malice.overfull_png())

    assert seen.trouble in (None, Trouble.BROKEN)


def test_what_takes_too_much_is_said_so() -> None:
    """The limits themselves, with a photo that needs more than they leave it."""
    small = files_apart(fonts=pages.FONTS, limits=Limits(seconds=20, memory=40 * malice.MEGABYTE))
    photo = pages.as_png(pages.page().resize((5000, 7000)))
    try:
        assert small.inspect(photo) == Inspected("", Trouble.TOO_COSTLY)
        assert _copy(small, photo, Inspected("image/png")).trouble is Trouble.TOO_COSTLY
        assert small.thumbnail(Part(photo, "image/png")) == b""
    finally:
        small.leave()


_BASES: list[Callable[[], bytes]] = [
    pages.text_pdf,
    malice.pdf,
    lambda: pages.as_jpeg(pages.corners(("red", "lime", "blue", "white")), orientation=6),
    lambda: pages.as_png(pages.corners(("red", "lime", "blue", "white"))),
    lambda: pages.as_heic(pages.corners(("red", "lime", "blue", "white"))),
    lambda: documents.docx(documents.paragraph("Tôi tên là An", '<w:pStyle w:val="Title"/>')),
]


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """A good file, cut, with bytes changed, pieces repeated, or another one inside it."""
    content = bytearray(draw(st.sampled_from(_BASES))())
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, max(0, len(content) - 1)))
        how = draw(st.sampled_from(["cut", "change", "repeat", "put in", "take out"]))
        if how == "cut":
            del content[max(1, place) :]
        elif how == "change":
            content[place : place + 1] = draw(st.binary(min_size=1, max_size=8))
        elif how == "repeat":
            piece = content[place : place + draw(st.integers(1, 2000))]
            content[place:place] = piece * draw(st.integers(1, 20))
        elif how == "put in":
            content[place:place] = draw(st.sampled_from(_BASES))()
        else:
            del content[place : place + draw(st.integers(1, 500))]
    return bytes(content) or b"x"


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(content=mutated())
def test_whatever_is_done_to_a_file_an_answer_comes(files: FilesApart, content: bytes) -> None:
    seen = files.inspect(content)
    assert seen.trouble is None or seen.trouble in PLAIN

    if seen.trouble is None:
        copied = _copy(files, content, seen)
        assert (copied.trouble in PLAIN) or copied.pdf.startswith(b"%PDF-")


@settings(max_examples=40, deadline=None)
@given(content=st.binary(min_size=1, max_size=400))
def test_noise_is_of_no_kind_we_take(files: FilesApart, content: bytes) -> None:
    assert files.inspect(content).trouble in (Trouble.UNKNOWN_KIND, Trouble.BROKEN)
