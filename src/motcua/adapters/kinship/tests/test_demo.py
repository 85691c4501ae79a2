"""The contract of Kinship, kept by what is built in; where it may not stand."""

import pytest

from motcua.adapters.kinship import demo
from motcua.kernel.numbers import read_personal_id, read_tax_code
from motcua.modules.mandates.ports import Kinship


@pytest.mark.parametrize("register", [demo.DemoKinship(), demo.NotConnected()])
def test_nobody_unknown_has_kin(register: Kinship) -> None:
    assert not register.children_of("001099000000")
    assert not register.companies_of("")


def test_what_it_tells_can_be() -> None:
    for children in demo.CHILDREN.values():
        assert all(read_personal_id(child.personal_id).value for child in children)
    for companies in demo.COMPANIES.values():
        assert all(read_tax_code(company.tax_code).value for company in companies)


def test_it_refuses_production() -> None:
    with pytest.raises(demo.NotInProduction):
        demo.stand(is_production=True)
