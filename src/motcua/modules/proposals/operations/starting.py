"""Beginning a proposal: from what is in force, from a package's files, or from nothing."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.kernel.actors import Actor
from motcua.kernel.errors import NotFound
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.catalogue.rules.states import local_day

from .. import policies, steps
from ..models import Proposal
from ..queries.proposals import base_on
from ..rules.machine import Kind, Source
from ..rules.provenance import Origin
from ..rules.skeleton import check_code, skeleton


@transaction.atomic(durable=True)
def start(*, code: str, by: Actor, at: datetime) -> UUID:
    """Begin to change the procedure as it is in force.

    :raises NotAllowed: not a procedure administrator
    :raises NotFound: nothing of it is in force
    """
    policies.must_design(by)
    base = base_on(code, local_day(at))
    if base is None:
        raise NotFound(f"procedure {code}")
    files = {name: text.decode() for name, text in catalogue.public_source(base).items()}
    row = Proposal(code=code, kind=Kind.CHANGE.value, source=Source.REVISION.value, base_id=base)
    steps.start(row, files, by=by, at=at)
    return row.id


@transaction.atomic(durable=True)
def start_new(*, code: str, name: str, by: Actor, at: datetime) -> UUID:
    """Begin a procedure the catalogue does not have.

    :raises NotAllowed: not a procedure administrator
    :raises CodeTaken: it is in force already: change that one
    :raises Invalid: not a code of a procedure, or no name
    """
    policies.must_design(by)
    check_code(code, name, is_taken=base_on(code, local_day(at)) is not None)
    row = Proposal(code=code, kind=Kind.CHANGE.value, source=Source.NOTHING.value)
    steps.start(row, skeleton(code, name, local_day(at)), by=by, at=at)
    return row.id


@transaction.atomic(durable=True)
def start_from_files(
    *, files: Mapping[str, bytes], origin: Origin, by: Actor, at: datetime
) -> UUID:
    """Begin from a package somebody brought; whose signature it bears is kept with it.

    :raises NotAllowed: not a procedure administrator
    :raises PackageErrors: something is wrong with it; nothing was written
    """
    policies.must_design(by)
    return steps.start_from(files, origin, by=by, at=at)
