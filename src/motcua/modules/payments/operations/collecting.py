"""Naming an agency as one that takes money."""

from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from motcua.foundation import journal
from motcua.kernel.actors import Actor

from .. import events, policies
from ..models import Collector
from ..rules.collectors import CollectorDetails


@transaction.atomic(durable=True)
def set_collector(*, agency: str, details: CollectorDetails, by: Actor, at: datetime) -> None:
    """Name the tax code and receipt letters of an agency, or change them from now on.

    Receipts already issued keep what they say.

    :raises NotAllowed: not an administrator
    """
    policies.must_administer(by)
    Collector.objects.update_or_create(agency=agency, defaults={**asdict(details), "named_at": at})
    journal.record(events.CollectorNamed(agency, at), by=by, subject=("agency", agency))
