"""The registers, their facts and documents, and the legal ground of each look-up.

Sources: Decree 118/2025/NĐ-CP, Article 4 (what a database holds is not asked for); Law 91/2025/QH15
on personal data (processing for a public service the law provides; consent where it does not).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from motcua.kernel.words import Text

from ..facts import RegisterCode


class Ground(StrEnum):
    """Why a register may be asked: a law says so, or the person agreed."""

    LAW = "law"
    CONSENT = "consent"


@dataclass(frozen=True, slots=True)
class About:
    """A register as people know it. `basis` is the act that lets it be asked."""

    name: Text
    ground: Ground
    basis: str


_ONE_STOP = "118/2025/NĐ-CP"
_PERSONAL_DATA = "91/2025/QH15"

ABOUT: Mapping[RegisterCode, About] = {
    RegisterCode.POPULATION: About(
        Text("Cơ sở dữ liệu quốc gia về dân cư", "National population database"),
        Ground.LAW,
        _ONE_STOP,
    ),
    RegisterCode.RESIDENCE: About(
        Text("Cơ sở dữ liệu về cư trú", "Residence database"), Ground.LAW, _ONE_STOP
    ),
    RegisterCode.CIVIL_STATUS: About(
        Text("Cơ sở dữ liệu hộ tịch điện tử", "Electronic civil-status database"),
        Ground.LAW,
        _ONE_STOP,
    ),
    RegisterCode.INSURANCE: About(
        Text("Cơ sở dữ liệu quốc gia về bảo hiểm", "National insurance database"),
        Ground.CONSENT,
        _PERSONAL_DATA,
    ),
    RegisterCode.BUSINESS: About(
        Text("Cơ sở dữ liệu quốc gia về đăng ký doanh nghiệp", "National business register"),
        Ground.LAW,
        _ONE_STOP,
    ),
    RegisterCode.LAND: About(Text("Cơ sở dữ liệu đất đai", "Land database"), Ground.LAW, _ONE_STOP),
    RegisterCode.DRIVING: About(
        Text("Cơ sở dữ liệu giấy phép lái xe", "Driving licence database"), Ground.LAW, _ONE_STOP
    ),
    # What it holds of a person's health is sensitive: never without their word.
    RegisterCode.HEALTH: About(
        Text("Cơ sở dữ liệu về y tế", "Health database"), Ground.CONSENT, _PERSONAL_DATA
    ),
    RegisterCode.SOCIAL: About(
        Text("Cơ sở dữ liệu về an sinh xã hội", "Social security database"),
        Ground.LAW,
        _ONE_STOP,
    ),
}

#: Fact -> the register that holds it. Names are those that a question's `prefill` may give.
FACTS: Mapping[str, RegisterCode] = {
    **dict.fromkeys(
        (
            "applicant.full_name", "applicant.personal_id", "applicant.birth_on", "applicant.sex",
            "applicant.ethnicity", "applicant.nationality", "applicant.home_town",
            "applicant.birth_place",
        ),
        RegisterCode.POPULATION,
    ),
    **dict.fromkeys(("applicant.address", "applicant.stays_at"), RegisterCode.RESIDENCE),
    **dict.fromkeys(
        (
            "applicant.marital_status", "applicant.spouse_name", "applicant.father_name",
            "applicant.mother_name",
        ),
        RegisterCode.CIVIL_STATUS,
    ),
    "applicant.insurance_number": RegisterCode.INSURANCE,
    **dict.fromkeys(
        ("business.name", "business.tax_code", "business.organisation", "business.address"),
        RegisterCode.BUSINESS,
    ),
}  # fmt: skip

#: Type of a document -> the register that holds its facts.
DOCUMENTS: Mapping[str, RegisterCode] = {
    "identity_document": RegisterCode.POPULATION,
    "citizen_id_card": RegisterCode.POPULATION,
    "proof_of_residence": RegisterCode.RESIDENCE,
    "birth_certificate": RegisterCode.CIVIL_STATUS,
    "marriage_certificate": RegisterCode.CIVIL_STATUS,
    "marital_status_certificate": RegisterCode.CIVIL_STATUS,
    "death_certificate": RegisterCode.CIVIL_STATUS,
    "health_insurance_card": RegisterCode.INSURANCE,
    "business_registration": RegisterCode.BUSINESS,
    "guardianship_proof": RegisterCode.CIVIL_STATUS,
    "land_certificate": RegisterCode.LAND,
    "dwelling_proof": RegisterCode.LAND,
    "driving_licence": RegisterCode.DRIVING,
    "driver_health_certificate": RegisterCode.HEALTH,
    "birth_notice": RegisterCode.HEALTH,
    "death_notice": RegisterCode.HEALTH,
    "disability_certificate": RegisterCode.SOCIAL,
    "fee_exemption_proof": RegisterCode.SOCIAL,
}


def holders_of(facts: Collection[str]) -> dict[RegisterCode, frozenset[str]]:
    """Which registers hold these facts, and which of them each; others nobody holds."""
    found: dict[RegisterCode, set[str]] = {}
    for fact in facts:
        if (holder := FACTS.get(fact)) is not None:
            found.setdefault(holder, set()).add(fact)
    return {code: frozenset(names) for code, names in found.items()}


def document_holder(document_type: str) -> RegisterCode | None:
    return DOCUMENTS.get(document_type)
