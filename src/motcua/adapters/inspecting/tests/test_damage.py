"""What is missing inside a file and passed over by readers is told, and stops nobody."""

import io
import struct
import zlib

import pytest

from motcua.adapters.inspecting import pictures, portable
from motcua.modules.documents.ports import HEIC, JPEG, PNG, Doubt, Trouble, Warned

from . import pages, photographs

DAMAGED = (Warned(Doubt.DAMAGED),)
END = b"\xff\xd9"


def _progressive() -> bytes:
    out = io.BytesIO()
    pages.photo().save(out, "JPEG", progressive=True)
    return out.getvalue()


@pytest.mark.parametrize("part", [0.3, 0.5, 0.9])
@pytest.mark.parametrize("orientation", [1, 6])
def test_a_jpeg_cut_inside_and_well_ended_is_doubted(part: float, orientation: int) -> None:
    content = pages.as_jpeg(pages.photo(), orientation=orientation)
    cut = content[: int(len(content) * part)] + END
    assert pictures.inspect(cut, JPEG).warnings == DAMAGED
    assert pictures.inspect(content, JPEG).warnings == ()


def test_a_progressive_jpeg_without_its_last_scans_is_doubted() -> None:
    content = _progressive()
    assert pictures.inspect(content[: len(content) // 3] + END, JPEG).warnings == DAMAGED
    assert pictures.inspect(content, JPEG).warnings == ()


def test_a_png_whose_sums_are_wrong_is_doubted_and_one_too_short_refused() -> None:
    content = pages.as_png(pages.photo().convert("L"))
    place = content.index(b"IDAT")
    (length,) = struct.unpack(">I", content[place - 4 : place])
    end = place + 4 + length
    wrong = (
        content[:end] + bytes(each ^ 0xFF for each in content[end : end + 4]) + content[end + 4 :]
    )
    part = content[place : place + 4 + length // 2]
    short = b"".join([
        content[: place - 4], struct.pack(">I", length // 2), part,
        struct.pack(">I", zlib.crc32(part)), b"\0\0\0\0IEND\xaeB`\x82",
    ])  # fmt: skip

    assert pictures.inspect(wrong, PNG).warnings == DAMAGED
    assert pictures.inspect(short, PNG).trouble is Trouble.BROKEN
    assert pictures.inspect(content, PNG).warnings == ()


def test_a_heic_whose_end_is_missing_is_refused() -> None:
    content = pages.as_heic(pages.photo())
    assert pictures.inspect(content[: len(content) * 3 // 4], HEIC).trouble is Trouble.BROKEN


def test_a_pdf_that_had_to_be_mended_is_doubted() -> None:
    content = pages.text_pdf()
    astray = content[: content.rindex(b"startxref")] + b"startxref\n999999\n%%EOF\n"
    assert portable.inspect(astray).warnings == DAMAGED
    assert portable.inspect(content).warnings == ()


def test_photographs_of_pages_are_told_apart() -> None:
    """A few of those that the handbook's numbers are from."""
    few = range(3)
    assert all(not found for found in photographs.told(photographs.sharp, few))
    assert all(Doubt.BLURRED in found for found in photographs.told(photographs.blurred, few))
