"""All of it is filed in one transaction; what waits for a result goes on by itself."""

import secrets
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from motcua.foundation import journal, plugs, rows
from motcua.kernel.actors import Actor
from motcua.kernel.errors import AlreadyDone
from motcua.modules.dossiers import answering, content
from motcua.modules.dossiers.proven import Proven
from motcua.modules.dossiers.rules import Missing
from motcua.modules.dossiers.steps import Incomplete
from motcua.modules.forms import rules as forms
from motcua.modules.forms.rules import Origin, Source, provenance

from .. import events, joined, steps
from ..models import Part

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


@transaction.atomic(durable=True)
def file_bundle(*, bundle_id: UUID, key: str, by: Actor, at: datetime) -> str:
    """File all of it, once: what needs nothing becomes a dossier now, the rest waits its turn.

    Returns the number of the bundle. All of it is stored, or nothing.

    :raises NotFound: not the actor's bundle
    :raises AlreadyDone: it was filed before, or another under this key; params: number
    :raises Incomplete: answers are missing or wrong
    :raises PagesUncounted: a file's pages are limited, and nobody has counted them yet
    """
    bundle = steps.lock_mine(bundle_id, by=by)
    if bundle.filed_at is not None:
        raise AlreadyDone("filed before", number=bundle.number)
    merged = joined.form_of(bundle)
    answers = content.unseal_answers(bundle.answers)
    files = answering.standing_of(answers, owner=bundle.submitter, at=at)
    counted, wrong = forms.judge(
        merged.form,
        answers,
        today=answering.today(at),
        places=plugs.get(forms.PlaceNames),
        proofs=Proven(frozenset({bundle.submitter}), at),
        files=files,
    )
    if wrong:
        raise Incomplete([Missing("answers-incomplete", {"count": len(wrong)})])
    answering.must_be_counted(merged.form, counted, files)
    bundle.number, bundle.filed_at, bundle.saved_at, bundle.key = _number(at), at, at, key
    typed = Source(Origin.TYPED, at)
    sources = provenance.of_filed(
        merged.form, counted, content.unseal_sources(bundle.sources), typed=typed
    )
    bundle.answers, bundle.sources = content.seal(counted), content.seal_sources(sources)
    # What only a draft has: nothing half typed is kept for good.
    bundle.tabs = bundle.unread = bundle.expires_at = bundle.warned_at = None
    bundle.digest = content.digest({"group": merged.group.digest, "answers": counted})
    try:
        with transaction.atomic():
            bundle.save()
    except IntegrityError as twice:
        if rows.broken(twice) != "one_bundle_per_key":
            raise
        raise AlreadyDone("this key was used for another filing") from twice
    for position, member in enumerate(merged.group.members, start=1):
        Part.objects.create(
            bundle=bundle,
            member=member.key,
            position=position,
            procedure=member.procedure,
            agency=bundle.agencies[member.key],
            changed_at=at,
        )
    journal.record(
        events.BundleFiled(
            bundle.id, bundle.number, bundle.group_id, bundle.digest, len(merged.group.members), at
        ),
        by=by,
        subject=steps.subject(bundle),
    )
    steps.start_first(bundle, by=by, at=at)
    return bundle.number


@transaction.atomic(durable=True)
def carry_on(*, bundle_id: UUID, by: Actor, at: datetime) -> None:
    """A dossier of the bundle has ended: file what waited for it, or tell that it cannot be.

    :raises NotFound: no such bundle
    """
    steps.carry_on(steps.lock(bundle_id), by=by, at=at)


def _number(at: datetime) -> str:
    """`L261117-7K3MQ2XD`: as a submission number, for several dossiers (liên thông)."""
    day = answering.today(at)
    return f"L{day:%y%m%d}-" + "".join(secrets.choice(_ALPHABET) for _ in range(8))
