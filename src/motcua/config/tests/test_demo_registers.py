"""The demo registers know the people one may sign in as, by the same name and birthday."""

from datetime import UTC, datetime

from motcua.adapters.identity.demo.directory import demo_directory
from motcua.adapters.registers.demo import DemoRegister
from motcua.modules.registers.ports import Subject
from motcua.modules.registers.rules import RegisterCode

AT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def test_every_demo_person_is_known_by_the_same_name_and_birthday() -> None:
    people = next(group for group in demo_directory().groups if group.key == "people")
    population = DemoRegister(RegisterCode.POPULATION)

    for account in people.accounts:
        told = population.look_up(
            Subject(account.claims["SoDinhDanh"]),
            facts=["applicant.full_name", "applicant.birth_on"], documents=(), ref="r", at=AT,
        )  # fmt: skip
        assert told is not None
        assert told.facts["applicant.full_name"].value == account.claims["HoVaTen"]
        day, month, year = account.claims["NgayThangNamSinh"].split("/")
        assert told.facts["applicant.birth_on"].value == f"{year}-{month}-{day}"
