"""Writes that are part of an operation's transaction. The only place that writes a part's state."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.foundation import files, journal, keys, sealing
from motcua.kernel.actors import SYSTEM, Actor
from motcua.kernel.errors import NotFound, WrongMoment
from motcua.modules.dossiers import answering, lodging
from motcua.modules.dossiers import queries as dossiers
from motcua.modules.dossiers.content import Answers, unseal_answers, unseal_sources
from motcua.modules.dossiers.rules.expiring import expires_at
from motcua.modules.dossiers.steps import Incomplete
from motcua.modules.forms.rules import Hand, Origin, Source, Sources
from motcua.modules.results import queries as results

from . import events, joined, standing
from .models import Bundle, HeldFile, Part
from .rules import PaperOfMember, PartState, next_of

SUBJECT = "bundle"
DOSSIER = "dossier"


def subject(bundle: Bundle) -> tuple[str, str]:
    return (SUBJECT, str(bundle.id))


def lock(bundle_id: UUID) -> Bundle:
    """:raises NotFound: no such bundle"""
    found = Bundle.objects.select_for_update().filter(id=bundle_id).first()
    if found is None:
        raise NotFound("no such bundle")
    return found


def lock_mine(bundle_id: UUID, *, by: Actor) -> Bundle:
    """:raises NotFound: no such bundle of this person"""
    found = lock(bundle_id)
    if by.person is None or str(found.submitter) != by.person:
        raise NotFound("no such bundle")
    return found


def lock_draft(bundle_id: UUID, *, by: Actor) -> Bundle:
    """:raises NotFound: no such bundle of this person

    :raises WrongMoment: it was filed already
    """
    found = lock_mine(bundle_id, by=by)
    if found.filed_at is not None:
        raise WrongMoment("filed already", act="file")
    return found


def keep_longer(draft: Bundle, *, at: datetime) -> None:
    """Somebody goes on with it: its time begins anew. Whoever calls saves it."""
    draft.saved_at, draft.warned_at = at, None
    draft.expires_at = expires_at(at, answering.today(at))


def start_first(bundle: Bundle, *, by: Actor, at: datetime) -> None:
    """File what needs nothing of the others.

    :raises Incomplete: a member's own form finds something missing or wrong; nothing is kept then
    """
    answers = unseal_answers(bundle.answers)
    group = joined.group_of(bundle.group_id)
    for part in bundle.parts.order_by("position"):
        if not group.member(part.member).needs:
            start(bundle, part, answers, by=by, at=at)


def carry_on(bundle: Bundle, *, by: Actor, at: datetime) -> None:
    """File every part that can be filed now, and block those that never will; again is nothing.

    What starts is open, so nothing that waits for it changes in the same turn; what is blocked
    blocks those below it at once.
    """
    group = joined.group_of(bundle.group_id)
    answers = unseal_answers(bundle.answers)
    parts = {part.member: part for part in bundle.parts.all()}
    states = {key: PartState(part.state) for key, part in parts.items()}
    for member, state in next_of(group, states, standing.endings_of(parts)).items():
        if state is PartState.BLOCKED:
            block(bundle, parts[member], "needed", by=by, at=at)
            continue
        try:
            with transaction.atomic():
                start(bundle, parts[member], answers, by=by, at=at)
        except Incomplete:
            block(bundle, parts[member], "answers", by=by, at=at)


def hold_files(bundle: Bundle, keys: list[str]) -> None:
    """The draft names these files and no others."""
    bundle.files.exclude(file__in=keys).delete()
    held = [HeldFile(bundle=bundle, file_id=key) for key in keys]
    HeldFile.objects.bulk_create(held, ignore_conflicts=True)


@files.claimed_by("bundles.held")
def _held(digests: list[str]) -> list[str]:
    """Those that some bundle names: the store of who gave them leaves them alone."""
    return list(HeldFile.objects.filter(file__in=digests).values_list("file_id", flat=True))


@sealing.held_by_people("bundles.HeldFile")
def _holders(digest: str) -> list[str]:
    """Whose bundles name a file."""
    rows = HeldFile.objects.filter(file=digest).values_list("bundle__submitter", flat=True)
    return [keys.person(each) for each in rows]


def start(bundle: Bundle, part: Part, answers: Answers, *, by: Actor, at: datetime) -> None:
    """File the member's dossier with its share of the answers and what others produced for it.

    :raises Incomplete: its own form finds something missing or wrong
    """
    merged = joined.form_of(bundle)
    needs = merged.group.member(part.member).needs
    rows = bundle.parts.filter(member__in=needs, dossier__isnull=False)
    given = {row.member: _issued(row.dossier, at=at) for row in rows if row.dossier}
    mine = merged.answers_of(
        part.member,
        answers,
        results={member: each.values for member, each in given.items()},
        papers={member: each.paper for member, each in given.items()},
    )
    sources = merged.sources_of(
        part.member,
        answers,
        _sources(bundle, answers, at=at),
        given=Source(Origin.TYPED, bundle.filed_at or at, hand=Hand.NOBODY),
        told={member: each.source for member, each in given.items()},
    )
    lodged = lodging.lodge(
        revision=UUID(bundle.revisions[part.member]),
        agency=part.agency,
        person=bundle.submitter,
        answers=mine,
        key=f"bundle:{bundle.id}:{part.member}",
        language=bundle.language,
        sources=sources,
        by=by,
        at=at,
    )
    part.state, part.dossier, part.changed_at = PartState.STARTED, lodged.dossier, at
    part.save(update_fields=["state", "dossier", "changed_at"])
    journal.record(
        events.PartStarted(bundle.id, part.member, lodged.dossier, at),
        by=by,
        subject=subject(bundle),
    )


def block(bundle: Bundle, part: Part, because: str, *, by: Actor, at: datetime) -> None:
    part.state, part.because, part.changed_at = PartState.BLOCKED, because, at
    part.save(update_fields=["state", "because", "changed_at"])
    journal.record(
        events.PartBlocked(bundle.id, part.member, because, at), by=by, subject=subject(bundle)
    )


def _sources(bundle: Bundle, answers: Answers, *, at: datetime) -> Sources:
    """Where the joined answers come from; what nothing was kept of, the applicant typed."""
    typed = Source(Origin.TYPED, bundle.filed_at or at)
    return {**dict.fromkeys(answers, typed), **unseal_sources(bundle.sources)}


@dataclass(frozen=True, slots=True)
class _Issued:
    """What a part has produced, as the next agency receives it, and where it is from."""

    values: Mapping[str, object]
    paper: PaperOfMember
    source: Source


def _issued(dossier: UUID, *, at: datetime) -> _Issued:
    found = results.result_of((DOSSIER, str(dossier)), by=SYSTEM)
    assert found is not None, "a granted part has a result"
    paper = results.result_file(found.id, by=SYSTEM)
    number = dossiers.several([dossier], by=SYSTEM)[dossier].number
    return _Issued(
        results.draft_of(found.id, by=SYSTEM).values,
        PaperOfMember(paper.sha256, paper.name, len(paper.content), "application/pdf"),
        Source(Origin.DOSSIER, at, number, found.issued_on, str(dossier), hand=Hand.NOBODY),
    )
