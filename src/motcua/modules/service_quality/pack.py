"""The indicators of public service, as the files of a pack."""

from pathlib import Path

FOLDER = Path(__file__).parent / "packs" / "services"


def files() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(FOLDER.glob("*.yaml"))}
