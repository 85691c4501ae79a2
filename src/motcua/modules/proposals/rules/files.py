"""The files of a proposal: texts that may be broken, but stay within a package's names and size."""

from collections.abc import Mapping
from pathlib import PurePosixPath

from motcua.kernel.errors import Invalid, Refusal
from motcua.modules.catalogue.rules import bank
from motcua.modules.catalogue.rules.archive import check_limits
from motcua.modules.catalogue.rules.findings import Findings
from motcua.modules.catalogue.rules.package import TEMPLATE, TREES, WORDS
from motcua.modules.results.rules import LetterKind

LETTERS = tuple(f"letters/{kind.value}.typ" for kind in LetterKind)
#: Every file a package may have, in the order a designer reads them.
KNOWN = (*TREES, bank.FILE, TEMPLATE, WORDS, *LETTERS)


class FileChanged(Refusal):
    """Somebody else saved the file since it was read; `file` says which, `seen` what was read."""

    code = "proposal-file-changed"


class FileUnknown(Invalid):
    """A package has no place for a file of this name."""

    code = "proposal-file-unknown"


class FileTooLarge(Invalid):
    """A package, or a file of one, is larger than it may be."""

    code = "proposal-too-large"


def as_typed(content: str) -> str:
    """Text as it is kept: plain line ends, one at the end, nothing the database cannot hold."""
    text = content.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    return text if not text or text.endswith("\n") else text + "\n"


def check_names(names: Mapping[str, object]) -> None:
    """:raises FileUnknown: a package has no such file"""
    for name in names:
        if name not in KNOWN:
            raise FileUnknown(f"a package has no file {name}", file=name)


def check_sizes(files: Mapping[str, str]) -> None:
    """:raises FileTooLarge: too large to be a package"""
    found = Findings()
    check_limits({name: text.encode() for name, text in files.items()}, found)
    for finding in found:
        raise FileTooLarge(finding.code, file=finding.mark.file)


def in_order(names: Mapping[str, object]) -> list[str]:
    """As designers read them; strange names last."""
    place = {name: number for number, name in enumerate(KNOWN)}
    return sorted(names, key=lambda name: (place.get(name, len(place)), PurePosixPath(name)))


def as_bytes(files: Mapping[str, str]) -> dict[str, bytes]:
    return {name: text.encode() for name, text in files.items()}
