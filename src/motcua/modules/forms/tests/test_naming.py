"""Names by tax code are looked up for who fills in, and not to read a register from end to end."""

from datetime import UTC, datetime

import pytest

from motcua.foundation import plugs
from motcua.kernel.actors import Actor
from motcua.modules.forms import naming
from motcua.modules.forms.rules.organisations import (
    AskedTooOften,
    FoundOrganisation,
    OrganisationNames,
)

pytestmark = pytest.mark.django_db
AN, AT = Actor("person:an"), datetime(2026, 11, 23, 3, 10, tzinfo=UTC)


class Everybody:
    """A register that knows every code."""

    def named(self, tax_code: str) -> FoundOrganisation | None:
        return FoundOrganisation(tax_code, f"Cong ty {tax_code}")


def ask(code: str) -> FoundOrganisation | None:
    """As a page of its own does, each time it is saved."""
    return naming.rationed(by=AN, at=AT).named(code)


def test_a_page_that_is_saved_over_and_over_asks_once() -> None:
    with plugs.instead(OrganisationNames, Everybody()):
        for _ in range(naming.NAMES.most + 5):
            assert ask("0100109106")
        assert ask("0100109107")


def test_many_codes_are_too_many_and_asking_twice_does_not_help() -> None:
    with plugs.instead(OrganisationNames, Everybody()):
        for number in range(naming.NAMES.most):
            assert ask(str(number))
        for _ in range(3):
            with pytest.raises(AskedTooOften):
                ask("one more")
        assert ask("0")
