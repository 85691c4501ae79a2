"""Writes about the organisation that may be part of somebody's transaction."""

from uuid import UUID

from motcua.kernel.actors import Actor
from motcua.kernel.errors import Invalid, NotAllowed, NotFound

from . import policies, queries, rules
from .models import Agency, Officer


def refuse_faults(faults: dict[str, str]) -> None:
    """:raises Invalid: there are any; `params` name each field and what is wrong with it"""
    if faults:
        raise Invalid("; ".join(f"{name}: {code}" for name, code in faults.items()), **faults)


def locked_agency(code: str) -> Agency:
    """:raises NotFound: no such agency"""
    found = Agency.objects.select_for_update().filter(code=code).first()
    if found is None:
        raise NotFound(f"agency {code}")
    return found


def locked_officer(officer_id: UUID) -> Officer:
    """:raises NotFound: no such officer"""
    found = Officer.objects.select_for_update().filter(id=officer_id).first()
    if found is None:
        raise NotFound(f"officer {officer_id}")
    return found


def refuse_stranger(by: Actor, agency: str | None) -> None:
    """Without an agency the matter is the whole city's, and its topmost agencies decide.

    :raises NotAllowed: the actor administers neither the agency nor one above it
    """
    chain = queries.public_chain(agency) if agency is not None else queries.public_tops()
    if not policies.may_administer(by, chain):
        raise NotAllowed(f"{by.id} does not administer {agency or 'the city'}")


def describe(agency: Agency, facts: rules.AgencyFacts, parent: Agency | None) -> tuple[str, ...]:
    """Put the facts on the row. Returns the names of the columns that changed, in order."""
    account = facts.fee_account or rules.FeeAccount("", "", "")
    wanted = {
        "name_vi": facts.name.vi,
        "name_en": facts.name.en,
        "kind": facts.kind,
        "parent_id": parent.id if parent else None,
        "place_code": facts.place_code,
        "address": facts.address,
        "phone": facts.phone,
        "email": facts.email,
        "authority_line_vi": facts.authority_line.vi,
        "authority_line_en": facts.authority_line.en,
        "bank_bin": account.bank_bin,
        "bank_account": account.number,
        "bank_account_holder": account.holder,
    }
    changed = tuple(name for name, value in wanted.items() if getattr(agency, name) != value)
    for name in changed:
        setattr(agency, name, wanted[name])
    return changed
