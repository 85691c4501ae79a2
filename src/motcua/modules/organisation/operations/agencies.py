"""Agencies and their one-stop units."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.foundation import journal
from motcua.kernel.actors import Actor
from motcua.kernel.errors import AlreadyDone, Invalid

from .. import events, queries, rules, steps
from ..models import Agency, Counter, OneStopUnit


@transaction.atomic(durable=True)
def establish_agency(*, agency: rules.AgencyFacts, by: Actor, at: datetime) -> str:
    """Add an agency under its parent. Returns its code.

    :raises Invalid: the facts do not describe an agency; `params` say which and why
    :raises NotFound: no such parent
    :raises NotAllowed: the actor administers nothing above it
    :raises AlreadyDone: the code is taken
    """
    steps.refuse_stranger(by, agency.parent)
    steps.refuse_faults(rules.agency_faults(agency))
    parent = steps.locked_agency(agency.parent) if agency.parent else None
    if Agency.objects.filter(code=agency.code).exists():
        raise AlreadyDone(f"agency {agency.code}")
    row = Agency(code=agency.code)
    steps.describe(row, agency, parent)
    row.save(force_insert=True)
    journal.record(
        events.AgencyEstablished(agency=agency.code, at=at),
        by=by,
        subject=("agency", agency.code),
    )
    return agency.code


@transaction.atomic(durable=True)
def amend_agency(*, agency: rules.AgencyFacts, by: Actor, at: datetime) -> tuple[str, ...]:
    """Describe an agency anew; its code stays. Returns the names of what changed.

    :raises Invalid: the facts do not describe an agency, or it would stand above itself
    :raises NotFound: no such agency or parent
    :raises NotAllowed: the actor does not administer it and its new parent
    :raises AlreadyDone: nothing would change
    """
    row = steps.locked_agency(agency.code)
    steps.refuse_stranger(by, agency.code)
    if agency.parent:
        steps.refuse_stranger(by, agency.parent)
    steps.refuse_faults(rules.agency_faults(agency))
    parent = steps.locked_agency(agency.parent) if agency.parent else None
    if parent and agency.code in queries.public_chain(parent.code):
        raise Invalid(f"{agency.code} would stand above itself", parent="own-parent")
    changed = steps.describe(row, agency, parent)
    if not changed:
        raise AlreadyDone(f"agency {agency.code}")
    row.save(update_fields=changed)
    journal.record(
        events.AgencyAmended(agency=agency.code, fields=changed, at=at),
        by=by,
        subject=("agency", agency.code),
    )
    return changed


@transaction.atomic(durable=True)
def open_one_stop_unit(*, unit: rules.UnitFacts, by: Actor, at: datetime) -> UUID:
    """Open a one-stop unit with its counters. Returns its id.

    :raises Invalid: no name, or counters without or with the same number
    :raises NotFound: no such agency
    :raises NotAllowed: the actor does not administer the agency
    """
    agency = steps.locked_agency(unit.agency)
    steps.refuse_stranger(by, unit.agency)
    steps.refuse_faults(rules.unit_faults(unit))
    row = OneStopUnit.objects.create(
        agency=agency,
        name_vi=unit.name.vi,
        name_en=unit.name.en,
        address=unit.address,
        phone=unit.phone,
    )
    Counter.objects.bulk_create(
        Counter(unit=row, number=c.number, name_vi=c.name.vi, name_en=c.name.en)
        for c in unit.counters
    )
    journal.record(
        events.OneStopUnitOpened(unit=str(row.id), agency=agency.code, at=at),
        by=by,
        subject=("agency", agency.code),
    )
    return row.id
