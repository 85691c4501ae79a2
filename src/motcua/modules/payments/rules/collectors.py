"""What must be known of an agency before it issues receipts."""

import re
from dataclasses import dataclass

from motcua.kernel.errors import Invalid
from motcua.kernel.numbers import read_tax_code


@dataclass(frozen=True, slots=True)
class CollectorDetails:
    """Tax code and the two letters of the receipt symbol (Decree 254/2026, Article 22).

    Name and bank account are the agency's own and are known to the organisation.

    :raises Invalid: with the field that is not usable
    """

    tax_code: str
    letters: str = "AA"

    def __post_init__(self) -> None:
        found = read_tax_code(self.tax_code).value
        if found is None:
            raise Invalid("not a tax code", field="tax_code")
        if not re.fullmatch(r"[A-Z]{2}", self.letters):
            raise Invalid("two capital letters", field="letters")
