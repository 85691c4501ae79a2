"""Sheets to print: which are made, and what is needed to make one."""

from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path

from motcua.foundation import plugs, rows
from motcua.kernel.words import Text
from motcua.modules.results.ports import City, Paper

from ..rules.sheets import LAYOUT, SheetKind, sheet, sheet_words
from .revisions import package_of

_PAPERS = Path(__file__).resolve().parents[1] / "papers"
_KEPT = """
SELECT file_id FROM catalogue_sheet
WHERE digest = %s AND kind = %s AND language = %s AND layout = %s
"""


def public_sheet(digest: str, kind: SheetKind, language: str) -> str | None:
    """The digest of the PDF; None while it has not been made."""
    found = rows.fetch(_KEPT, [digest, kind.value, language, LAYOUT])
    return str(found[0][0]) if found else None


def public_sheet_paper(digest: str, kind: SheetKind, language: str, city: Text) -> Paper:
    """What the typesetter needs; the same content gives the same bytes."""
    package = package_of(digest)
    at = plugs.get(City)
    path = "/en" if language == "en" else ""
    url = f"{at.base_url}{path}/procedures/{package.code}"
    return Paper(
        template=_template(kind),
        data={
            "sheet": sheet(package, kind, language),
            "words": sheet_words(language),
            "city": city.in_(language),
            "url": url,
            "demo": at.demo,
        },
        at=datetime.combine(package.procedure.effective_from, time(), UTC),
        places=frozenset(),
        codes={"page": url},
    )


@cache
def _template(kind: SheetKind) -> str:
    return (_PAPERS / f"{kind.value}.typ").read_text(encoding="utf-8")
