"""Which agencies decide the members for somebody who lives at a place."""

from collections.abc import Mapping
from uuid import UUID

from motcua.kernel.errors import Invalid
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.organisation import queries as organisation


def agencies_at(place: str, revisions: Mapping[str, UUID]) -> dict[str, str]:
    """The agency of each member: the one of the place, or the only one of the city.

    :raises Invalid: nobody decides one of them there
    """
    found: dict[str, str] = {}
    for member, revision in revisions.items():
        deciding = organisation.competent_agencies(catalogue.revision(revision).agency_kinds)
        here = [agency.code for agency in deciding if agency.place_code == place]
        only = [agency.code for agency in deciding] if len(deciding) == 1 else []
        if not (here or only):
            raise Invalid("nobody decides this there", field="place", member=member)
        found[member] = (here or only)[0]
    return found


def places_of(revisions: Mapping[str, UUID]) -> list[organisation.AgencyCard]:
    """The agencies whose places can be chosen: those of the kind that has several."""
    kinds = [catalogue.revision(revision).agency_kinds for revision in revisions.values()]
    for each in kinds:
        deciding = organisation.competent_agencies(each)
        if len(deciding) > 1:
            return [agency for agency in deciding if agency.place_code]
    return organisation.competent_agencies(kinds[0]) if kinds else []
