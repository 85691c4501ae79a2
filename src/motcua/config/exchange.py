"""What `motcua package` does once Django is loaded."""

from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console

from motcua.kernel.actors import SYSTEM
from motcua.kernel.errors import Refusal
from motcua.modules.catalogue.rules import PackageErrors
from motcua.modules.catalogue.rules.signed import opened, verified
from motcua.modules.proposals import keys, operations


def export(code: str, file: Path, *, say: Console) -> int:
    try:
        content = operations.export(code=code, by=SYSTEM, at=datetime.now(UTC))
    except Refusal as refusal:
        return _refused(refusal, say)
    file.write_bytes(content)
    say.print(f"{code}: {len(content)} bytes signed, in {file}")
    return 0


def bring(file: Path, *, is_unsigned: bool, say: Console) -> int:
    take = operations.bring_unsigned if is_unsigned else operations.bring
    try:
        proposal = take(content=file.read_bytes(), by=SYSTEM, at=datetime.now(UTC))
    except Refusal as refusal:
        return _refused(refusal, say)
    say.print(f"{file}: a draft in the studio now, {proposal}")
    return 0


def verify(file: Path, *, say: Console) -> int:
    try:
        said = verified(opened(file.read_bytes()), keys.trusted())
    except Refusal as refusal:
        return _refused(refusal, say)
    say.print(f"{said.code}, revision {said.digest[:12]}: signed by {said.signer_name}"
              f" ({said.signer}) at {said.signed_at}, unchanged")  # fmt: skip
    for each in said.before:
        say.print(f"  derived from revision {each.digest[:12]} of {each.signer}, {each.signed_at}")
    return 0


def _refused(refusal: Refusal, say: Console) -> int:
    if isinstance(refusal, PackageErrors):
        for finding in refusal.findings:
            say.print(str(finding))
        return 1
    file = refusal.params.get("file", "")
    say.print(f"refused ({refusal.code}): {refusal.detail}" + (f" [{file}]" if file else ""))
    return 1
