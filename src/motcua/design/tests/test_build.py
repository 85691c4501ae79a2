"""The build: repeatable, free of registry addresses, with everything the pages and papers name."""

import json
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from motcua.design import assets, build

LETTERS = (
    "ĂÂĐÊÔƠƯăâđêôơưẤẦẨẪẬẮẰẲẴẶẾỀỂỄỆỐỒỔỖỘỚỜỞỠỢỨỪỬỮỰỲỴỶỸ"
    "ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ₫–“”…"
)


def test_the_lock_names_no_registry() -> None:
    lock = json.loads((build.ASSETS / "package-lock.json").read_text("utf-8"))

    assert "omit-lockfile-registry-resolved=true" in (build.ASSETS / ".npmrc").read_text("utf-8")
    assert [name for name, entry in lock["packages"].items() if "resolved" in entry] == []
    assert all(entry.get("integrity") for name, entry in lock["packages"].items() if name)


@pytest.mark.parametrize(
    "face",
    [f"BeVietnamPro-{face}" for face in ("Regular", "SemiBold", "Bold", "Italic", "BoldItalic")]
    + [f"Tinos-{face}" for face in ("Regular", "Bold", "Italic", "BoldItalic")],
)
def test_the_fonts_of_papers_can_write_vietnamese(face: str) -> None:
    with TTFont(build.BUILD / "fonts" / f"{face}.ttf") as font:
        drawn = font.getBestCmap()

    assert [letter for letter in LETTERS if ord(letter) not in drawn] == []


def test_what_is_published_is_there_under_its_digest() -> None:
    address = assets.static("motcua/motcua.css")

    assert address.startswith("/static/motcua/motcua.")
    assert (assets.STATIC / address.removeprefix(assets.PREFIX)).exists()
    with pytest.raises(KeyError):
        assets.static("motcua/nothing.css")


def test_the_style_sheet_asks_only_for_what_is_there() -> None:
    sheet = assets.STATIC / assets.static("motcua/motcua.css").removeprefix(assets.PREFIX)

    css = sheet.read_text("utf-8")
    asked = [part.partition(")")[0] for part in css.split("url(")[1:]]

    assert asked
    assert all((sheet.parent / name).exists() for name in asked)
    assert "GDS Transport" not in css


@pytest.mark.parametrize(
    ("name", "most_kb"),
    [("motcua.css", 24), ("motcua.js", 8), ("asking.js", 6), ("city.css", 4), ("city.js", 2)],
)
def test_what_a_page_loads_at_once_stays_light(name: str, most_kb: int) -> None:
    """Charts and maps weigh hundreds of kB, and come only where one is seen."""
    published = assets.STATIC / assets.static(f"motcua/{name}").removeprefix(assets.PREFIX)

    packed = published.with_name(f"{published.name}.gz")
    assert packed.stat().st_size < most_kb * 1024


def test_nothing_is_done_twice(tmp_path: Path) -> None:
    done: list[int] = []
    stamp = tmp_path / "stamp"

    for digest in ("a", "a", "b"):
        build.unless_same(stamp, digest, lambda: done.append(1))

    assert len(done) == 2


def test_a_failed_step_is_tried_again(tmp_path: Path) -> None:
    stamp = tmp_path / "stamp"

    def fail() -> None:
        raise build.BuildFailed("no")

    with pytest.raises(build.BuildFailed):
        build.unless_same(stamp, "a", fail)

    assert not stamp.exists()


def test_words_are_compiled_once(tmp_path: Path) -> None:
    folder = tmp_path / "app" / "locale" / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text('msgid "Mua"\nmsgstr "Buy"\n', "utf-8")

    assert build.compile_words(tmp_path) == 1
    assert build.compile_words(tmp_path) == 0
    assert (folder / "django.mo").stat().st_size > 0
