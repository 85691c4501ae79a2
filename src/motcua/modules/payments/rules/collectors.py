"""What must be known of an agency before it takes money."""

import re
from dataclasses import dataclass

from motcua.kernel.errors import Invalid


@dataclass(frozen=True, slots=True)
class CollectorDetails:
    """Name and tax code for receipts (Decree 254/2026), the account for transfers.

    `letters` are the first two of the receipt symbol. An agency may take no transfers: then BIN,
    account and holder are empty together.
    """

    name: str
    tax_code: str
    letters: str = "AA"
    bank_bin: str = ""
    account_number: str = ""
    account_holder: str = ""

    def __post_init__(self) -> None:
        """:raises Invalid: with the field that is not usable"""
        wrong = {
            "name": not self.name.strip(),
            "tax_code": not re.fullmatch(r"[0-9]{10}(-[0-9]{3})?|[0-9]{12}", self.tax_code),
            "letters": not re.fullmatch(r"[A-Z]{2}", self.letters),
            "account_number": not re.fullmatch(r"[0-9A-Za-z]{0,19}", self.account_number),
            "bank_bin": not re.fullmatch(r"[0-9]{6}" if self.account_number else "", self.bank_bin),
            "account_holder": bool(self.account_number) != bool(self.account_holder),
        }
        for field, is_wrong in wrong.items():
            if is_wrong:
                raise Invalid(f"not usable: {field}", field=field)
