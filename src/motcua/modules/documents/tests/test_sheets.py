"""A first count of pages: right where it is plainly said, nothing where it is not, and quick."""

import io
import time

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.modules.documents.rules import sheets


def a_pdf(pages: int, *, packed: bool) -> bytes:
    pdf, out = pikepdf.new(), io.BytesIO()
    for _ in range(pages):
        pdf.add_blank_page()
    mode = pikepdf.ObjectStreamMode.generate if packed else pikepdf.ObjectStreamMode.disable
    pdf.save(out, object_stream_mode=mode)
    return out.getvalue()


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("pages", [1, 3, 250])
def test_the_pages_of_a_pdf_are_counted(pages: int, packed: bool) -> None:  # noqa: FBT001 -- a case
    assert sheets.counted(a_pdf(pages, packed=packed), sheets.PDF) == pages


def test_a_photo_is_a_page_and_what_is_written_has_none_yet() -> None:
    assert sheets.counted(b"\xff\xd8\xff", "image/jpeg") == 1
    assert sheets.counted(b"PK", "application/vnd.openxmlformats") == 0


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7 nothing",
        b"%PDF-1.7 << /Type /Pages /Count 999999 >>",
        b"%PDF-1.7 << /Type /Pages /Count 7 0 R >>",
        b"%PDF-1.7 << /Type /Pages /Parent 1 0 R /Count 7 >>",
    ],
)
def test_what_is_not_plainly_said_is_not_believed(content: bytes) -> None:
    assert sheets.counted(content, sheets.PDF) == 0


@given(st.binary(max_size=400))
def test_whatever_stands_in_it_it_is_a_number(noise: bytes) -> None:
    assert sheets.counted(b"%PDF-1.7 /Type /Pages " + noise, sheets.PDF) >= 0


@pytest.mark.parametrize(
    "noise", [b"<< /Type /Pages ", b"/ObjStm stream\n", b"/ObjStm ", b"<<", b"/Count 1"]
)
def test_a_file_made_to_keep_it_busy_is_soon_over(noise: bytes) -> None:
    content = b"%PDF-1.7 " + noise * (8_000_000 // len(noise))
    before = time.process_time()
    sheets.counted(content, sheets.PDF)
    assert time.process_time() - before < 3
