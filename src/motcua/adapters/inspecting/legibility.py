"""Whether a page can be read: measured on its greys, told as a doubt, never as a refusal.

A picture is sharp where fine detail is strong beside coarser detail. The share of the two does not
depend on how much is written on a page, nor on how strong its ink is. The numbers were found with
pages of 12-point text, photographed and drawn out of focus: they warn where reading gets hard.
"""

from PIL import Image, ImageChops, ImageFilter

from motcua.modules.documents.ports import Doubt

#: Pages are measured at this length of the longer side, in pixels: 130 dpi on A4.
SIDE = 1500
_TILE = 24
#: Fine detail beside coarse detail: text in focus has 0.5 to 1.1, text hard to read 0.15 and less.
_SHARP = 0.16
#: Mean difference in a tile, of 255 greys, from which something is written there.
_WRITTEN, _FAINT = 6, 3
_FEW_TILES = 4
#: Faint where so many times as many tiles are written on as are written on strongly.
_PALE = 6
#: The bright part of a page; of 255.
_DARK = 70
#: Fewer pixels than this do not hold a page of text.
_SMALL = 500_000


def doubts(grey: Image.Image) -> tuple[Doubt, ...]:
    """What is doubtful about a page, given in greys, `SIDE` pixels long or less."""
    found = [Doubt.DARK] if _bright(grey) < _DARK else []
    fine = grey.filter(ImageFilter.GaussianBlur(1))
    coarse = grey.filter(ImageFilter.GaussianBlur(4))
    details = _tiles(grey, fine)
    strokes = _tiles(fine, coarse)
    pairs = list(zip(details, strokes, strict=True))
    strong = [d / s for d, s in pairs if s >= _WRITTEN]
    written = [d / s for d, s in pairs if s >= _FAINT]
    if len(written) >= _FEW_TILES:
        shares = sorted(strong if len(strong) >= _FEW_TILES else written)
        if shares[len(shares) * 3 // 4] < _SHARP:
            found.append(Doubt.BLURRED)
        elif not found and len(strong) * _PALE < len(written):
            found.append(Doubt.PALE)
    elif sum(s >= _WRITTEN for s in _shapes(coarse)) >= _FEW_TILES:
        found.append(Doubt.BLURRED)
    else:
        found.append(Doubt.BLANK)
    return tuple(found)


def is_blank(grey: Image.Image) -> bool:
    """Whether nothing at all is written on a drawn page."""
    lowest, highest = grey.getextrema()
    assert isinstance(lowest, int)
    assert isinstance(highest, int)
    return highest - lowest < _WRITTEN


def is_small(width: int, height: int) -> bool:
    return width * height < _SMALL


def _tiles(one: Image.Image, other: Image.Image) -> bytes:
    return ImageChops.difference(one, other).reduce(_TILE).tobytes()


def _shapes(coarse: Image.Image) -> bytes:
    """Differences so coarse that only what is far out of focus has nothing finer."""
    return _tiles(coarse, coarse.filter(ImageFilter.GaussianBlur(16)))


def _bright(grey: Image.Image) -> int:
    """The grey that nine tenths of the page are darker than."""
    counts, seen = grey.histogram(), 0
    most = sum(counts) * 9 // 10
    for level, count in enumerate(counts):
        seen += count
        if seen > most:
            return level
    return 255
