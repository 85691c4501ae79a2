"""The people of the tests, made through the operations: An, her brother Bình, a business."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

from motcua.kernel.actors import SYSTEM, Actor
from motcua.kernel.numbers import Sex
from motcua.modules.people import operations
from motcua.modules.people.facts import Address, Claims, Contact, PersonKind

TUESDAY = datetime(2026, 11, 17, 2, 0, tzinfo=UTC)

AN = Claims(
    provider="demo",
    subject="an",
    kind=PersonKind.CITIZEN,
    full_name="Nguyễn Thị An",
    personal_id="001196000000",
    birth_on=date(1996, 3, 15),
    sex=Sex.FEMALE,
    tech_id="tech-an",
    assurance=2,
    proofing=2,
    contact=Contact("0900000001", "an@example.vn", Address("01", "00070", "Số 12 Phố Mẫu")),
)
BINH = replace(
    AN,
    subject="binh",
    full_name="Nguyễn Văn Bình",
    personal_id="001092000000",
    birth_on=date(1992, 9, 2),
    sex=Sex.MALE,
    tech_id="tech-binh",
    contact=Contact("0900000002", "binh@example.vn"),
)
MAU_XANH = replace(
    AN,
    subject="mau-xanh",
    kind=PersonKind.BUSINESS,
    full_name="Trần Minh Khôi",
    personal_id="001085000000",
    tax_code="0199999984",
    organisation="Công ty TNHH Mẫu Xanh",
)


def a_person(claims: Claims = AN) -> UUID:
    return operations.sign_in(claims=claims, by=SYSTEM, at=TUESDAY)


def acting(claims: Claims = AN) -> Actor:
    """A person who signed in and may act."""
    return Actor(f"person:{a_person(claims)}")
