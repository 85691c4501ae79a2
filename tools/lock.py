"""Locks requirements with hashes, for every platform, naming no index."""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parents[1] / "requirements"
OPTIONS = [
    "--universal", "--python-version=3.11", "--generate-hashes", "--no-header", "--quiet",
    "--no-emit-index-url", "--no-emit-find-links", "--no-annotate",
]  # fmt: skip


def lock(source: str, target: str, *more: str) -> None:
    uv = Path(sys.executable).parent / "uv"
    subprocess.run([uv, "pip", "compile", *OPTIONS, source, "-o", target, *more],
                   cwd=HERE, check=True)  # fmt: skip


if __name__ == "__main__":
    lock("test.in", "test.txt", *sys.argv[1:])
    lock("run.in", "run.txt", "-c", "test.txt")
    # Clients nobody here wrote pin libraries that ours could not live with: a place of their own.
    lock("clients.in", "clients.txt")
