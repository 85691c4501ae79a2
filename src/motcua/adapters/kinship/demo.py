"""The demo city's word on children and companies, built in; and the register that is not there."""

from datetime import date

from motcua.modules.mandates.ports import Child, Company

#: By the number of the parent, or of the legal representative; nobody here exists.
CHILDREN = {
    "001196000000": (Child("Nguyễn Minh Mẫu", "001220000011", date(2020, 5, 1)),),
}
COMPANIES = {"001085000000": (Company("Công ty TNHH Mẫu Xanh", "0199999984"),)}


class NotInProduction(Exception):
    """These people do not exist; a real city must not believe in them."""


class DemoKinship:
    """Knows An's child, and Khôi's company."""

    def children_of(self, personal_id: str) -> tuple[Child, ...]:
        return CHILDREN.get(personal_id, ())

    def companies_of(self, personal_id: str) -> tuple[Company, ...]:
        return COMPANIES.get(personal_id, ())


class NotConnected:
    """No register is connected: it knows of nobody, and papers are looked at instead."""

    def children_of(self, personal_id: str) -> tuple[Child, ...]:
        del personal_id
        return ()

    def companies_of(self, personal_id: str) -> tuple[Company, ...]:
        del personal_id
        return ()


def stand(*, is_production: bool) -> DemoKinship:
    """:raises NotInProduction: in production"""
    if is_production:
        raise NotInProduction("the demo word on kin")
    return DemoKinship()
