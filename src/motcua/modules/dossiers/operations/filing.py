"""The moment an application becomes a dossier: exactly once, or not at all."""

import secrets
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from motcua.foundation import journal, rows
from motcua.kernel.actors import SYSTEM, Actor, Role
from motcua.kernel.errors import AlreadyDone, NotAllowed
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.catalogue.rules.fees import ChargeLine, When, charges_for
from motcua.modules.catalogue.rules.owners import owner_of
from motcua.modules.payments import steps as payments

from .. import answering, carrying, content, events, steps
from ..models import Dossier, Filing
from ..rules import Act, Facts, State, next_state
from .drafting import _new

_SYSTEM = frozenset({Role.SYSTEM})
_COMPLETED_LATER = frozenset({State.INTAKE_SUPPLEMENT, State.PROCESS_SUPPLEMENT})
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


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
    answers = content.unseal_answers(steps.take_draft(dossier))
    return _file(dossier, answers, key=key, roles=roles, by=by, at=at)


@transaction.atomic(durable=True)
def file_at_once(
    *, procedure: str, agency: str, answers: Mapping[str, object], key: str,
    by: Actor, at: datetime,
) -> str:  # fmt: skip
    """Start and file in one step, for other systems and tests. Returns the submission number.

    :raises AlreadyDone: the same person filed under this key; params: submission_number
    :raises Incomplete: answers are missing or wrong
    """
    if by.person is None:
        raise NotAllowed("only a person applies", act=Act.FILE)
    if before := Filing.objects.filter(submitter=by.person, key=key).first():
        raise AlreadyDone("filed before", submission_number=before.dossier.submission_number)
    revision = catalogue.revision(catalogue.public_procedure(procedure).revision)
    dossier = _new(revision, agency=agency, channel="online", by=by, at=at)
    dossier.save(force_insert=True)
    roles = steps.roles_of(by, dossier)
    return _file(dossier, dict(answers), key=key, roles=roles, by=by, at=at)


def _file(
    dossier: Dossier, answers: content.Answers, *, key: str, roles: frozenset[Role],
    by: Actor, at: datetime,
) -> str:  # fmt: skip
    revision = catalogue.revision(dossier.revision_id)
    filed, problems = answering.judged(revision.form, answers, at=at)
    after = steps.decide(dossier, Act.FILE, roles=roles, facts=Facts(problems=problems))
    digest = content.digest({"revision": revision.digest, "answers": filed})
    filing = Filing(
        dossier_id=dossier.id,
        answers=content.seal(filed),
        digest=digest,
        key=key,
        submitter=dossier.submitter,
        filed_at=at,
    )
    number = _submission_number(at)
    lines = _owed_at_filing(dossier, revision, filed)
    # Where a fee is owed first, the counter's time to answer begins when it is paid.
    answer_by = None if lines else steps.answer_limit(dossier, at=at)
    moved = steps.turn(
        dossier, Act.FILE, after, by=by, at=at,
        submission_number=number, filed_at=at, answer_by=answer_by,
    )  # fmt: skip
    files = content.files_in(filed)
    opened = events.DossierFiled(
        dossier=dossier.id,
        submission_number=number,
        procedure=dossier.procedure,
        revision=dossier.revision_id,
        agency=dossier.agency,
        channel=dossier.channel,
        digest=digest,
        files=len(files),
        at=at,
    )
    told = [moved.fact, journal.Fact(opened, by.id, steps.subject(dossier))]
    try:
        with rows.together():
            rows.insert(filing)
            if lines:
                told += _charge(dossier, lines, by=by, at=at)
            rows.update(dossier, moved.fields)
            steps.hold_files(dossier, files, at=at)
            journal.record_all(told)
    except IntegrityError as twice:
        if rows.broken(twice) != "one_filing_per_key":
            raise
        raise AlreadyDone("this key was used for another filing") from twice
    return number


def _owner(dossier: Dossier, revision: catalogue.Revision, filed: content.Answers) -> str:
    """The name the dossier goes by: whose it is (chủ hồ sơ), who need not be who files."""
    owner = owner_of(revision.owners, answering.facts(dossier, filed))
    return str(owner["full_name"] if owner else content.unseal(dossier.applicant_name))


def _owed_at_filing(
    dossier: Dossier, revision: catalogue.Revision, filed: content.Answers
) -> list[ChargeLine]:
    """The lines of the fee; none where it is free."""
    facts = answering.facts(dossier, filed)
    lines = [line for line in charges_for(revision.fees, facts) if line.when is When.AT_FILING]
    return lines if any(line.amount for line in lines) else []


def _charge(
    dossier: Dossier, lines: list[ChargeLine], *, by: Actor, at: datetime
) -> list[journal.Fact]:
    """Ask for the fee, and move on to waiting for it. Returns the facts to be recorded."""
    subject = steps.subject(dossier)
    owed = payments.charge(
        subject=subject,
        payer=f"person:{dossier.submitter}",
        agency=dossier.agency,
        lines=lines,
        at=at,
        label=dossier.submission_number or "",
    )
    after = next_state(State(dossier.state), Act.ASK_PAYMENT_AT_INTAKE, by=_SYSTEM)
    waits = steps.turn(dossier, Act.ASK_PAYMENT_AT_INTAKE, after, by=SYSTEM, at=at)
    return [journal.Fact(owed.fact, by.id, subject), waits.fact]


def _submission_number(at: datetime) -> str:
    """`N261117-7K3MQ2XD`: the day and forty random bits, so that nobody can guess the next."""
    return f"N{at:%y%m%d}-" + "".join(secrets.choice(_ALPHABET) for _ in range(8))
