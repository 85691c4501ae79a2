"""Whether a page can be read: measured on its greys, told as a doubt, never as a refusal.

A picture is sharp where fine detail is strong beside coarser detail. The share of the two does not
depend on how much is written on a page, nor on how strong its ink is; what a camera's noise adds is
measured where nothing is written, and taken off. A hand that moved leaves detail across its way
only. The numbers were found with photographs of printed pages; they warn where reading gets hard.
"""

from array import array
from collections.abc import Sequence

from PIL import Image, ImageChops, ImageFilter

from motcua.modules.documents.ports import Doubt

#: Pages are measured at this length of the longer side, in pixels: 130 dpi on A4.
SIDE = 1500
_TILE = 24
#: Fine detail beside coarse detail: text in focus has 0.4 to 1.1, text hard to read 0.2 and less.
_SHARP = 0.28
#: Detail along beside detail across: print has 1.1 to 1.6, a moved one below 0.2 or above 2.8.
#: Lines ruled on a page have their way, too, but they are sharp.
_ALONG, _ACROSS, _MOVED = 2.2, 0.45, 0.55
_STEP, _MANY_TILES = 2, 40
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
    noise = _noise(details, strokes)
    strong = [place for place, each in enumerate(strokes) if each >= _WRITTEN]
    written = [place for place, each in enumerate(strokes) if each >= _FAINT]
    if len(written) >= _FEW_TILES:
        places = strong if len(strong) >= _FEW_TILES else written
        shares = sorted(max(0.0, details[each] - noise) / strokes[each] for each in places)
        share = shares[len(shares) * 3 // 4]
        if share < _SHARP or (share < _MOVED and _is_moved(fine, strokes, places)):
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


def _tiles(one: Image.Image, other: Image.Image) -> Sequence[float]:
    """The mean difference in each tile."""
    return array("f", ImageChops.difference(one, other).convert("F").reduce(_TILE).tobytes())


def _noise(details: Sequence[float], strokes: Sequence[float]) -> float:
    """What is fine where nothing is written; 0 where something is written everywhere."""
    quiet = sorted(fine for fine, each in zip(details, strokes, strict=True) if each < _FAINT)
    return quiet[len(quiet) // 3] if len(quiet) >= _FEW_TILES else 0.0


def _is_moved(fine: Image.Image, strokes: Sequence[float], places: list[int]) -> bool:
    """Whether nearly all detail lies one way."""
    if len(places) < _MANY_TILES:
        return False
    along = _tiles(fine, ImageChops.offset(fine, _STEP, 0))
    across = _tiles(fine, ImageChops.offset(fine, 0, _STEP))
    still, calm = _noise(along, strokes), _noise(across, strokes)
    ways = sorted(
        (max(0.0, along[each] - still) + 0.01) / (max(0.0, across[each] - calm) + 0.01)
        for each in places
    )
    return not _ACROSS < ways[len(ways) // 2] < _ALONG


def _shapes(coarse: Image.Image) -> Sequence[float]:
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
