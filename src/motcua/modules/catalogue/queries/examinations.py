"""Whether a package is sound here: examined against the agencies and registers of this city."""

from collections.abc import Mapping
from datetime import date

from motcua.modules.organisation import queries as organisation
from motcua.modules.organisation.rules import AgencyKind

from .. import registers
from ..rules.city import AgencyHere, City
from ..rules.examining import Examination, examine


def public_examination(files: Mapping[str, bytes], *, on: date) -> Examination:
    """Everything that should be mended before the package is published; one statement.

    :raises PackageErrors: it cannot even be read
    """
    return examine(files, public_city(on))


def public_city(on: date) -> City:
    """What packages are examined against on a day."""
    staff = organisation.public_staffing(AgencyKind, on=on)
    return City(
        agencies=tuple(
            AgencyHere(each.code, each.name, each.kind, each.holders, each.has_account)
            for each in staff
        ),
        held=registers.held(on),
    )
