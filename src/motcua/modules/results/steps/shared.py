"""What results and letters share when they are written."""

from hashlib import sha256

from motcua.modules.organisation import queries as organisation

from ..models import Template
from ..rules import content as says
from ..rules import numbers

#: One series of numbers per agency and year for all its papers (Decree 30/2020).
SERIES = "document"


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
