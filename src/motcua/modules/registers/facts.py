"""Which registers there are and what a paper is there; used by rules and ports alike. Pure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class RegisterCode(StrEnum):
    POPULATION = "population"
    RESIDENCE = "residence"
    CIVIL_STATUS = "civil_status"
    INSURANCE = "insurance"
    BUSINESS = "business"
    LAND = "land"
    DRIVING = "driving"
    HEALTH = "health"
    SOCIAL = "social"


class Standing(StrEnum):
    """What came of asking for a paper. Only one that is `valid` can be cited."""

    VALID = "valid"
    REVOKED = "revoked"
    EXPIRED = "expired"
    NOTHING = "nothing"
    UNREACHABLE = "unreachable"


@dataclass(frozen=True, slots=True)
class Holding:
    """A paper as the register describes it; `holder` is the name it is made out to."""

    document_type: str
    title: str
    number: str
    issued_on: date
    issued_by: str
    holder: str = ""
    expires_on: date | None = None
    revoked_on: date | None = None

    def standing(self, on: date) -> Standing:
        if self.revoked_on is not None and self.revoked_on <= on:
            return Standing.REVOKED
        if self.expires_on is not None and self.expires_on < on:
            return Standing.EXPIRED
        return Standing.VALID
