"""How a dossier comes to be and is filed, as steps of somebody's transaction.

Operations of this module use them for what a person files here; joined procedures file several
dossiers in one transaction, and later ones when the results they wait for are there.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError

from motcua.foundation import journal, rows
from motcua.foundation.identifiers import new_id
from motcua.kernel.actors import SYSTEM, Actor, Role
from motcua.kernel.errors import AlreadyDone, Invalid, Refusal
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.catalogue.rules.fees import ChargeLine, When, charges_for
from motcua.modules.forms.rules import Sources, provenance
from motcua.modules.organisation import queries as organisation
from motcua.modules.payments import steps as payments
from motcua.modules.people import queries as people

from . import answering, citing, content, events, standing, steps, tracing, undersigned
from .models import Dossier, Filing
from .rules import Act, Facts, State, next_state

_SYSTEM = frozenset({Role.SYSTEM})
_APPLICANT = frozenset({Role.APPLICANT})
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


class ForReadingOnly(Refusal):
    """The procedure is published for information only: it has no form and no route here."""

    code = "for-reading-only"


@dataclass(frozen=True, slots=True)
class Lodged:
    dossier: UUID
    submission_number: str


def lodge(  # noqa: PLR0913 -- all that a filing is
    *, revision: UUID, agency: str, person: UUID, answers: Mapping[str, object], key: str,
    language: str, sources: Sources | None = None, by: Actor, at: datetime,
) -> Lodged:  # fmt: skip
    """Start and file a person's dossier online, also where somebody else moves it (`by`).

    :raises Incomplete: answers are missing or wrong
    :raises AlreadyDone: the same person filed under this key
    """
    known = catalogue.revision(revision)
    dossier = new_dossier(known, agency=agency, channel="online", person=person, at=at)
    dossier.language = language
    dossier.save(force_insert=True)
    number = file(dossier, dict(answers), sources or {}, key=key, roles=_APPLICANT, by=by, at=at)
    return Lodged(dossier.id, number)


@dataclass(frozen=True, slots=True)
class Hands:
    """Through whose hands a dossier comes: under which mandate, written down by which officer."""

    submitter: UUID | None = None
    mandate: UUID | None = None
    assisted_by: str = ""


OWN_HANDS = Hands()


def new_dossier(
    revision: catalogue.Revision, *, agency: str, channel: str, person: UUID, at: datetime,
    hands: Hands = OWN_HANDS,
) -> Dossier:  # fmt: skip
    """A draft of this person's, not yet written.

    :raises ForReadingOnly: the procedure is published for information
    :raises Invalid: the agency does not decide it, or it is not offered on this channel
    """
    if not revision.is_complete:
        raise ForReadingOnly(f"{revision.code} has no form here", procedure=revision.code)
    if str(organisation.agency(agency).kind) not in {str(kind) for kind in revision.agency_kinds}:
        raise Invalid("this agency does not decide this procedure", field="agency")
    if channel not in {str(offered) for offered in revision.channels}:
        raise Invalid("the procedure is not offered on this channel", field="channel")
    card = people.person_card(person, by=SYSTEM)
    return Dossier(
        id=new_id(),
        procedure=revision.code,
        revision_id=revision.id,
        agency=agency,
        channel=channel,
        return_method=str(revision.returning[0]),
        applicant=person,
        submitter=hands.submitter or person,
        mandate_id=hands.mandate,
        assisted_by=hands.assisted_by,
        applicant_kind=card.kind,
        applicant_name=content.seal(card.display_name),
        state=State.DRAFT,
        started_at=at,
        moved_at=at,
        next_at=at,
    )


def file(  # noqa: PLR0913, PLR0915 -- all that a filing is
    dossier: Dossier, answers: content.Answers, sources: Sources, *, key: str,
    roles: frozenset[Role], by: Actor, at: datetime,
) -> str:  # fmt: skip
    """File what stands in the answers, once. Returns the submission number.

    :raises Incomplete: answers are missing or wrong
    :raises AlreadyDone: the key was used for another filing
    """
    revision = catalogue.revision(dossier.revision_id)
    answers = citing.true_only(answers, applicant=dossier.applicant)
    filed, problems = answering.fit(revision.form, answers, of=dossier, at=at)
    after = steps.decide(dossier, Act.FILE, roles=roles, facts=Facts(problems=problems))
    digest = undersigned.digest_of(revision, filed)
    if unsigned := undersigned.missing(dossier, revision, filed, digest, by=by):
        raise steps.Incomplete(unsigned)
    typed = tracing.typed(dossier, by=by, at=at)
    known = provenance.of_filed(revision.form, filed, sources, typed=typed)
    filing = Filing(
        dossier_id=dossier.id,
        answers=content.seal(filed),
        sources=content.seal_sources(known),
        digest=digest,
        key=key,
        submitter=dossier.submitter,
        filed_at=at,
    )
    number = _submission_number(at)
    lines = _owed_at_filing(dossier, revision, filed)
    follows = bool(lines) and all(line.when is When.BY_RETURN for line in lines)
    waits = bool(lines) and not follows
    # Where a fee is owed first, the counter's time to answer begins when it is paid.
    answer_by = None if waits else steps.answer_limit(dossier, at=at)
    moved = steps.turn(
        dossier, Act.FILE, after, by=by, at=at,
        submission_number=number, filed_at=at, answer_by=answer_by, fee_follows=follows,
        owner_print=standing.owner_mark(dossier, revision, filed),
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
    acts_for = moved.fact.on_behalf_of
    told = [moved.fact, journal.Fact(opened, by.id, steps.subject(dossier), acts_for)]
    if hand := standing.hand_of(dossier, by):
        filed_for = events.FiledForAnother(dossier.id, hand, at)
        told.append(journal.Fact(filed_for, by.id, steps.subject(dossier), acts_for))
    try:
        with rows.together():
            rows.insert(filing)
            if lines:
                told += _charge(dossier, lines, waits=waits, by=by, at=at)
            rows.update(dossier, moved.fields)
            steps.hold_files(dossier, files, at=at)
            journal.record_all(told)
    except IntegrityError as twice:
        if rows.broken(twice) != "one_filing_per_key":
            raise
        raise AlreadyDone("this key was used for another filing") from twice
    return number


def _owed_at_filing(
    dossier: Dossier, revision: catalogue.Revision, filed: content.Answers
) -> list[ChargeLine]:
    """The lines of the fee; none where it is free."""
    facts = answering.facts(dossier, filed)
    lines = [line for line in charges_for(revision.fees, facts) if line.is_asked_at_filing]
    return lines if any(line.amount for line in lines) else []


def _charge(
    dossier: Dossier, lines: list[ChargeLine], *, waits: bool, by: Actor, at: datetime
) -> list[journal.Fact]:
    """Ask for the fee, and move on to waiting for it if that is so. The facts to be recorded."""
    subject = steps.subject(dossier)
    owed = payments.charge(
        subject=subject,
        payer=f"person:{dossier.applicant}",
        agency=dossier.agency,
        lines=lines,
        at=at,
        label=dossier.submission_number or "",
    )
    asked = journal.Fact(owed.fact, by.id, subject)
    if not waits:
        return [asked]
    after = next_state(State(dossier.state), Act.ASK_PAYMENT_AT_INTAKE, by=_SYSTEM)
    turned = steps.turn(dossier, Act.ASK_PAYMENT_AT_INTAKE, after, by=SYSTEM, at=at)
    return [asked, turned.fact]


def _submission_number(at: datetime) -> str:
    """`N261117-7K3MQ2XD`: the day and forty random bits, so that nobody can guess the next."""
    return f"N{at:%y%m%d}-" + "".join(secrets.choice(_ALPHABET) for _ in range(8))
