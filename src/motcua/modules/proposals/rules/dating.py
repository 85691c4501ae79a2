"""When a change begins and ends: written into its files once it is approved."""

from collections.abc import Mapping
from datetime import date

from motcua.kernel.errors import Invalid, Refusal

from .editing import CannotEdit, remove, set_value, value_at

FILE = "procedure.yaml"


class DayPassed(Refusal):
    """It should begin on a day that has passed: nothing is made valid backwards."""

    code = "proposal-day-passed"


def check_days(starts_on: date | None, ends_on: date | None, *, today: date) -> None:
    """
    :raises DayPassed: it should begin before today
    :raises Invalid: it should end before it begins
    """
    if starts_on is not None and starts_on < today:
        raise DayPassed(f"{starts_on} has passed", day=f"{starts_on:%d/%m/%Y}")
    if ends_on is not None and ends_on <= (starts_on or today):
        raise Invalid("it ends after it begins", field="ends_on")


def dated(files: Mapping[str, str], since: date, until: date | None) -> dict[str, str]:
    """The files with the days they hold on; nothing else changes.

    :raises CannotEdit: procedure.yaml is broken
    """
    if FILE not in files:
        raise CannotEdit("procedure.yaml is missing")
    text = files[FILE]
    if not isinstance(_effective(text), dict):
        text = set_value(text, ("effective",), {"from": since.isoformat()})
    text = set_value(text, ("effective", "from"), since.isoformat())
    if until is not None:
        text = set_value(text, ("effective", "to"), until.isoformat())
    elif isinstance(now := _effective(text), dict) and "to" in now:
        text = remove(text, ("effective", "to"))
    return {**files, FILE: text}


def _effective(text: str) -> object:
    top = value_at(text, ())
    return top.get("effective") if isinstance(top, dict) else None
