"""Lends the names of organisations to the forms, from the business register if one is connected."""

from collections.abc import Callable
from datetime import datetime
from functools import lru_cache

from motcua.foundation import plugs
from motcua.foundation.identifiers import new_id
from motcua.kernel.errors import NotFound, Weather
from motcua.modules.forms.rules import FoundOrganisation
from motcua.modules.registers.ports import Registers, Subject
from motcua.modules.registers.rules import RegisterCode

NAME = "business.name"


class RegisteredNames:
    """A `forms.rules.OrganisationNames`: what a business is called is public, as its register is.

    A name found is kept for the day; what is not found or not answered is asked again.
    """

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._known = lru_cache(maxsize=512)(self._look_up)

    def named(self, tax_code: str) -> FoundOrganisation | None:
        try:
            return self._known(tax_code, self._clock().date().isoformat())
        except (NotFound, Weather):
            return None

    def _look_up(self, tax_code: str, day: str) -> FoundOrganisation:
        """:raises NotFound: no such code, or no register; nothing is remembered then"""
        del day  # the name may change tomorrow
        register = plugs.get(Registers).register(RegisterCode.BUSINESS)
        extract = register.look_up(
            Subject(tax_code=tax_code), facts=(NAME,), documents=(),
            ref=str(new_id()), at=self._clock(),
        )  # fmt: skip
        fact = extract.facts.get(NAME) if extract else None
        if fact is None or not isinstance(fact.value, str):
            raise NotFound("no organisation under this code")
        return FoundOrganisation(tax_code, fact.value, RegisterCode.BUSINESS)
