"""What may be asked about papers. `public_` answers tell anybody only what a check needs."""

from .cards import (
    LetterCard,
    PaperFile,
    ResultCard,
    draft_of,
    letter_card,
    letter_file,
    letter_twin,
    letters_of,
    result_card,
    result_file,
    result_of,
    results_of,
)
from .checking import public_check_upload, public_verification
from .issued import IssuedCard, issued_for
from .keys import ReceiptKeyCard, public_receipt_keys
from .orders import Order, draft_preview, letter_order, organisation_order, signatory_order
from .specimens import public_specimen
from .templates import Problem, public_city_template, public_template_problems

__all__ = [
    "IssuedCard",
    "LetterCard",
    "Order",
    "PaperFile",
    "Problem",
    "ReceiptKeyCard",
    "ResultCard",
    "draft_of",
    "draft_preview",
    "issued_for",
    "letter_card",
    "letter_file",
    "letter_order",
    "letter_twin",
    "letters_of",
    "organisation_order",
    "public_check_upload",
    "public_city_template",
    "public_receipt_keys",
    "public_specimen",
    "public_template_problems",
    "public_verification",
    "result_card",
    "result_file",
    "result_of",
    "results_of",
    "signatory_order",
]
