"""What tells who somebody is, and what people wrote, lies sealed in the tables (decision 0008)."""

import re

from django.apps import apps
from django.db import models

#: Modules whose tables speak of citizens and businesses.
OF_PEOPLE = ("people", "documents", "dossiers", "payments", "results")
TELLING = re.compile(
    r"(applicant_|full_)?name|.*phone.*|.*e?mail.*|.*address.*|birth.*|personal_id.*|tax_code.*"
    r"|organisation.*|.*answers?|question|(.*_)?reason|note|content|items|account|hand_over"
)
#: Sounds like a person and is none.
HARMLESS = {
    "payments.LedgerPosting.account": "an account of our books, named after an agency",
    "payments.Refund.account": "an account of our books, named after an agency",
    "payments.Refund.reason": "one of two words",
    "payments.Notice.reason": "a code of the gateway",
    "payments.Collector.tax_code": "an agency's, printed on every receipt",
    "dossiers.ClockAct.reason": "one of the clock's words",
}


def test_words_of_and_about_people_are_sealed() -> None:
    assert [
        name
        for name, field in _fields().items()
        if TELLING.fullmatch(field.name)
        and not isinstance(field, models.BinaryField)
        and name not in HARMLESS
    ] == []


def test_no_exception_outlives_its_column() -> None:
    assert set(HARMLESS) - set(_fields()) == set()


def _fields() -> "dict[str, models.Field[object, object]]":
    return {
        f"{model._meta.label}.{field.name}": field
        for module in OF_PEOPLE
        for model in apps.get_app_config(module).get_models()
        for field in model._meta.concrete_fields
    }
