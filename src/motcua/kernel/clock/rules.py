"""The numbers the law and the practice give the clock, dated and versioned, read from data."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal, InvalidOperation
from itertools import pairwise

from motcua.kernel.errors import Invalid

FORMAT = "motcua.clock-rules/1"


class RulesInvalid(Invalid):
    """The rules' document does not say what it must, or no rules are in force on a day."""

    code = "clock-rules-invalid"


@dataclass(frozen=True, slots=True)
class ClockRules:
    """One version of the rules; `sources` says for each number where it is laid down.

    `version` names the content, so two rules of one version never differ.
    """

    version: str
    valid_from: date
    valid_to: date | None
    hours_per_working_day: int
    in_day_cutoff: time
    transfer_cutoff: time
    amber_share_left: Decimal
    amber_working_days_left: int
    sources: Mapping[str, str]


def rules_from(document: Mapping[str, object]) -> tuple[ClockRules, ...]:
    """All versions in a document of format `motcua.clock-rules/1`, oldest first.

    :raises RulesInvalid: a number is missing, has no source, or versions overlap
    """
    versions = document.get("rules")
    if document.get("format") != FORMAT or not isinstance(versions, list):
        raise RulesInvalid(f"not a document of format {FORMAT}")
    found = sorted((_version(entry) for entry in versions), key=lambda rules: rules.valid_from)
    for earlier, later in pairwise(found):
        if earlier.valid_to is None or earlier.valid_to > later.valid_from:
            raise RulesInvalid("two versions are in force at once", on=str(later.valid_from))
    return tuple(found)


def rules_in_force(rules: Iterable[ClockRules], on: date) -> ClockRules:
    """The version whose dates hold `on` (from the first day, up to but not including the last).

    :raises RulesInvalid: none
    """
    for version in rules:
        if version.valid_from <= on and (version.valid_to is None or on < version.valid_to):
            return version
    raise RulesInvalid("no clock rules are in force on that day", on=on.isoformat())


def _version(entry: object) -> ClockRules:
    if not isinstance(entry, Mapping):
        raise RulesInvalid("a version is a mapping")
    values, sources = {}, {}
    for key, rule in entry.items():
        if isinstance(rule, Mapping):
            if not rule.get("source"):
                raise RulesInvalid(f"{key} has no source")
            values[str(key)] = str(rule.get("value"))
            sources[str(key)] = str(rule["source"])
    try:
        return ClockRules(
            version=f"{entry['label']}#{_digest(entry)}",
            valid_from=_date(entry["valid_from"]),
            valid_to=_date(entry["valid_to"]) if entry.get("valid_to") else None,
            hours_per_working_day=int(values["hours_per_working_day"]),
            in_day_cutoff=time.fromisoformat(values["in_day_cutoff"]),
            transfer_cutoff=time.fromisoformat(values["transfer_cutoff"]),
            amber_share_left=Decimal(values["amber_share_left"]),
            amber_working_days_left=int(values["amber_working_days_left"]),
            sources=sources,
        )
    except (KeyError, ValueError, InvalidOperation) as problem:
        raise RulesInvalid(f"a number is missing or unreadable: {problem}") from None


def _date(value: object) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value))


def _digest(entry: Mapping[str, object]) -> str:
    plain = json.dumps(entry, default=str, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(plain.encode()).hexdigest()[:12]
