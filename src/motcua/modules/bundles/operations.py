"""The only ways joined procedures change; each is one transaction and takes `by` and `at`."""

import secrets
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

import msgspec
from django.db import IntegrityError, transaction

from motcua.foundation import journal, plugs, rows
from motcua.foundation.identifiers import new_id
from motcua.kernel.actors import Actor
from motcua.kernel.errors import AlreadyDone, NotAllowed, WrongMoment
from motcua.modules.catalogue.policies import must_design
from motcua.modules.dossiers import answering, content
from motcua.modules.dossiers.proven import Proven
from motcua.modules.dossiers.rules import Missing
from motcua.modules.dossiers.steps import Incomplete
from motcua.modules.forms import rules as forms

from . import events, joined, placing, steps
from .models import Bundle, Group, Part
from .rules import read_group
from .rules.group import FILE

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


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


@transaction.atomic(durable=True)
def start_bundle(*, group: str, place: str, language: str = "vi", by: Actor, at: datetime) -> UUID:
    """Begin one application for all members, at the agencies of this place. Returns its id.

    :raises NotAllowed: only a signed-in person applies
    :raises NotFound: no such group, or the procedures in force do not fit it
    :raises Invalid: nobody decides one of the members there
    """
    if by.person is None:
        raise NotAllowed("only a person applies", act="file")
    row = joined.current(group)
    revisions = joined.fitting_revisions(row)
    bundle = Bundle.objects.create(
        id=new_id(),
        group_id=row,
        submitter=by.person,
        place=place,
        language=language,
        revisions={member: str(key) for member, key in revisions.items()},
        agencies=placing.agencies_at(place, revisions),
        answers=content.seal({}),
        started_at=at,
        saved_at=at,
    )
    journal.record(
        events.BundleStarted(bundle.id, row, place, at), by=by, subject=steps.subject(bundle)
    )
    return bundle.id


@transaction.atomic(durable=True)
def save_answers(
    *, bundle_id: UUID, answers: Mapping[str, object], by: Actor, at: datetime
) -> None:
    """Keep what was typed beside what is there already; nothing is checked. None removes an answer.

    :raises NotFound: not the actor's bundle
    :raises WrongMoment: it was filed already
    """
    bundle = _draft(bundle_id, by=by)
    kept = {**content.unseal_answers(bundle.answers), **answers}
    after = {key: value for key, value in kept.items() if value is not None}
    bundle.answers, bundle.saved_at = content.seal(after), at
    bundle.save(update_fields=["answers", "saved_at"])
    steps.hold_files(bundle, content.files_in(after))


@transaction.atomic(durable=True)
def discard_bundle(*, bundle_id: UUID, by: Actor, at: datetime) -> None:
    """The applicant throws the draft away.

    :raises NotFound: not the actor's bundle
    :raises WrongMoment: it was filed already
    """
    del at
    _draft(bundle_id, by=by).delete()


@transaction.atomic(durable=True)
def file_bundle(*, bundle_id: UUID, key: str, by: Actor, at: datetime) -> str:
    """File all of it, once: what needs nothing becomes a dossier now, the rest waits its turn.

    Returns the number of the bundle. All of it is stored, or nothing.

    :raises NotFound: not the actor's bundle
    :raises AlreadyDone: it was filed before, or another under this key; params: number
    :raises Incomplete: answers are missing or wrong
    """
    bundle = steps.lock_mine(bundle_id, by=by)
    if bundle.filed_at is not None:
        raise AlreadyDone("filed before", number=bundle.number)
    merged = joined.form_of(bundle)
    counted, wrong = forms.judge(
        merged.form,
        content.unseal_answers(bundle.answers),
        today=answering.today(at),
        places=plugs.get(forms.PlaceNames),
        proofs=Proven(frozenset({bundle.submitter}), at),
    )
    if wrong:
        raise Incomplete([Missing("answers-incomplete", {"count": len(wrong)})])
    bundle.number, bundle.filed_at, bundle.saved_at, bundle.key = _number(at), at, at, key
    bundle.answers = content.seal(counted)
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


def _draft(bundle_id: UUID, *, by: Actor) -> Bundle:
    bundle = steps.lock_mine(bundle_id, by=by)
    if bundle.filed_at is not None:
        raise WrongMoment("filed already", act="file")
    return bundle


def _number(at: datetime) -> str:
    """`L261117-7K3MQ2XD`: as a submission number, for several dossiers (liên thông)."""
    day = answering.today(at)
    return f"L{day:%y%m%d}-" + "".join(secrets.choice(_ALPHABET) for _ in range(8))
