"""At the counter: a clerk writes down for whoever sits before them, who reads it and says yes."""

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.foundation import journal, vault
from motcua.kernel.actors import SYSTEM, Actor
from motcua.kernel.errors import Invalid, NotAllowed, NotFound, WrongMoment
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.people import queries as people

from .. import answering, content, events, lodging, standing, steps, undersigned
from ..models import Confirmation, Dossier, Draft
from ..proven import by_who_files
from ..rules import Missing, State
from ..rules.expiring import expires_at
from ..rules.undersigning import (
    CODE_DIGITS,
    CODE_LASTS,
    CODE_TRIES,
    ConfirmationRefused,
    Way,
    mark_of,
)


@transaction.atomic(durable=True)
def start_assisted(*, procedure: str, agency: str, person: UUID, by: Actor, at: datetime) -> UUID:
    """Begin at the counter for a person whose card the clerk has seen. Returns the dossier's id.

    The person has it in their own account too, and may go on there.

    :raises NotAllowed: the actor does not sit at this agency's counter
    :raises NotFound: no such procedure, agency or person
    :raises ForReadingOnly: the procedure is published for information; it is not filed here
    :raises Invalid: the agency does not decide it, or it is not offered at the counter
    """
    if agency not in by.agencies(*standing.ASSISTANTS):
        raise NotAllowed("only this agency's counter writes down for others", act="assist")
    if not people.public_known([person]):
        raise NotFound("no such person")
    revision = catalogue.revision(catalogue.public_procedure(procedure).revision)
    dossier = lodging.new_dossier(
        revision, agency=agency, channel="counter", person=person, at=at,
        hands=lodging.Hands(assisted_by=by.id),
    )  # fmt: skip
    here = "AT_SUBMISSION_PLACE"
    if here in {str(way) for way in revision.returning}:
        dossier.return_method = here
    dossier.save(force_insert=True)
    Draft.objects.create(
        dossier=dossier,
        answers=content.seal({}),
        saved_at=at,
        expires_at=expires_at(at, answering.today(at)),
    )
    _tell(
        dossier,
        events.DraftStarted(dossier.id, procedure, dossier.revision_id, agency, at),
        by=by,
    )
    return dossier.id


@dataclass(frozen=True, slots=True)
class CodeToSend:
    """What the errand sends; the code can never be read again."""

    code: str
    to: str
    channel: str
    key: str


@transaction.atomic(durable=True)
def ask_to_confirm(*, dossier_id: UUID, channel: str, by: Actor, at: datetime) -> CodeToSend:
    """Make a code for the person to read out, once what is filed is complete.

    It goes where the person is known to be reached, never to what the clerk types.

    :raises NotFound: not a draft this clerk writes down
    :raises Incomplete: answers are missing or wrong
    :raises Invalid: nobody knows such an address of the person
    """
    dossier, digest = _complete(dossier_id, by=by, at=at)
    card = people.person_card(dossier.applicant, by=SYSTEM)
    to = card.phone if channel == "sms" else card.email if channel == "email" else ""
    if not to:
        raise Invalid("no such address of the person is known", channel=channel)
    code = "".join(secrets.choice("0123456789") for _ in range(CODE_DIGITS))
    Confirmation.objects.update_or_create(
        dossier=dossier,
        defaults={
            "way": Way.CODE, "digest": digest, "sent_to": content.seal(to), "tries": 0,
            "code_print": _code_print(dossier.id, code), "asked_at": at, "confirmed_at": None,
            "by": by.id,
        },
    )  # fmt: skip
    return CodeToSend(code, to, channel, f"confirm:{dossier.id}:{at.isoformat()}")


@transaction.atomic(durable=True)
def confirm_by_code(*, dossier_id: UUID, code: str, by: Actor, at: datetime) -> bool:
    """The person reads out the code they were sent: what is filed is right. Whether it is the code.

    A wrong try counts, so it is an answer and no refusal: not the code, too old, tried too often,
    or sent for other answers.

    :raises NotFound: not a draft this clerk writes down
    """
    dossier, digest = _complete(dossier_id, by=by, at=at)
    row = Confirmation.objects.select_for_update().filter(dossier=dossier, way=Way.CODE).first()
    if row is None or row.code_print is None or row.tries >= CODE_TRIES:
        return False
    row.tries += 1
    is_it = hmac.compare_digest(bytes(row.code_print), _code_print(dossier.id, code.strip()))
    is_good = is_it and row.digest == digest and at <= row.asked_at + CODE_LASTS
    if is_good:
        row.confirmed_at, row.code_print = at, None
    row.save()
    if is_good:
        _tell(dossier, events.FilingConfirmed(dossier.id, Way.CODE, digest, at), by=by)
    return is_good


@transaction.atomic(durable=True)
def confirm_by_signature(*, dossier_id: UUID, mark: str, by: Actor, at: datetime) -> None:
    """The person has read and signed the printed sheet; the clerk types the mark that stands on it.

    :raises NotFound: not a draft this clerk writes down
    :raises Incomplete: answers are missing or wrong
    :raises ConfirmationRefused: the mark is of other answers than those that stand now
    """
    dossier, digest = _complete(dossier_id, by=by, at=at)
    if "".join(mark.lower().split()).replace("-", "") != mark_of(digest).replace("-", ""):
        raise ConfirmationRefused("another sheet was signed")
    Confirmation.objects.update_or_create(
        dossier=dossier,
        defaults={
            "way": Way.SIGNATURE, "digest": digest, "sent_to": None, "code_print": None,
            "tries": 0, "asked_at": at, "confirmed_at": at, "by": by.id,
        },
    )  # fmt: skip
    _tell(dossier, events.FilingConfirmed(dossier.id, Way.SIGNATURE, digest, at), by=by)


def _complete(dossier_id: UUID, *, by: Actor, at: datetime) -> tuple[Dossier, str]:
    """The draft this clerk writes down, and the digest of what would be filed now."""
    dossier = steps.lock(dossier_id)
    if not standing.is_assistant(by, dossier):
        raise NotFound("no such draft")
    if dossier.state != State.DRAFT:
        raise WrongMoment("filed already", act="file", state=dossier.state)
    draft = Draft.objects.get(dossier=dossier)
    revision = catalogue.revision(dossier.revision_id)
    answers = content.unseal_answers(draft.answers)
    known = by_who_files(dossier)
    filed, problems = answering.judged(revision.form, answers, at=at, by=known)
    if problems:
        raise steps.Incomplete([Missing("answers-incomplete", {"count": problems})])
    return dossier, undersigned.digest_of(revision, filed)


def _code_print(dossier: UUID, code: str) -> bytes:
    return vault.fingerprint(f"confirm:{dossier}:{code}")


def _tell(dossier: Dossier, event: journal.Event, *, by: Actor) -> None:
    journal.record(
        event,
        by=by,
        subject=steps.subject(dossier),
        on_behalf_of=f"person:{dossier.applicant}",
    )
