"""Before filing: begin once, keep every answer as it is given, keep longer, discard."""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from motcua.foundation import journal, rows
from motcua.foundation.identifiers import new_id
from motcua.kernel.actors import SYSTEM, Actor
from motcua.kernel.errors import NotAllowed
from motcua.modules.dossiers import answering, citing, content
from motcua.modules.dossiers.rules.expiring import expires_at
from motcua.modules.dossiers.rules.merging import Seen
from motcua.modules.dossiers.rules.writing import UNSEEN, Saved, Sent, write
from motcua.modules.forms.rules import Origin, Source, Sources, Typed

from .. import events, joined, placing, steps
from ..models import Bundle


@transaction.atomic(durable=True)
def start_bundle(
    *, group: str, place: str, language: str = "vi", key: str | None = None, by: Actor,
    at: datetime,
) -> UUID:  # fmt: skip
    """Begin one application for all members, at the agencies of this place. Returns its id.

    `key` makes the act repeatable: while the draft is there, the same key of the same actor leads
    to it again.

    :raises NotAllowed: only a signed-in person applies
    :raises NotFound: no such group, or the procedures in force do not fit it
    :raises Invalid: nobody decides one of the members there
    """
    if by.person is None:
        raise NotAllowed("only a person applies", act="file")
    if key is not None and (before := _begun(by.person, key)) is not None:
        return before
    row = joined.current(group)
    revisions = joined.fitting_revisions(row)
    bundle = Bundle(
        id=new_id(),
        group_id=row,
        submitter=by.person,
        place=place,
        language=language,
        revisions={member: str(revision) for member, revision in revisions.items()},
        agencies=placing.agencies_at(place, revisions),
        answers=content.seal({}),
        begun_with=key,
        started_at=at,
        saved_at=at,
        expires_at=expires_at(at, answering.today(at)),
    )
    try:
        with transaction.atomic():
            bundle.save(force_insert=True)
    except IntegrityError as twice:
        # The second click of a double one, in the very same moment.
        is_twice = key is not None and rows.broken(twice) == "a_key_begins_a_bundle"
        first = _begun(by.person, key) if is_twice and key else None
        if first is None:
            raise
        return first
    journal.record(
        events.BundleStarted(bundle.id, row, place, at), by=by, subject=steps.subject(bundle)
    )
    return bundle.id


def _begun(person: str, key: str) -> UUID | None:
    found = Bundle.objects.filter(submitter=person, begun_with=key)
    return found.values_list("id", flat=True).first()


@transaction.atomic(durable=True)
def save_answers(  # noqa: PLR0913 -- all that a page knows
    *, bundle_id: UUID, answers: Mapping[str, object], sources: Sources | None = None,
    confirms: Collection[str] = (), seen: Seen = UNSEEN, unread: Mapping[str, Typed] | None = None,
    by: Actor, at: datetime,
) -> Saved:  # fmt: skip
    """Keep what was typed beside what is there already, as in any draft; nothing is checked.

    What each argument means is told at `dossiers.operations.save_answers`.

    :raises NotFound: not the actor's bundle
    :raises WrongMoment: it was filed already
    """
    bundle = steps.lock_draft(bundle_id, by=by)
    answers = citing.true_only(answers, applicant=bundle.submitter)
    written = write(
        content.sheet(bundle), Sent(answers, sources or {}, confirms, seen, unread or {}),
        by=by.id, typed=Source(Origin.TYPED, at),
    )  # fmt: skip
    if written.is_new:
        content.put_sheet(bundle, written.sheet)
        steps.keep_longer(bundle, at=at)
        bundle.save(update_fields=[*content.SHEET, "saved_at", "expires_at", "warned_at"])
        held = content.files_in(written.sheet.answers)
        steps.hold_files(bundle, [*held, *content.proofs_in(written.sheet.sources)])
    return written.saved


@transaction.atomic(durable=True)
def keep_bundle(*, bundle_id: UUID, by: Actor, at: datetime) -> None:
    """The applicant wants to go on later: its time begins anew.

    :raises NotFound: not the actor's bundle
    :raises WrongMoment: it was filed already
    """
    bundle = steps.lock_draft(bundle_id, by=by)
    steps.keep_longer(bundle, at=at)
    bundle.save(update_fields=["saved_at", "expires_at", "warned_at"])


@transaction.atomic(durable=True)
def discard_bundle(*, bundle_id: UUID, by: Actor, at: datetime) -> None:
    """The applicant throws the draft away.

    :raises NotFound: not the actor's bundle
    :raises WrongMoment: it was filed already
    """
    del at
    steps.lock_draft(bundle_id, by=by).delete()


@transaction.atomic(durable=True)
def erase_drafts_of(*, person: UUID, by: Actor, at: datetime) -> int:
    """Throw away all bundles that a person who is erased writes and has not filed. How many.

    :raises NotAllowed: only the machinery does
    """
    del at
    if by != SYSTEM:
        raise NotAllowed("only the system erases people")
    theirs = Bundle.objects.filter(submitter=person, filed_at=None)
    gone = theirs.count()
    theirs.delete()
    return gone
