"""Before filing: start, save on every page, discard."""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.foundation import journal
from motcua.kernel.actors import Actor, Role
from motcua.kernel.errors import Invalid, NotAllowed, WrongMoment
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.forms.rules import Sources, provenance
from motcua.modules.mandates import steps as mandates

from .. import carrying, content, events, lodging, standing, steps, tracing
from ..models import Dossier, Draft
from ..rules import State


@transaction.atomic(durable=True)
def start_draft(
    *, procedure: str, agency: str, channel: str = "online", language: str = "vi",
    mandate: UUID | None = None, by: Actor, at: datetime,
) -> UUID:  # fmt: skip
    """Begin an application at an agency that decides this procedure. Returns the dossier's id.

    `mandate`: begun for whoever gave it, who has it in their own account too.

    :raises MandateNotLive: not the actor's, not in force this day, or it covers other procedures
    :raises NotAllowed: only a signed-in person applies
    :raises NotFound: no such procedure or agency
    :raises ForReadingOnly: the procedure is published for information; it is not filed here
    :raises Invalid: the agency does not decide it, or it is not offered on this channel
    """
    if by.person is None:
        raise NotAllowed("only a person applies", act="file")
    card = catalogue.public_procedure(procedure)
    revision = catalogue.revision(card.revision)
    me = UUID(by.person)
    person = mandates.hold(mandate, procedure=procedure, by=by) if mandate else me
    dossier = lodging.new_dossier(
        revision, agency=agency, channel=channel, person=person, at=at,
        hands=lodging.Hands(submitter=me, mandate=mandate),
    )  # fmt: skip
    dossier.language = language
    dossier.save(force_insert=True)
    Draft.objects.create(dossier=dossier, answers=content.seal({}), saved_at=at)
    journal.record(
        events.DraftStarted(dossier.id, procedure, dossier.revision_id, agency, at),
        by=by,
        subject=steps.subject(dossier),
        on_behalf_of=standing.on_behalf_of(dossier, by),
    )
    return dossier.id


@transaction.atomic(durable=True)
def save_answers(
    *, dossier_id: UUID, answers: Mapping[str, object], sources: Sources | None = None,
    confirms: Collection[str] = (), by: Actor, at: datetime,
) -> None:  # fmt: skip
    """Keep what was typed on a page beside what is there already; nothing is checked here.

    Also while a supplement is being made: the original stays as it is. None removes an answer.
    `sources` says where answers come from that the actor did not type; what differs from what
    stood there before, and has no source, the actor typed. `confirms`: answers that were filled in
    and that the actor says are right.

    :raises NotFound: not the actor's draft
    :raises WrongMoment: it was filed already
    """
    dossier = _mine(dossier_id, by=by, states=_WRITABLE, asked=True)
    draft = Draft.objects.get(dossier=dossier)
    before = content.unseal_answers(draft.answers)
    kept = {key: value for key, value in {**before, **answers}.items() if value is not None}
    typed = tracing.typed(dossier, by=by, at=at)
    known = provenance.traced(
        before, kept, tracing.known(dossier, draft), given=sources or {}, typed=typed
    )
    known = provenance.confirmed(known, frozenset(confirms), by=typed)
    draft.answers, draft.saved_at = content.seal(kept), at
    draft.sources = content.seal_sources(known)
    # That the form changed under it was told when the page was shown.
    draft.begun_on = None
    draft.save(update_fields=["answers", "sources", "saved_at", "begun_on"])
    steps.hold_files(dossier, content.files_in(kept), at=at)


@transaction.atomic(durable=True)
def choose_delivery(*, dossier_id: UUID, method: str, by: Actor, at: datetime) -> None:
    """How the result is to be returned: ONLINE, AT_SUBMISSION_PLACE or AT_HOME.

    :raises Invalid: the procedure does not offer it
    """
    dossier = _my_draft(dossier_id, by=by)
    offered = [str(way) for way in catalogue.revision(dossier.revision_id).returning]
    if method not in offered:
        raise Invalid("this way of returning is not offered", field="return_method")
    dossier.return_method = method
    dossier.save(update_fields=["return_method"])
    Draft.objects.filter(dossier=dossier).update(saved_at=at)


@transaction.atomic(durable=True)
def discard_draft(*, dossier_id: UUID, by: Actor, at: datetime) -> None:
    """The applicant throws the draft away; nothing of it stays but the fact that it began.

    :raises NotFound: not the actor's draft
    :raises WrongMoment: it was filed already
    """
    del at
    _my_draft(dossier_id, by=by).delete()


_WRITABLE = frozenset({State.DRAFT, State.INTAKE_SUPPLEMENT, State.PROCESS_SUPPLEMENT})


def _my_draft(dossier_id: UUID, *, by: Actor) -> Dossier:
    return _mine(dossier_id, by=by, states=frozenset({State.DRAFT}))


def _mine(dossier_id: UUID, *, by: Actor, states: frozenset[State], asked: bool = False) -> Dossier:
    """`asked`: also one whose applicant is asked something since the procedure changed."""
    dossier, roles = steps.lock_for(dossier_id, by=by)
    if Role.APPLICANT not in roles:
        raise NotAllowed("only the applicant changes a draft", act="file")
    if State(dossier.state) not in states and not (asked and carrying.waits(dossier)):
        raise WrongMoment("filed already", act="file", state=dossier.state)
    return dossier
