"""Finds a Chromium for the browser tests, or installs one; says plainly when there is none.

Exit code 0: found; 1: none, under CI; 3: none elsewhere, where the browser tests are left out.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def found() -> str | None:
    """The browser to use: named by MOTCUA_CHROMIUM, from the system, or Playwright's own."""
    named = os.environ.get("MOTCUA_CHROMIUM")
    system = named or next((path for name in NAMES if (path := shutil.which(name))), None)
    return system or _of_playwright()


def install() -> str | None:
    """Try Playwright's download, then the system's package manager where we are root."""
    _quietly(sys.executable, "-m", "playwright", "install", "chromium")
    if not found() and os.geteuid() == 0 and shutil.which("apt-get"):
        _quietly("apt-get", "update")
        _quietly("apt-get", "install", "-y", "--no-install-recommends", "chromium")
    return found()


def _of_playwright() -> str | None:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 -- slow to import

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def _quietly(*command: str) -> None:
    subprocess.run(command, capture_output=True, check=False, timeout=600)


def main() -> int:
    browser = found() or install()
    if browser:
        sys.stdout.write(f"browser tests use {browser}\n")
        return 0
    sys.stdout.write("no Chromium could be found or installed: the browser tests cannot run\n")
    return 1 if os.environ.get("CI") else 3


if __name__ == "__main__":
    sys.exit(main())
