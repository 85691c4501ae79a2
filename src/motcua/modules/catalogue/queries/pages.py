"""The pages of the catalogue, for search engines."""

from dataclasses import dataclass
from datetime import date

from motcua.foundation import rows

_PAGES = """
SELECT p.code, r.effective_from
FROM catalogue_procedure p JOIN catalogue_revision r ON r.id = p.current_id ORDER BY p.code
"""


@dataclass(frozen=True, slots=True)
class PageCard:
    """A procedure in force, and since when it is as it is."""

    code: str
    since: date


def public_pages() -> list[PageCard]:
    """Every procedure in force, by code."""
    return [PageCard(code, since) for code, since in rows.fetch(_PAGES)]
