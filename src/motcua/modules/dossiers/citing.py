"""Documents that are cited and not handed in again: where they are from, in words that only this
system can have written."""

from collections.abc import Mapping
from uuid import UUID

import msgspec

from motcua.foundation import vault

MARK = "mark"


def cited(
    entry: Mapping[str, object], where: Mapping[str, str], *, applicant: UUID
) -> dict[str, object]:
    """The entry of a file with where it is from, marked for this applicant."""
    plain = {**entry, "cited": dict(where)}
    return {**plain, "cited": {**where, MARK: _mark(plain, applicant)}}


def true_only(answers: Mapping[str, object], *, applicant: UUID) -> dict[str, object]:
    """The answers without citations that this system did not write for this applicant."""
    return {key: _true(value, applicant) for key, value in answers.items()}


def _true(value: object, applicant: UUID) -> object:
    if not isinstance(value, list):
        return value
    return [_checked(each, applicant) for each in value]


def _checked(entry: object, applicant: UUID) -> object:
    if not isinstance(entry, dict) or "cited" not in entry:
        return entry
    where = entry["cited"]
    if isinstance(where, dict):
        plain = {name: each for name, each in where.items() if name != MARK}
        if where.get(MARK) == _mark({**entry, "cited": plain}, applicant):
            return entry
    return {name: each for name, each in entry.items() if name != "cited"}


def _mark(entry: Mapping[str, object], applicant: UUID) -> str:
    """Of what the file is and where it is from, not of its name or what else is known of it."""
    said = {"sha256": entry.get("sha256"), "cited": entry["cited"], "by": str(applicant)}
    whole = msgspec.json.encode(said, order="deterministic").decode()
    return vault.fingerprint(f"cited:{whole}").hex()[:32]
