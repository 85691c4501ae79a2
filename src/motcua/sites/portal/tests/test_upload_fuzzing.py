"""Whatever comes as a file, whole or in pieces: the door answers plainly, and never fails."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motcua.modules.documents.tests.factories import a_desk
from motcua.modules.dossiers.tests.world import World

from .phones import Phone
from .test_uploads import patches, told

pytestmark = pytest.mark.django_db

_HEADS = [
    b"%PDF-1.7\n", b"\xff\xd8\xff\xe0\x00\x10JFIF", b"MZ", b"<svg ", b"GIF89a", b"",
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\xff\xff\xff\xff",
    b"\x00\x00\x00\x18ftypheic", b"PK\x03\x04 word/document.xml",
]  # fmt: skip
contents = st.tuples(st.sampled_from(_HEADS), st.binary(max_size=300)).map(b"".join)
names = st.one_of(
    st.text(max_size=40), st.sampled_from(["../../etc/passwd", "a\x00b.pdf", "con", ".", "x" * 999])
)
#: Sizes and offsets as our script would never send them.
numbers = st.one_of(
    st.integers(-5, 10**13).map(str), st.text(max_size=6), st.sampled_from(["", "1e3", "٣", "0x10"])
)
relaxed = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def phone(world: World) -> Iterator[tuple[Phone, UUID]]:
    with a_desk():
        an = Phone(world.an)
        yield an, an.starts()


@relaxed
@given(content=contents.filter(bool), name=names)
def test_any_content_is_taken_or_refused_with_a_sentence(
    phone: tuple[Phone, UUID], content: bytes, name: str
) -> None:
    an, draft = phone
    begun = an.post(f"/drafts/{draft}/uploads", {"name": name, "size": str(len(content))})
    if begun.status_code == 429:
        return
    assert begun.status_code == 201

    answer = patches(an, begun.headers["Location"], 0, content)

    assert answer.status_code in (200, 422)
    if answer.status_code == 422:
        assert told(answer)["says"]


@relaxed
@given(size=numbers, start=numbers, piece=st.binary(max_size=50))
def test_any_size_and_offset_is_answered(
    phone: tuple[Phone, UUID], size: str, start: str, piece: bytes
) -> None:
    an, draft = phone
    begun = an.post(f"/drafts/{draft}/uploads", {"name": "a.pdf", "size": size})
    assert begun.status_code in (201, 409, 413, 422, 429)
    if begun.status_code != 201:
        assert told(begun)["says"]
        return

    answer = an.client.patch(
        begun.headers["Location"], piece, content_type="application/offset+octet-stream",
        headers={"Upload-Offset": start},
    )  # fmt: skip
    assert answer.status_code in (200, 204, 409, 413, 422)
