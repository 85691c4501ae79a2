"""Photos and scans: opened only by the reader of their own kind, and never larger than needed."""

import io
from functools import cache

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError
from pillow_heif import register_heif_opener

from motcua.modules.documents.ports import HEIC, JPEG, PNG, Doubt, Inspected, Trouble, Warned

from . import damage, legibility

#: A camera's JPEG can be read at an eighth of its size; others are unpacked whole.
MOST_PIXELS = {JPEG: 250_000_000, PNG: 64_000_000, HEIC: 64_000_000}
LONGEST_SIDE = 65_000
_FORMATS = {JPEG: "JPEG", PNG: "PNG", HEIC: "HEIF"}
_ORIENTATION = 0x0112
_TURNED_ON_ITS_SIDE = 5

#: What readers of images throw at what is no image, or half of one.
BROKEN = (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError,
          RuntimeError, TypeError, OverflowError)  # fmt: skip
# We look at the size ourselves, before anything is unpacked.
Image.MAX_IMAGE_PIXELS = None
# Readers are loaded before the first file comes: whoever opens one may read no program any more.
Image.preinit()
register_heif_opener(thumbnails=False)


class TooManyPixels(Exception):
    """A picture that nobody's camera makes."""


def inspect(content: bytes, media_type: str) -> Inspected:
    try:
        picture = opened(content, media_type)
        width, height = _upright_size(picture)
        grey = reduced(picture, legibility.SIDE).convert("L")
        is_damaged = damage.is_damaged(content, media_type, picture)
    except TooManyPixels:
        return Inspected(media_type, Trouble.TOO_MANY_PIXELS)
    except BROKEN:
        return Inspected(media_type, Trouble.BROKEN)
    found = legibility.doubts(grey)
    if legibility.is_small(width, height):
        found = (*found, Doubt.SMALL)
    if is_damaged:
        # What is missing is grey or coarse, and no fault of whoever held the phone.
        found = (Doubt.DAMAGED,)
    warnings = tuple(Warned(doubt) for doubt in found)
    return Inspected(media_type, None, 1, width, height, warnings)


def opened(content: bytes, media_type: str) -> Image.Image:
    """The head of a picture is read, nothing is unpacked.

    :raises TooManyPixels: it would not be reasonable to
    """
    picture = Image.open(io.BytesIO(content), formats=(_FORMATS[media_type],))
    width, height = picture.size
    if width * height > MOST_PIXELS[media_type] or max(width, height) > LONGEST_SIDE:
        raise TooManyPixels
    return picture


def reduced(picture: Image.Image, side: int) -> Image.Image:
    """Upright, in sRGB or greys, on white, its longer side at most so many pixels.

    Everything else a file may carry beside its pixels stays behind.
    """
    if picture.format == "JPEG":
        # Twice as large as asked, so that what is drawn smaller stays sharp.
        picture.draft(picture.mode, (2 * side, 2 * side))
    orientation = picture.getexif().get(_ORIENTATION, 1)
    profile = picture.info.get("icc_profile")
    picture.load()
    plain = _plain(_scaled(_scalable(picture), side))
    if isinstance(profile, bytes) and plain.mode == "RGB":
        plain = _in_srgb(plain, profile)
    return _turned(plain, orientation)


def _scalable(picture: Image.Image) -> Image.Image:
    """In a mode whose pixels can be mixed."""
    if picture.mode in ("L", "RGB", "RGBA", "CMYK"):
        return picture
    if picture.mode.startswith("I"):
        return picture.convert("I")
    if picture.mode == "1":
        return picture.convert("L")
    is_seen_through = picture.mode in ("P", "PA", "LA", "La", "RGBa")
    return picture.convert("RGBA" if is_seen_through else "RGB")


def _plain(picture: Image.Image) -> Image.Image:
    """In RGB or L, on white."""
    if picture.mode == "I":
        return picture.point(lambda grey: grey * (1 / 256)).convert("L")
    if picture.mode == "RGBA":
        ground = Image.new("RGB", picture.size, "white")
        ground.paste(picture, mask=picture.getchannel("A"))
        return ground
    return picture.convert("RGB") if picture.mode == "CMYK" else picture


def _scaled(picture: Image.Image, side: int) -> Image.Image:
    longer = max(picture.size)
    if longer <= side:
        return picture.copy()
    size = tuple(max(1, round(length * side / longer)) for length in picture.size)
    return picture.resize((size[0], size[1]), Image.Resampling.BOX, reducing_gap=2.0)


def _in_srgb(picture: Image.Image, profile: bytes) -> Image.Image:
    try:
        return (
            ImageCms.profileToProfile(
                picture, ImageCms.ImageCmsProfile(io.BytesIO(profile)), _srgb(), outputMode="RGB"
            )
            or picture
        )
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        # A profile nobody can read: the colours stay as they are.
        return picture


def _turned(picture: Image.Image, orientation: object) -> Image.Image:
    picture.info.clear()
    picture.getexif().clear()
    if not isinstance(orientation, int) or orientation not in range(2, 9):
        return picture
    picture.getexif()[_ORIENTATION] = orientation
    turned = ImageOps.exif_transpose(picture)
    turned.info.clear()
    turned.getexif().clear()
    return turned


def _upright_size(picture: Image.Image) -> tuple[int, int]:
    width, height = picture.size
    orientation = picture.getexif().get(_ORIENTATION, 1)
    is_turned = isinstance(orientation, int) and _TURNED_ON_ITS_SIDE <= orientation <= 8
    return (height, width) if is_turned else (width, height)


@cache
def _srgb() -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
