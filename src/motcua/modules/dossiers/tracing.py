"""Whose hand gives an answer of a dossier, and where the answers in it come from."""

from dataclasses import replace
from datetime import datetime

from motcua.kernel.actors import Actor
from motcua.modules.forms.rules import Form, Hand, Origin, Source, Sources, provenance

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


def handed_over(sources: Sources, *, by: str) -> dict[str, Source]:
    """The sources after the draft went to somebody else: `by` is whoever had it before.

    What registers and identity said was about that person; for the new one it is only what somebody
    else put in, and nobody has said that it is right.
    """
    return {
        key: replace(
            source,
            origin=Origin.TYPED if source.is_fact else source.origin,
            hand=Hand.HELPER if source.hand is Hand.SELF else source.hand,
            actor=source.actor or by,
            confirmed_at=None,
            held=None,
            held_by=None,
        )
        for key, source in sources.items()
    }
