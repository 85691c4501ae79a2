"""What is to be typeset and signed, as orders for the machinery: everything but the keys."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from motcua.foundation import plugs
from motcua.kernel.actors import SYSTEM, Actor
from motcua.kernel.errors import NotAllowed, NotFound

from .. import policies
from ..models import Letter, Result
from ..ports import LETTER_PLACES, RESULT_PLACES, City, Paper, Place, SignerRef, Typesetter
from ..rules import letters as letter_rules
from ..rules import life, numbers
from ..rules.content import (
    UNSIGNED,
    Signatory,
    issued_line,
    signing_time,
)
from ..rules.filing_receipt import twin_of
from ..sealed import open_content


@dataclass(frozen=True, slots=True)
class Order:
    """One signature to be made: on `paper`, freshly typeset, or on the file `sha256`.

    `lines` and `seal` are what the signature shows; `texts` is filled in by the same act.
    """

    place: Place
    signer: SignerRef
    at: datetime
    reason: str
    lines: tuple[str, ...]
    paper: Paper | None = None
    sha256: str = ""
    seal: tuple[str, ...] = ()
    texts: tuple[tuple[Place, str], ...] = ()


def signatory_order(result_id: UUID, *, by: Actor) -> Order | None:
    """The signatory's signature, if the result waits for it."""
    row = _waiting(result_id, life.State.APPROVED, by)
    if row is None or row.approved_at is None:
        return None
    agency = open_content(row.content).agency.name
    return Order(
        place=Place.SIGNATORY,
        signer=SignerRef(row.approved_by, row.signatory_name, agency),
        at=row.approved_at,
        reason="Phê duyệt",
        lines=(f"Ký bởi: {row.signatory_name}", f"Thời gian ký: {signing_time(row.approved_at)}"),
        paper=_paper(row, at=row.approved_at),
    )


def organisation_order(result_id: UUID, *, by: Actor) -> Order | None:
    """The organisation's signature with number and date, if the result waits for it."""
    row = _waiting(result_id, life.State.NUMBERED, by)
    if row is None or row.numbered_at is None:
        return None
    agency = open_content(row.content).agency
    order = _sealing(agency.code, agency.name, row.numbered_at)
    texts = (
        (Place.NUMBER, row.number_text),
        (Place.ISSUED, issued_line(agency.place, row.numbered_at)),
    )
    return replace(order, reason="Ban hành", sha256=row.signed_sha256, texts=texts)


def letter_order(letter_id: UUID, *, by: Actor) -> Order | None:
    """The organisation's signature under a letter, if it waits for it."""
    _must_be_machinery(by)
    row = Letter.objects.select_related("template").filter(id=letter_id).first()
    if row is None or row.state != letter_rules.LetterState.REQUESTED:
        return None
    content = open_content(row.content)
    title = letter_rules.TITLES[letter_rules.LetterKind(row.kind)].vi
    data = {
        **content.data(signatory=UNSIGNED),
        **_common(row.id, title),
        "issued_on": row.issued_on.isoformat(),
    }
    paper = Paper(
        template=row.template.source,
        data=data,
        at=row.requested_at,
        places=LETTER_PLACES,
        codes={"verify": _verify_url(row.id)},
        twin=twin_of(data) if row.kind in letter_rules.WITH_TWIN else None,
    )
    order = _sealing(content.agency.code, content.agency.name, row.requested_at)
    return replace(order, reason=title, paper=paper)


def draft_preview(result_id: UUID, *, by: Actor) -> bytes:
    """How the draft will look, marked as a draft.

    :raises NotFound: no such result :raises NotAllowed: not an officer of its agency
    """
    row = Result.objects.select_related("template").filter(id=result_id).first()
    if row is None:
        raise NotFound(f"result {result_id}")
    policies.must_belong(by, agency=row.agency)
    paper = replace(_paper(row, at=row.drafted_at), draft=True, codes={}, twin=None)
    return plugs.get(Typesetter).typeset(paper)


def _waiting(result_id: UUID, state: life.State, by: Actor) -> Result | None:
    _must_be_machinery(by)
    rows = Result.objects.select_related("template").filter(id=result_id, state=state)
    return rows.first()


def _must_be_machinery(by: Actor) -> None:
    if by != SYSTEM:
        raise NotAllowed("orders are for the machinery")


def _sealing(code: str, name: str, at: datetime) -> Order:
    return Order(
        place=Place.ORGANISATION,
        signer=SignerRef(f"agency:{code}", name, name),
        at=at,
        reason="",
        lines=(f"Ký bởi: {name}", "Thời gian ký:", signing_time(at)),
        seal=numbers.seal_lines(name),
    )


def _paper(row: Result, *, at: datetime) -> Paper:
    content = open_content(row.content)
    data = {**content.data(signatory=_signatory(row)), **_common(row.id, row.title_vi)}
    twin = {
        "format": "motcua.result/1",
        "id": str(row.id),
        "title": row.title_vi,
        "agency": content.agency.code,
        "dossier": content.facts.get("dossier"),
        "result": content.body.get("result"),
        "result_words": content.body.get("result_words"),
        "result_sources": content.body.get("result_sources", {}),
        "verify": _verify_url(row.id),
    }
    return Paper(
        template=row.template.source,
        data=data,
        at=at,
        places=RESULT_PLACES,
        codes={"verify": _verify_url(row.id)},
        twin=twin,
    )


def _signatory(row: Result) -> Signatory:
    if not row.approved_by:
        return UNSIGNED
    authority = tuple(row.signatory_authority.splitlines())
    return Signatory(row.signatory_name, row.signatory_title, authority)


def _common(paper_id: UUID, title: str) -> dict[str, object]:
    city = plugs.get(City)
    return {
        "id": str(paper_id),
        "title": title,
        "demo": city.demo,
        "verify": {"url": _verify_url(paper_id)},
    }


def _verify_url(paper_id: UUID) -> str:
    return f"{plugs.get(City).base_url}/verify/{paper_id}"
