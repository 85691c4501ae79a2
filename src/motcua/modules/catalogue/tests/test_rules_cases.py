"""The situation of a dossier tells its time limit, where the package says when it is given."""

import pytest

from motcua.kernel.clock import Allowance, Unit
from motcua.modules.catalogue.rules import PackageErrors, read
from motcua.modules.catalogue.rules.cases import allowance_of, case_of

from .factories import changed, real_package, small_files

PERMIT = real_package("1.013225")
RECORD = real_package("3.000333")
CASES = """\
cases:
  - code: 9.000001.01
    name: { vi: Diều lớn, en: Giant kite }
    when: answers.size > 100
    time: { amount: 9, unit: WORKING_DAY, says: { vi: 9 ngày, en: 9 days } }
  - code: 9.000001.02
    name: { vi: Diều đỏ, en: Red kite }
    when: answers.colour == "red"
steps:
"""


def _facts(**answers: object) -> dict[str, object]:
    return {"answers": answers, "channel": "online"}


@pytest.mark.parametrize(
    ("answers", "case", "days"),
    [
        ({"size": 101, "colour": "red"}, "9.000001.01", 9),
        ({"size": 100, "colour": "red"}, "9.000001.02", None),
        ({"size": 100, "colour": "blue"}, None, None),
        ({}, None, None),
    ],
)
def test_the_first_that_holds_counts(
    answers: dict[str, object], case: str | None, days: int | None
) -> None:
    package = read(changed(small_files(), "procedure.yaml", "steps:\n", CASES))

    found = case_of(package.case_rules, _facts(**answers))
    allowance = allowance_of(package.case_rules, _facts(**answers))

    assert (found.code if found else None) == case
    assert (allowance.amount if allowance else None) == days


def test_a_condition_is_checked_against_the_form() -> None:
    files = changed(small_files(), "procedure.yaml", "steps:\n", CASES)

    with pytest.raises(PackageErrors) as refused:
        read(changed(files, "procedure.yaml", "answers.size > 100", "answers.weight > 100"))

    (finding,) = refused.value.findings
    assert (finding.code, finding.file) == ("expression", "procedure.yaml")


@pytest.mark.parametrize(
    ("building", "allowance"),
    [("house", None), ("plain", Allowance.of(10, Unit.WORKING_DAY)), (None, None)],
)
def test_a_house_is_permitted_in_7_working_days_and_works_in_10(
    building: str | None, allowance: Allowance | None
) -> None:
    assert allowance_of(PERMIT.case_rules, _facts(building=building)) == allowance


@pytest.mark.parametrize(
    ("standing", "places", "days"),
    [("citizen", 1, None), ("citizen", 2, 15), ("overseas", 1, 15), ("foreigner", 1, 15)],
)
def test_a_record_of_several_places_or_abroad_takes_15_days(
    standing: str, places: int, days: int | None
) -> None:
    history = [{"since": 2000, "place": "Hà Nội"}] * places

    allowance = allowance_of(RECORD.case_rules, _facts(standing=standing, history=history))

    assert (allowance.amount if allowance else None) == days
