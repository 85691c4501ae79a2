"""The invented people of every rehearsal. Their numbers are of a province that is none."""

from dataclasses import dataclass
from datetime import date

from motcua.kernel.numbers import Sex
from motcua.kernel.words import Text
from motcua.modules.people.facts import Address, Claims, Contact, PersonKind

PROVIDER = "rehearsal"


@dataclass(frozen=True, slots=True)
class Role:
    """One who may be played. `claims` lack only where they live."""

    claims: Claims
    note: Text
    phone: str
    detail: str

    @property
    def name(self) -> str:
        return self.claims.organisation or self.claims.full_name

    def living_in(self, province: str, commune: str) -> Claims:
        home = Address(province, commune, self.detail)
        email = f"{self.claims.subject}@dien-tap.example"
        claims = self.claims
        return Claims(
            provider=claims.provider, subject=claims.subject, kind=claims.kind,
            full_name=claims.full_name, personal_id=claims.personal_id, tax_code=claims.tax_code,
            organisation=claims.organisation, birth_on=claims.birth_on, sex=claims.sex,
            assurance=claims.assurance, proofing=2, contact=Contact(self.phone, email, home),
        )  # fmt: skip


CAST = (
    Role(
        Claims(
            PROVIDER, "an", PersonKind.CITIZEN, "Nguyễn Thị An", "999196000001",
            birth_on=date(1996, 3, 15), sex=Sex.FEMALE, assurance=2,
        ),
        Text("Công dân, tài khoản mức độ 2", "Citizen, level 2 account"),
        "0900000101", "Số 12 Phố Mẫu",
    ),
    Role(
        Claims(
            PROVIDER, "binh", PersonKind.CITIZEN, "Nguyễn Văn Bình", "999092000002",
            birth_on=date(1992, 9, 2), sex=Sex.MALE, assurance=2,
        ),
        Text("Công dân, anh trai của An", "Citizen, An's brother"),
        "0900000102", "Số 7 Ngõ Mẫu",
    ),
    Role(
        Claims(
            PROVIDER, "mo", PersonKind.CITIZEN, "Phạm Thị Mơ", "999155000003",
            birth_on=date(1955, 11, 20), sex=Sex.FEMALE, assurance=1,
        ),
        Text("Công dân cao tuổi, tài khoản mức độ 1", "Elderly citizen, level 1 account"),
        "0900000103", "Xóm Mẫu",
    ),
    Role(
        Claims(
            PROVIDER, "mau-xanh", PersonKind.BUSINESS, "Trần Minh Khôi", "999085000004",
            tax_code="0199999984", organisation="Công ty TNHH Mẫu Xanh",
            birth_on=date(1985, 5, 5), sex=Sex.MALE, assurance=2,
        ),
        Text("Doanh nghiệp, do Trần Minh Khôi đại diện", "Business, represented by Trần Minh Khôi"),
        "0900000104", "Số 1 Đường Mẫu",
    ),
)  # fmt: skip
