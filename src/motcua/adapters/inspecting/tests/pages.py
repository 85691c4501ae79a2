"""Pages of text, photographed well and badly, and files made of them."""

import io
from functools import cache

import pillow_heif
import typst
from PIL import Image, ImageEnhance, ImageFilter

from motcua.design.build import BUILD

FONTS = BUILD / "fonts"
SIZE = (1240, 1754)
WORDS = "Họ và tên: Nguyễn Thị An, nơi thường trú: số 5 phố Hàng Bài, Hà Nội. "
_SHEET = """#set page(paper: "a4", margin: 2cm)
#set text(font: "Tinos", size: 12pt, lang: "vi")
= GIẤY CHỨNG NHẬN
#for page in range(int(sys.inputs.pages)) {
  if page > 0 { pagebreak() }
  for line in range(8) [#sys.inputs.words * 4
  #parbreak()]
}
"""
ORIENTATION, MAKER, PLACE = 0x0112, 0x010F, 0x8825
DEVICE = "Motcua Phone 12"


@cache
def _typefaces() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])


@cache
def text_pdf(pages: int = 1) -> bytes:
    """A PDF as programs make them: fonts inside, a title and a maker in its properties."""
    made = typst.compile(
        _SHEET.replace("#sys.inputs.words * 4", WORDS * 4).encode(),
        format="pdf",
        font_paths=_typefaces(),
        sys_inputs={"pages": str(pages)},
    )
    assert isinstance(made, bytes)
    return made


@cache
def page() -> Image.Image:
    made = typst.compile(
        _SHEET.replace("#sys.inputs.words * 4", WORDS * 4).encode(),
        format="png",
        ppi=150,
        font_paths=_typefaces(),
        sys_inputs={"pages": "1"},
    )
    assert isinstance(made, bytes)
    return Image.open(io.BytesIO(made)).convert("RGB").resize(SIZE)


def photo(*, out_of_focus: float = 0, bright: float = 1.0, paled: float = 0) -> Image.Image:
    """The page as a camera sees it: some noise, and what the hand did to it."""
    seen = page().filter(ImageFilter.GaussianBlur(out_of_focus)) if out_of_focus else page()
    noise = Image.effect_noise(SIZE, 6).convert("RGB")
    seen = Image.blend(seen, noise, 0.1)
    if paled:
        seen = Image.blend(seen, Image.new("RGB", SIZE, "white"), paled)
    return ImageEnhance.Brightness(seen).enhance(bright)


def as_jpeg(picture: Image.Image, *, orientation: int = 1, quality: int = 85) -> bytes:
    """With all that a phone writes into it."""
    told = picture.getexif()
    told[ORIENTATION], told[MAKER] = orientation, DEVICE
    told.get_ifd(PLACE)[1] = "N"
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=quality, exif=told, comment=DEVICE.encode())
    return out.getvalue()


def as_png(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def as_heic(picture: Image.Image) -> bytes:
    """Half as large: the encoder is slow."""
    out = io.BytesIO()
    picture = picture.resize((picture.width // 2, picture.height // 2))
    told = picture.getexif()
    told[MAKER] = DEVICE
    pillow_heif.from_pillow(picture).save(out, quality=60, exif=told.tobytes())
    return out.getvalue()


def corners(colours: tuple[str, str, str, str], size: tuple[int, int] = (600, 400)) -> Image.Image:
    """Top left, top right, bottom left, bottom right."""
    drawn = Image.new("RGB", size)
    wide, high = size[0] // 2, size[1] // 2
    for place, colour in zip(((0, 0), (wide, 0), (0, high), (wide, high)), colours, strict=True):
        drawn.paste(colour, (*place, place[0] + wide, place[1] + high))
    return drawn
