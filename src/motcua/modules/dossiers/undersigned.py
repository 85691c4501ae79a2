"""Whether everybody said yes who must, before something is filed; as steps of its transaction."""

from base64 import urlsafe_b64encode
from collections.abc import Mapping
from uuid import UUID

from motcua.foundation import vault
from motcua.kernel.actors import SYSTEM, Actor
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.catalogue.rules.cosigners import Cosigner, cosigners_of
from motcua.modules.people import queries as people
from motcua.modules.people.facts import PersonKind

from . import answering, content
from .models import Confirmation, Cosignature, Dossier
from .rules import Missing
from .rules.undersigning import Signed, missing_signatures


def digest_of(revision: catalogue.Revision, filed: content.Answers) -> str:
    """Of just these answers by just this revision: what receipts and signatures hold for."""
    return content.digest({"revision": revision.digest, "answers": filed})


def wanted(
    dossier: Dossier, revision: catalogue.Revision, answers: Mapping[str, object], *, by: Actor
) -> dict[str, Cosigner]:
    """Who else must sign, by key: those the procedure names, less the applicant themselves.

    Among several the applicant is one, and once. Where one other is asked, nobody does away with
    them by answering their own number in their place. What was begun at the counter and is filed
    from an account is filed by one alone: nobody has seen the others there.
    """
    facts = answering.facts(dossier, answers)
    if by.person is not None:
        facts["channel"] = "online"
    named = cosigners_of(revision.cosigners, facts)
    if not named:
        return {}
    found = {each.key: each for each in named}
    own = people.person_card(dossier.applicant, by=SYSTEM).personal_id
    mine = next((each.key for each in named if each.personal_id == own), None)
    if mine is not None and len(named) > 1:
        del found[mine]
    return found


def missing(
    dossier: Dossier, revision: catalogue.Revision, filed: content.Answers, digest: str,
    *, by: Actor,
) -> list[Missing]:  # fmt: skip
    """That the person at the counter has not confirmed, and which co-signers have not signed."""
    return [
        *_unconfirmed(dossier, digest, by=by),
        *_unsigned(dossier, revision, filed, digest, by=by),
    ]


def _unconfirmed(dossier: Dossier, digest: str, *, by: Actor) -> list[Missing]:
    """Who files from their own account needs nobody's word; a clerk needs the applicant's."""
    if by.officer is None:
        return []
    held = Confirmation.objects.filter(dossier=dossier, confirmed_at__isnull=False, digest=digest)
    return [] if held.exists() else [Missing("applicant-not-confirmed")]


def _unsigned(
    dossier: Dossier, revision: catalogue.Revision, filed: content.Answers, digest: str,
    *, by: Actor,
) -> list[Missing]:  # fmt: skip
    asked = wanted(dossier, revision, filed, by=by)
    if not asked:
        return []
    rows = Cosignature.objects.filter(dossier=dossier, signed_at__isnull=False)
    signed = [Signed(row.cosigner, row.digest, bytes(row.number_print)) for row in rows]
    marks = {key: number_mark(each.personal_id) for key, each in asked.items()}
    return missing_signatures(marks, signed, digest)


def link_token(cosignature: UUID) -> str:
    """The link's token stands nowhere: it follows from the request and the city's secret."""
    mark = vault.fingerprint(f"cosign-link:{cosignature}")
    return urlsafe_b64encode(mark[:24]).decode()


def link_mark(token: str) -> bytes:
    """By which a co-signer's link is found; the token itself is kept nowhere."""
    return vault.fingerprint(f"cosign:{token}")


def number_mark(personal_id: str) -> bytes:
    return people.public_number_mark(PersonKind.CITIZEN, personal_id)
