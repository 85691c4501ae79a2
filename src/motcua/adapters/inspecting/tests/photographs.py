"""Photographs of printed pages as people take them, and how often what is told of them is wrong.

`python -m motcua.adapters.inspecting.tests.photographs 250` measures; the handbook has the numbers.
"""

import random
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from io import BytesIO

import typst
from PIL import Image, ImageChops, ImageDraw, ImageEnhance, ImageFilter

from motcua.adapters.inspecting import pictures
from motcua.modules.documents.ports import JPEG, Doubt

from .pages import FONTS, WORDS

SIZE = (1500, 2000)
_SHEET = """#set page(paper: "a4", margin: {margin}cm)
#set text(font: "{font}", size: {size}pt, lang: "vi")
= GIẤY CHỨNG NHẬN
#for line in range({lines}) [{words}
#parbreak()]
#if {table} == 1 [#table(columns: 4, ..range(24).map(n => [Mục #n]))]
"""
_DESKS = ("#5b4636", "#3a3f44", "#7a7468", "#c9c4b8")


@dataclass(frozen=True)
class Shot:
    """One way of taking the photograph. Lengths are pixels of a page 2,000 pixels long."""

    focus: float = 0.6
    shake: int = 0
    light: float = 1.0


def sharp(dice: random.Random) -> Shot:
    return Shot(focus=dice.uniform(0.2, 1.1), light=dice.uniform(0.6, 1.1))


def blurred(dice: random.Random) -> Shot:
    """So that a text of 12 points can hardly be read: out of focus, or the hand moved."""
    if dice.random() < 0.6:
        return Shot(focus=dice.uniform(4.0, 9.0), light=dice.uniform(0.6, 1.1))
    return Shot(focus=1.0, shake=dice.randint(18, 36), light=dice.uniform(0.6, 1.1))


def dark(dice: random.Random) -> Shot:
    return Shot(focus=dice.uniform(0.2, 1.1), light=dice.uniform(0.08, 0.2))


def photograph(shot: Shot, dice: random.Random) -> bytes:
    """A page on a desk, held a little askew, unevenly lit, noisy, as a JPEG of a phone."""
    paper = _page(dice.randrange(12))
    desk = Image.new("RGB", SIZE, dice.choice(_DESKS))
    inset, wide, high = dice.randint(40, 120), *SIZE
    askew = [inset + dice.randint(-35, 35) for _ in range(8)]
    seen = _laid(paper, desk, (
        askew[0], askew[1], askew[2], high - askew[3],
        wide - askew[4], high - askew[5], wide - askew[6], askew[7],
    ))  # fmt: skip
    seen = ImageChops.multiply(seen, _light(dice))
    if shot.shake:
        seen = _shaken(seen, shot.shake, along=dice.random() < 0.5)
    seen = seen.filter(ImageFilter.GaussianBlur(shot.focus))
    seen = ImageEnhance.Brightness(seen).enhance(shot.light)
    noise = Image.effect_noise(SIZE, dice.uniform(2, 10)).convert("RGB")
    seen = ImageChops.add(seen, noise, scale=1.0, offset=-128)
    out = BytesIO()
    seen.save(out, "JPEG", quality=dice.choice((55, 70, 80, 90)))
    return out.getvalue()


def told(shot: Callable[[random.Random], Shot], seeds: range) -> Iterator[frozenset[Doubt]]:
    """What is doubted of as many photographs."""
    for seed in seeds:
        dice = random.Random(seed)  # noqa: S311 -- no secret, but the same photograph each time
        found = pictures.inspect(photograph(shot(dice), dice), JPEG)
        yield frozenset(each.doubt for each in found.warnings)


@cache
def _page(number: int) -> Image.Image:
    dice = random.Random(number)  # noqa: S311 -- as above
    sheet = _SHEET.format(
        margin=dice.choice((1.5, 2, 2.5)), font=dice.choice(("Tinos", "Be Vietnam Pro")),
        size=dice.choice((10, 11, 12, 13, 14)), lines=dice.choice((2, 4, 6)),
        words=WORDS * dice.choice((2, 3, 4)), table=dice.choice((0, 1)),
    )  # fmt: skip
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS]
    )
    made = typst.compile(sheet.encode(), format="png", ppi=160, font_paths=fonts)
    assert isinstance(made, bytes)
    return Image.open(BytesIO(made)).convert("RGB").resize(SIZE, Image.Resampling.LANCZOS)


def _laid(paper: Image.Image, desk: Image.Image, corners: tuple[int, ...]) -> Image.Image:
    """The paper as a camera sees it that is not held straight above."""
    wide, high = SIZE
    # Out of the seen picture into the paper: corners pushed out by as much as they lie inside.
    left_top, left_bottom = corners[0:2], corners[2:4]
    right_bottom, right_top = corners[4:6], corners[6:8]
    quad = (
        -left_top[0], -left_top[1], -left_bottom[0], high + (high - left_bottom[1]),
        wide + (wide - right_bottom[0]), high + (high - right_bottom[1]),
        wide + (wide - right_top[0]), -right_top[1],
    )  # fmt: skip
    mask = Image.new("L", SIZE, 255)
    turned = paper.transform(SIZE, Image.Transform.QUAD, quad, Image.Resampling.BICUBIC)
    cover = mask.transform(SIZE, Image.Transform.QUAD, quad, Image.Resampling.BILINEAR)
    seen = desk.copy()
    seen.paste(turned, mask=cover)
    return seen


def _light(dice: random.Random) -> Image.Image:
    """Brighter on one side, with a soft shadow of the hand or not."""
    darkest = dice.randint(140, 215)
    ramp = Image.linear_gradient("L").rotate(dice.choice((0, 90, 180, 270))).resize(SIZE)
    light = ramp.point(lambda level: darkest + level * (255 - darkest) // 255)
    if dice.random() < 0.4:
        shadow, x = Image.new("L", SIZE, 255), dice.randint(0, SIZE[0])
        ImageDraw.Draw(shadow).ellipse((x - 500, 1300, x + 500, 2400), fill=150)
        light = ImageChops.multiply(light, shadow.filter(ImageFilter.GaussianBlur(90)))
    return Image.merge("RGB", (light, light, light))


def _shaken(seen: Image.Image, length: int, *, along: bool) -> Image.Image:
    """The mean of the picture moved step by step: the hand was not still."""
    moved = seen
    for step in range(1, length):
        offset = (step, 0) if along else (0, step)
        moved = Image.blend(moved, ImageChops.offset(seen, *offset), 1 / (step + 1))
    return moved


def main(count: int) -> None:
    """How many of so many photographs are told wrongly."""
    for name, shot, word in (
        ("sharp: any doubt", sharp, None),
        ("blurred: no word of it", blurred, Doubt.BLURRED),
        ("dark: no word of it", dark, Doubt.DARK),
    ):
        seen = list(told(shot, range(count)))
        wrong = [each for each in seen if (word not in each if word else each)]
        doubts = sorted({str(doubt) for each in wrong for doubt in each})
        sys.stdout.write(f"{name}: {len(wrong)} of {count} {doubts}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]))
