"""Packs of indicators as folders of YAML files; a city's own beside those that ship."""

from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console

from motcua.kernel.actors import SYSTEM
from motcua.kernel.errors import Refusal
from motcua.modules.indicators import operations
from motcua.modules.indicators.rules.findings import PackErrors


def take(folder: Path, *, say: Console) -> int:
    """Bring a folder's definitions into use, all or none. Returns the exit code."""
    files = {str(file.relative_to(folder)): file for file in sorted(folder.rglob("*.yaml"))}
    if not files:
        say.print(f"  no .yaml file in {folder}", markup=False)
        return 1
    content = {name: file.read_bytes() for name, file in files.items()}
    try:
        begun = operations.load_pack(files=content, by=SYSTEM, at=datetime.now(UTC))
    except PackErrors as wrong:
        for finding in wrong.findings:
            said = finding.says()
            say.print(f"  {finding.mark}: {said.vi} / {said.en}", markup=False)
        return 1
    except Refusal as refused:
        say.print(f"  {refused}", markup=False)
        return 1
    say.print(f"  {len(files)} definitions in use, {len(begun)} of them with a new formula")
    return 0
