"""Which registers there are; used by rules and ports alike. Pure."""

from enum import StrEnum


class RegisterCode(StrEnum):
    POPULATION = "population"
    RESIDENCE = "residence"
    CIVIL_STATUS = "civil_status"
    INSURANCE = "insurance"
    BUSINESS = "business"
