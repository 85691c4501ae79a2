"""Officers and the posts they hold."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from motcua.foundation import journal
from motcua.kernel.actors import Actor
from motcua.kernel.errors import AlreadyDone, Invalid, NotAllowed, NotFound, WrongMoment

from .. import events, policies, rules, steps
from ..models import Agency, Officer, Posting


@transaction.atomic(durable=True)
def enlist_officer(*, officer: rules.OfficerFacts, by: Actor, at: datetime) -> UUID:
    """Open an officer's account; it gives no role until they are posted. Returns the id.

    :raises Invalid: a name, title, provider or subject is missing
    :raises NotAllowed: the actor administers no agency
    :raises AlreadyDone: the subject of this provider is an officer already
    """
    if not policies.may_administer_something(by):
        raise NotAllowed(f"{by.id} administers no agency")
    steps.refuse_faults(rules.officer_faults(officer))
    row = Officer(
        full_name=officer.full_name,
        title_vi=officer.title.vi,
        title_en=officer.title.en,
        provider=officer.provider,
        subject=officer.subject,
    )
    Officer.objects.bulk_create([row], ignore_conflicts=True)
    if not Officer.objects.filter(id=row.id).exists():
        raise AlreadyDone("an officer of this provider and subject")
    journal.record(
        events.OfficerEnlisted(officer=str(row.id), at=at), by=by, subject=("officer", str(row.id))
    )
    return row.id


@transaction.atomic(durable=True)
def post_officer(*, officer_id: UUID, posting: rules.PostingFacts, by: Actor, at: datetime) -> UUID:
    """Give an officer a role at an agency from a day. Returns the posting's id.

    :raises Invalid: the role is not a post, or the end is not after the start
    :raises NotFound: no such officer or agency
    :raises NotAllowed: the actor does not administer the agency
    :raises WrongMoment: the officer was dismissed
    :raises AlreadyDone: the officer holds that role there on some of those days
    """
    steps.refuse_stranger(by, posting.agency)
    steps.refuse_faults(rules.posting_faults(posting))
    officer = steps.locked_officer(officer_id)
    if not officer.is_active:
        raise WrongMoment(f"officer {officer_id} was dismissed")
    _refuse_overlap(officer_id, posting)
    row = Posting.objects.create(
        officer=officer,
        agency=Agency.objects.get(code=posting.agency),
        role=posting.role,
        valid_from=posting.valid_from,
        valid_to=posting.valid_to,
        legal_ref=posting.legal_ref,
    )
    journal.record(
        events.OfficerPosted(
            posting=str(row.id),
            officer=str(officer_id),
            agency=posting.agency,
            role=posting.role,
            valid_from=posting.valid_from,
            valid_to=posting.valid_to,
            legal_ref=posting.legal_ref,
            at=at,
        ),
        by=by,
        subject=("officer", str(officer_id)),
    )
    return row.id


def _refuse_overlap(officer_id: UUID, posting: rules.PostingFacts) -> None:
    held = Posting.objects.filter(
        officer_id=officer_id, agency__code=posting.agency, role=posting.role
    ).values_list("valid_from", "valid_to")
    for start, end in held:
        # A posting ended before it began held on no day.
        if start == end:
            continue
        if rules.overlap(rules.PostingFacts(posting.agency, posting.role, start, end), posting):
            raise AlreadyDone(f"{posting.role} at {posting.agency}")


@transaction.atomic(durable=True)
def end_posting(
    *, posting_id: UUID, ends_on: date, legal_ref: str, by: Actor, at: datetime
) -> None:
    """End a posting; it no longer holds on `ends_on`.

    :raises NotFound: no such posting
    :raises NotAllowed: the actor does not administer the agency
    :raises Invalid: the end is before the start
    :raises AlreadyDone: it ends on that day or earlier
    """
    row = Posting.objects.select_for_update(of=("self",)).filter(id=posting_id).first()
    if row is None:
        raise NotFound(f"posting {posting_id}")
    steps.refuse_stranger(by, Agency.objects.get(id=row.agency_id).code)
    if row.valid_to is not None and row.valid_to <= ends_on:
        raise AlreadyDone(f"posting {posting_id}")
    if ends_on < row.valid_from:
        raise Invalid("the end is before the start", ends_on="before-start")
    row.valid_to, row.end_legal_ref = ends_on, legal_ref
    row.save(update_fields=["valid_to", "end_legal_ref"])
    journal.record(
        events.PostingEnded(
            posting=str(row.id),
            officer=str(row.officer_id),
            ends_on=ends_on,
            legal_ref=legal_ref,
            at=at,
        ),
        by=by,
        subject=("officer", str(row.officer_id)),
    )


@transaction.atomic(durable=True)
def dismiss_officer(*, officer_id: UUID, legal_ref: str, by: Actor, at: datetime) -> None:
    """Close an officer's account at once, whatever posts are still open.

    :raises NotFound: no such officer
    :raises NotAllowed: the actor does not administer every agency of the officer's posts
    :raises AlreadyDone: the account is closed
    """
    row = steps.locked_officer(officer_id)
    posts = Posting.objects.filter(officer=row).values_list("agency__code", flat=True)
    for code in posts.distinct():
        steps.refuse_stranger(by, code)
    if not policies.may_administer_something(by):
        raise NotAllowed(f"{by.id} administers no agency")
    if not row.is_active:
        raise AlreadyDone(f"officer {officer_id}")
    row.is_active = False
    row.save(update_fields=["is_active"])
    journal.record(
        events.OfficerDismissed(officer=str(row.id), legal_ref=legal_ref, at=at),
        by=by,
        subject=("officer", str(row.id)),
    )


@transaction.atomic(durable=True)
def sign_in(*, provider: str, subject: str, by: Actor, at: datetime) -> UUID:
    """Note that an officer signed in. Returns the officer's id.

    :raises NotFound: no officer of that provider and subject, or the account is closed
    """
    found = Officer.objects.filter(provider=provider, subject=subject, is_active=True).first()
    if found is None:
        raise NotFound("no such officer")
    journal.record(
        events.OfficerSignedIn(officer=str(found.id), provider=provider, at=at),
        by=by,
        subject=("officer", str(found.id)),
    )
    return found.id
