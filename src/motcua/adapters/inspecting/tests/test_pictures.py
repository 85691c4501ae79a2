"""Photos: upright, told when they cannot be read, and with nothing in them but what one sees."""

import io

import pytest
from PIL import Image, ImageCms

from motcua.adapters.inspecting import kinds, legibility, pictures
from motcua.adapters.inspecting.stripping import strip_jpeg
from motcua.modules.documents.ports import HEIC, JPEG, PNG, Doubt

from . import pages

COLOURS = ("red", "lime", "blue", "white")
#: What an image must be turned by, so that the four colours lie again as they were.
TURNED = {1: None, 2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180,
          4: Image.Transpose.FLIP_TOP_BOTTOM, 5: Image.Transpose.TRANSPOSE,
          6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE,
          8: Image.Transpose.ROTATE_270}  # fmt: skip


def _doubts(picture: Image.Image) -> set[Doubt]:
    return {each.doubt for each in pictures.inspect(pages.as_jpeg(picture), JPEG).warnings}


def _corner_colours(picture: Image.Image) -> list[tuple[int, ...]]:
    seen = picture.convert("RGB")
    right, bottom = seen.width - 9, seen.height - 9
    found = [seen.getpixel(at) for at in ((9, 9), (right, 9), (9, bottom), (right, bottom))]
    return [tuple(255 * (level > 127) for level in pixel) for pixel in found
            if isinstance(pixel, tuple)]  # fmt: skip


@pytest.mark.parametrize("orientation", TURNED)
def test_a_photo_stands_upright_however_the_phone_was_held(orientation: int) -> None:
    upright = pages.corners(COLOURS)
    turn = TURNED[orientation]
    held = upright if turn is None else upright.transpose(turn)
    content = pages.as_jpeg(held, orientation=orientation)

    seen = pictures.inspect(content, JPEG)
    drawn = pictures.reduced(pictures.opened(content, JPEG), 300)

    assert (seen.width, seen.height) == (600, 400)
    assert drawn.size == (300, 200)
    assert _corner_colours(drawn) == _corner_colours(upright)


@pytest.mark.parametrize("media_type", [JPEG, PNG, HEIC])
def test_nothing_is_kept_but_what_one_sees(media_type: str) -> None:
    make = {JPEG: pages.as_jpeg, PNG: pages.as_png, HEIC: pages.as_heic}[media_type]
    content = make(pages.corners(COLOURS))
    assert kinds.kind(content) == (media_type, None)

    drawn = pictures.reduced(pictures.opened(content, media_type), 500)
    out = io.BytesIO()
    drawn.save(out, "JPEG")

    assert not drawn.info
    assert not dict(drawn.getexif())
    assert pages.DEVICE.encode() not in out.getvalue()


def test_a_photo_in_focus_is_not_doubted() -> None:
    for blur in (0, 0.5, 1):
        assert _doubts(pages.photo(out_of_focus=blur)) == set()


@pytest.mark.parametrize("blur", [3, 4, 6, 10])
def test_a_photo_out_of_focus_is_doubted(blur: float) -> None:
    assert _doubts(pages.photo(out_of_focus=blur)) == {Doubt.BLURRED}


def test_a_photo_in_the_dark_is_doubted() -> None:
    assert Doubt.DARK in _doubts(pages.photo(bright=0.2))


def test_a_photo_with_faint_letters_is_doubted() -> None:
    assert _doubts(pages.photo(paled=0.88)) == {Doubt.PALE}


def test_a_photo_of_nothing_is_doubted() -> None:
    assert _doubts(Image.new("RGB", pages.SIZE, "white")) == {Doubt.BLANK}
    assert Doubt.DARK in _doubts(Image.new("RGB", pages.SIZE, "black"))


def test_a_photo_too_small_for_a_page_is_doubted() -> None:
    assert Doubt.SMALL in _doubts(pages.page().resize((500, 707)))


def test_half_an_empty_page_is_no_reason_for_doubt() -> None:
    sparse = pages.photo()
    sparse.paste("white", (0, 300, *pages.SIZE))

    assert _doubts(sparse) == set()


def test_colours_of_another_camera_are_ours_afterwards() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    broken = io.BytesIO()
    Image.new("RGB", (50, 50), "red").save(broken, "JPEG", icc_profile=profile)
    odd = io.BytesIO()
    Image.new("RGB", (50, 50), "red").save(odd, "JPEG", icc_profile=b"no profile")

    for content in (broken.getvalue(), odd.getvalue()):
        assert pictures.reduced(pictures.opened(content, JPEG), 50).mode == "RGB"


def test_a_drawn_page_without_ink_is_blank() -> None:
    assert legibility.is_blank(Image.new("L", (100, 100), 255))
    assert not legibility.is_blank(pages.page().convert("L"))


def test_a_jpeg_is_stripped_without_touching_the_picture() -> None:
    content = pages.as_jpeg(pages.page(), orientation=6)

    plain = strip_jpeg(content)

    assert pages.DEVICE.encode() in content
    assert pages.DEVICE.encode() not in plain
    assert strip_jpeg(plain) == plain
    with Image.open(io.BytesIO(content)) as before, Image.open(io.BytesIO(plain)) as after:
        assert before.tobytes() == after.tobytes()
        assert not dict(after.getexif())


@pytest.mark.parametrize("content", [b"", b"\xff\xd8", b"\xff\xd8\xff\xe1\xff", b"no picture"])
def test_what_is_no_jpeg_is_left_alone(content: bytes) -> None:
    assert strip_jpeg(content) == content
