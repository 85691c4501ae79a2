"""Whose hand gives an answer of a dossier, and where the answers in it come from."""

from datetime import datetime

from motcua.kernel.actors import Actor
from motcua.modules.forms.rules import Form, Hand, Origin, Source, provenance

from . import content, current
from .models import Dossier, Draft


def typed(dossier: Dossier, *, by: Actor, at: datetime) -> Source:
    """The source of what this actor types."""
    hand = hand_of(dossier, by=by)
    return Source(Origin.TYPED, at, hand=hand, actor="" if hand is Hand.SELF else by.id)


def hand_of(dossier: Dossier, *, by: Actor) -> Hand:
    """As what somebody writes in a dossier, seen from its applicant."""
    if by.person is None:
        return Hand.CLERK if by.officer is not None else Hand.MACHINE
    if by.person == str(dossier.applicant):
        return Hand.SELF
    return Hand.REPRESENTATIVE if by.person == str(dossier.submitter) else Hand.HELPER


def known(dossier: Dossier, draft: Draft) -> dict[str, Source]:
    """Where the answers of a draft come from; of one opened after filing, as they were filed."""
    if draft.sources is not None or dossier.filed_at is None:
        return content.unseal_sources(draft.sources)
    return current.sources(dossier.id)


def given(
    dossier: Dossier, draft: Draft, form: Form, answers: content.Answers, *,
    by: Actor, at: datetime,
) -> bytes:  # fmt: skip
    """The sealed sources of what is given after filing."""
    source = typed(dossier, by=by, at=at)
    return content.seal_sources(
        provenance.of_filed(form, answers, known(dossier, draft), typed=source)
    )
