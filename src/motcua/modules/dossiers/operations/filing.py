"""The moment an application becomes a dossier: exactly once, or not at all."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.kernel.actors import Actor
from motcua.kernel.errors import AlreadyDone, Invalid, NotAllowed
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.catalogue.rules.owners import owner_of
from motcua.modules.forms.rules import Sources

from .. import answering, carrying, content, lodging, steps
from ..models import Dossier, Filing
from ..rules import Act, State

_COMPLETED_LATER = frozenset({State.INTAKE_SUPPLEMENT, State.PROCESS_SUPPLEMENT})


@transaction.atomic(durable=True)
def file(*, dossier_id: UUID, key: str, by: Actor, at: datetime) -> str:
    """File the draft as it stands. Returns the submission number.

    `key` makes the act repeatable: the same key again is `AlreadyDone`, with the number.

    :raises NotFound: not the actor's draft
    :raises AlreadyDone: it was filed before; params: submission_number, awaits_supplement,
        awaits_answers
    :raises Incomplete: answers are missing or wrong
    """
    dossier, roles = steps.lock_for(dossier_id, by=by)
    if dossier.state != State.DRAFT:
        raise AlreadyDone(
            "filed before",
            submission_number=dossier.submission_number,
            awaits_supplement=dossier.state in _COMPLETED_LATER,
            awaits_answers=carrying.waits(dossier),
        )
    answers, sources = steps.take_draft(dossier)
    return lodging.file(
        dossier, content.unseal_answers(answers), content.unseal_sources(sources),
        key=key, roles=roles, by=by, at=at,
    )  # fmt: skip


@transaction.atomic(durable=True)
def file_at_once(  # noqa: PLR0913 -- all that a filing is
    *, procedure: str, agency: str, answers: Mapping[str, object], key: str,
    sources: Sources | None = None, return_method: str = "", language: str = "vi",
    by: Actor, at: datetime,
) -> str:  # fmt: skip
    """Start and file in one step, for other systems and tests. Returns the submission number.

    What has no source in `sources`, the actor typed. Without `return_method`, the result is
    returned in the first way that is offered.

    :raises AlreadyDone: the same person filed under this key; params: submission_number
    :raises Incomplete: answers are missing or wrong
    :raises Invalid: the agency does not decide it, or does not return results in this way
    """
    if by.person is None:
        raise NotAllowed("only a person applies", act=Act.FILE)
    if before := Filing.objects.filter(submitter=by.person, key=key).first():
        raise AlreadyDone("filed before", submission_number=before.dossier.submission_number)
    revision = catalogue.revision(catalogue.public_procedure(procedure).revision)
    dossier = lodging.new_dossier(
        revision, agency=agency, channel="online", person=UUID(by.person), at=at
    )
    dossier.language = language
    if return_method:
        if return_method not in {str(way) for way in revision.returning}:
            raise Invalid("this way of returning is not offered", field="return_method")
        dossier.return_method = return_method
    dossier.save(force_insert=True)
    roles = steps.roles_of(by, dossier)
    return lodging.file(dossier, dict(answers), sources or {}, key=key, roles=roles, by=by, at=at)


def _owner(dossier: Dossier, revision: catalogue.Revision, filed: content.Answers) -> str:
    """The name the dossier goes by: whose it is (chủ hồ sơ), who need not be who files."""
    owner = owner_of(revision.owners, answering.facts(dossier, filed))
    return str(owner["full_name"] if owner else content.unseal(dossier.applicant_name))
