"""Groups of procedures that are filed together: how they come in."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

import msgspec
from django.db import transaction

from motcua.foundation import journal
from motcua.kernel.actors import Actor
from motcua.modules.catalogue.policies import must_design

from .. import events, joined
from ..models import Group
from ..rules import read_group
from ..rules.group import FILE


@transaction.atomic(durable=True)
def adopt_group(*, files: Mapping[str, bytes], by: Actor, at: datetime) -> UUID:
    """Bring a group in and let people file it. The same content again changes nothing.

    :raises NotAllowed: only procedure administrators and the system may
    :raises PackageErrors: something is wrong with it, or it does not fit the procedures in force
    :raises NotFound: a member's procedure is not offered here
    """
    must_design(by)
    group = read_group(files)
    known = Group.objects.filter(digest=group.digest).first()
    if known is not None and known.is_current:
        return known.id
    joined.merge_now(group)
    Group.objects.select_for_update().filter(code=group.code, is_current=True).update(
        is_current=False
    )
    if known is None:
        known = Group.objects.create(
            code=group.code,
            digest=group.digest,
            content=msgspec.json.decode(group.canonical),
            source=files[FILE].decode(),
            is_current=True,
            adopted_at=at,
            adopted_by=by.id,
        )
    else:
        Group.objects.filter(id=known.id).update(is_current=True)
    adopted = events.GroupAdopted(known.id, group.code, group.digest, at)
    journal.record(adopted, by=by, subject=("group", group.code))
    return known.id
