"""Where the built styles, script and pictures are; their names carry digests."""

import json
from functools import cache
from pathlib import Path

STATIC = Path(__file__).resolve().parents[3] / "build" / "static"
PREFIX = "/static/"


@cache
def _manifest() -> dict[str, str]:
    path = STATIC / "manifest.json"
    if not path.exists():
        raise RuntimeError(f"{path} is missing: the assets are not built (make assets)")
    published: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return published


def static(name: str) -> str:
    """`motcua/motcua.css` -> `/static/motcua/motcua.0123456789ab.css`.

    :raises KeyError: nothing of that name was built
    """
    return PREFIX + _manifest()[name]
