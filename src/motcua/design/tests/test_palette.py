"""Every pair of colours that carries words can be read: WCAG 2.2, 1.4.3 and 1.4.11."""

import re
from pathlib import Path

import pytest

PALETTE = Path(__file__).resolve().parents[4] / "assets" / "scss" / "_palette.scss"
COLOURS = dict(re.findall(r"^\$([\w-]+): (#[0-9a-f]{6});", PALETTE.read_text("utf-8"), re.M))

WORDS = [
    *[(word, ground) for word in ("ink", "ink-soft", "door", "door-dark", "lacquer", "plum")
      for ground in ("paper", "plaster", "door-mist")],
    *[("paper", ground) for ground in ("door", "door-dark", "lacquer", "lacquer-dark", "leaf",
                                       "wall-dark", "ink", "sky")],
    *[(word, "door-dark") for word in ("door-veil", "wall", "focus")],
    *[("ink", ground) for ground in ("wall", "focus", "wall-mist", "lacquer-mist", "door-veil")],
    ("ink-soft", "stone-mist"),
    ("sky", "sky-mist"),
    ("ink", "sky-mist"),
    ("leaf", "leaf-mist"),
    ("ink", "leaf-mist"),
    ("wall-dark", "wall-mist"),
    ("lacquer", "lacquer-mist"),
]  # fmt: skip
SHAPES = [
    ("frame", "paper"), ("frame", "plaster"), ("door", "paper"), ("lacquer", "paper"),
    ("leaf", "paper"), ("sky", "paper"), ("door-veil", "door-dark"), ("focus", "ink"),
]  # fmt: skip


def luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(COLOURS[one]), luminance(COLOURS[other])))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize(("word", "ground"), WORDS)
def test_words_can_be_read(word: str, ground: str) -> None:
    assert contrast(word, ground) >= 4.5


@pytest.mark.parametrize(("shape", "ground"), SHAPES)
def test_shapes_can_be_seen(shape: str, ground: str) -> None:
    assert contrast(shape, ground) >= 3


def test_white_on_black_is_21() -> None:
    assert round((luminance("#ffffff") + 0.05) / (luminance("#000000") + 0.05), 2) == 21
