"""What results and letters share when they are written."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from motcua.foundation import files, keys
from motcua.modules.organisation import queries as organisation

from ..models import Template
from ..rules import content as says
from ..rules import numbers

#: One series of numbers per agency and year for all its papers (Decree 30/2020).
SERIES = "document"


@dataclass(frozen=True, slots=True)
class Made:
    """A file that was made and lies on the shelf; nobody holds it before the outcome is noted.

    So what was made by somebody who died over it, or was too late, is swept away.
    """

    laid: files.Laid
    media_type: str

    @property
    def sha256(self) -> str:
        return self.laid.sha256


def hold(made: Iterable[Made], *, at: datetime) -> None:
    """The city holds these files from now on."""
    for each in made:
        files.hold(each.laid, media_type=each.media_type, holder=keys.CITY, at=at)


def keep_template(source: str) -> str:
    digest = sha256(source.encode()).hexdigest()
    Template.objects.bulk_create([Template(sha256=digest, source=source)], ignore_conflicts=True)
    return digest


def agency_lines(code: str) -> says.AgencyLines:
    card = organisation.agency(code)
    superior = organisation.agency(card.parent).name.vi if card.parent else None
    return says.AgencyLines(
        code=code,
        name=card.name.vi,
        symbol=numbers.agency_symbol(card.name.vi),
        place=numbers.place_of(card.name.vi, superior),
        superior=superior,
        address=card.address or None,
        phone=card.phone or None,
        email=card.email or None,
    )
