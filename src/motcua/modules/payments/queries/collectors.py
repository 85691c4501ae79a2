"""Agencies as those that take money."""

from dataclasses import dataclass

from motcua.kernel.errors import NotFound
from motcua.modules.organisation import queries as organisation
from motcua.modules.organisation.rules import FeeAccount

from ..models import Collector
from ..rules.receipts import DEFAULT_LETTERS


@dataclass(frozen=True, slots=True)
class CollectorCard:
    """What a receipt and a transfer say about who collects. `tax_code` is empty until it is named;
    without an account the agency takes no transfers."""

    agency: str
    name: str
    tax_code: str
    letters: str
    account: FeeAccount | None


def public_collector(agency: str) -> CollectorCard:
    """Who collects for an agency's charges; published at every counter."""
    named = Collector.objects.filter(agency=agency).first()
    try:
        card = organisation.agency(agency)
        name, account = card.name.vi, card.fee_account
    except NotFound:
        # Money that came is recorded even where the agency is not listed: its code stands.
        name, account = agency, None
    return CollectorCard(
        agency=agency,
        name=name,
        tax_code=named.tax_code if named else "",
        letters=named.letters if named else DEFAULT_LETTERS,
        account=account,
    )
