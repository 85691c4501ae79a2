"""The packs shipped with the program: air, noise, water."""

from pathlib import Path


def shipped() -> dict[str, bytes]:
    """The files of every pack, by their path within this folder."""
    root = Path(__file__).parent
    return {str(file.relative_to(root)): file.read_bytes() for file in sorted(root.rglob("*.yaml"))}
