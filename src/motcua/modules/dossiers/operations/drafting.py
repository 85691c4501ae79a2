"""Before filing: start, say how the result is to come, keep longer, discard."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from motcua.foundation import journal, rows
from motcua.kernel.actors import Actor, Role
from motcua.kernel.errors import Invalid, NotAllowed, WrongMoment
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.mandates import steps as mandates

from .. import answering, content, events, helping, lodging, standing, steps
from ..models import Dossier, Draft
from ..rules import State
from ..rules.expiring import expires_at


@transaction.atomic(durable=True)
def start_draft(  # noqa: PLR0913 -- all that a draft begins with
    *, procedure: str, agency: str, channel: str = "online", language: str = "vi",
    mandate: UUID | None = None, key: str | None = None, by: Actor, at: datetime,
) -> UUID:  # fmt: skip
    """Begin an application at an agency that decides this procedure. Returns the dossier's id.

    `mandate`: begun for whoever gave it, who has it in their own account too. `key` makes the act
    repeatable: while the draft is there, the same key of the same actor leads to it again.

    :raises MandateNotLive: not the actor's, not in force this day, or it covers other procedures
    :raises NotAllowed: only a signed-in person applies
    :raises NotFound: no such procedure or agency
    :raises ForReadingOnly: the procedure is published for information; it is not filed here
    :raises Invalid: the agency does not decide it, or it is not offered on this channel
    """
    if by.person is None:
        raise NotAllowed("only a person applies", act="file")
    me = UUID(by.person)
    if key is not None and (before := _begun(me, key)) is not None:
        return before
    card = catalogue.public_procedure(procedure)
    revision = catalogue.revision(card.revision)
    person = mandates.hold(mandate, procedure=procedure, by=by) if mandate else me
    dossier = lodging.new_dossier(
        revision, agency=agency, channel=channel, person=person, at=at,
        hands=lodging.Hands(submitter=me, mandate=mandate),
    )  # fmt: skip
    dossier.language = language
    draft = Draft(
        dossier=dossier,
        answers=content.seal({}),
        saved_at=at,
        expires_at=expires_at(at, answering.today(at)),
        begun_by=me,
        begun_with=key,
    )
    try:
        with transaction.atomic():
            dossier.save(force_insert=True)
            draft.save(force_insert=True)
    except IntegrityError as twice:
        # The second click of a double one, in the very same moment.
        first = _begun(me, key) if rows.broken(twice) == "a_key_begins_a_draft" and key else None
        if first is None:
            raise
        return first
    journal.record(
        events.DraftStarted(dossier.id, procedure, dossier.revision_id, agency, at),
        by=by,
        subject=steps.subject(dossier),
        on_behalf_of=standing.on_behalf_of(dossier, by),
    )
    return dossier.id


def _begun(person: UUID, key: str) -> UUID | None:
    found = Draft.objects.filter(begun_by=person, begun_with=key)
    return found.values_list("dossier_id", flat=True).first()


@transaction.atomic(durable=True)
def choose_delivery(*, dossier_id: UUID, method: str, by: Actor, at: datetime) -> None:
    """How the result is to be returned: ONLINE, AT_SUBMISSION_PLACE or AT_HOME.

    :raises Invalid: the procedure does not offer it
    """
    dossier, _is_helper = helping.lock_to_write(dossier_id, by=by, at=at)
    _must_be_draft(dossier)
    offered = [str(way) for way in catalogue.revision(dossier.revision_id).returning]
    if method not in offered:
        raise Invalid("this way of returning is not offered", field="return_method")
    dossier.return_method = method
    dossier.save(update_fields=["return_method"])
    _kept_longer(dossier, at=at)


@transaction.atomic(durable=True)
def keep_draft(*, dossier_id: UUID, by: Actor, at: datetime) -> None:
    """Whoever writes it wants to go on later: its time begins anew.

    :raises NotFound: not the actor's draft
    :raises WrongMoment: it was filed already
    """
    _kept_longer(_my_draft(dossier_id, by=by), at=at)


@transaction.atomic(durable=True)
def discard_draft(*, dossier_id: UUID, by: Actor, at: datetime) -> None:
    """The applicant throws the draft away; nothing of it stays but the fact that it began.

    :raises NotFound: not the actor's draft
    :raises WrongMoment: it was filed already
    """
    del at
    _my_draft(dossier_id, by=by).delete()


def _my_draft(dossier_id: UUID, *, by: Actor) -> Dossier:
    dossier, roles = steps.lock_for(dossier_id, by=by)
    if Role.APPLICANT not in roles:
        raise NotAllowed("only the applicant changes a draft", act="file")
    _must_be_draft(dossier)
    return dossier


def _must_be_draft(dossier: Dossier) -> None:
    if State(dossier.state) is not State.DRAFT:
        raise WrongMoment("filed already", act="file", state=dossier.state)


def _kept_longer(dossier: Dossier, *, at: datetime) -> None:
    ends_at = expires_at(at, answering.today(at))
    Draft.objects.filter(dossier=dossier).update(saved_at=at, expires_at=ends_at, warned_at=None)
