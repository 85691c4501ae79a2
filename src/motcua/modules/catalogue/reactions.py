"""What the catalogue does by itself: it has sheets typeset that somebody asked for."""

from datetime import UTC, datetime

from motcua.foundation import files, jobs, plugs
from motcua.kernel.actors import SYSTEM
from motcua.modules.organisation import queries as organisation
from motcua.modules.results.ports import Typesetter

from . import operations
from .queries.sheets import public_sheet, public_sheet_paper
from .rules.sheets import SheetKind


@jobs.task(name="catalogue.make_sheet")
def make_sheet(digest: str, kind: str, language: str) -> None:
    """Typeset a sheet and keep it; nothing where it is there already."""
    which = SheetKind(kind)
    if public_sheet(digest, which, language) is not None:
        return
    city = organisation.agency(organisation.public_tops()[0]).name
    pdf = plugs.get(Typesetter).typeset(public_sheet_paper(digest, which, language, city))
    at = datetime.now(UTC)
    stored = files.store(pdf, at=at, media_type=files.PDF)
    operations.keep_sheet(
        digest=digest, kind=which, language=language, sha256=stored.sha256, by=SYSTEM, at=at
    )
