"""The transfer content that ties bank money to a charge: plain, short, found again in noise."""

import re
import unicodedata

from motcua.kernel.errors import Invalid

PREFIX = "LP"
SAFE_LENGTH = 25  # what every bank carries (domain of NAPAS transfers); some accept up to 90
LONGEST = 50
_SHORTEST_KEY = 6


def plain(text: str) -> str:
    """ASCII without marks; what banks carry unchanged. `Lệ phí đất` -> `Le phi dat`."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    spread = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    kept = (c if 32 <= ord(c) < 127 else " " for c in spread if not unicodedata.combining(c))
    return " ".join("".join(kept).split())


def key(text: str) -> str:
    """Letters and digits only, upper case: banks drop dots, dashes and spaces as they like."""
    return re.sub(r"[^A-Z0-9]", "", plain(text).upper())


def reference(label: str, *, ordinal: int = 1) -> str:
    """`LP <label>`; a further charge under the same label is `LP2 <label>`, and so on.

    :raises Invalid: nothing usable in the label, or longer than banks carry
    """
    made = f"{PREFIX}{ordinal if ordinal > 1 else ''} {plain(label)}"
    if not len(key(made)) >= _SHORTEST_KEY or len(made) > LONGEST:
        raise Invalid("the label does not make a payment reference", field="label")
    return made


def candidates(content: str) -> list[str]:
    """Every key that may be a reference inside what a bank statement says, longest first.

    Statements put their own words around ours (`MBVCB.1234.LP H26.101-261122-0001.CT tu …`), so the
    reference is looked for at each place where the prefix stands.
    """
    said = key(content)
    starts = [m.start() for m in re.finditer(f"(?={PREFIX})", said)]
    found = {
        said[start:end]
        for start in starts
        for end in range(start + _SHORTEST_KEY, min(len(said), start + LONGEST) + 1)
    }
    return sorted(found, key=lambda one: (-len(one), one))
