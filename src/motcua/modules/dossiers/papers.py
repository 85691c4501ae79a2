"""What letters and results say about a dossier: gathered here, printed by results.

Papers are in Vietnamese, as the clerical law wants (Decree 30/2020), so are the words here.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from motcua.foundation import plugs
from motcua.kernel import clock
from motcua.kernel.actors import SYSTEM, Actor
from motcua.kernel.clock import Unit
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.catalogue.rules.components import called_for
from motcua.modules.catalogue.rules.owners import owner_of
from motcua.modules.forms import rules as forms
from motcua.modules.forms.rules import sourced
from motcua.modules.organisation import queries as organisation
from motcua.modules.payments import queries as payments
from motcua.modules.people import queries as people
from motcua.modules.people.facts import Address
from motcua.modules.results import rules as papers
from motcua.modules.results.ports import City

from . import answering, clocks, content, current, steps
from .models import Dossier
from .rules import Item

CHANNELS = {"online": "trực tuyến", "counter": "trực tiếp", "post": "bưu chính công ích"}
RETURNING = {
    "ONLINE": "Trực tuyến, trên Cổng dịch vụ công",
    "AT_SUBMISSION_PLACE": "Tại nơi nộp hồ sơ",
    "AT_HOME": "Qua dịch vụ bưu chính công ích",
}
UNITS = {
    Unit.HOUR: "giờ làm việc",
    Unit.WORKING_DAY: "ngày làm việc",
    Unit.DAY: "ngày",
    Unit.MONTH: "tháng",
    Unit.YEAR: "năm",
}


def facts(
    dossier: Dossier, *, filed: tuple[catalogue.Revision, content.Answers] | None = None,
    is_traced: bool = False,
) -> papers.Facts:  # fmt: skip
    """The dossier, its people and its answers, as papers print them.

    `is_traced`: with where each answer comes from, for a decision.

    `filed`: the original, for a paper that tells what was filed; else as it stands now.
    """
    if filed is None:
        revision = catalogue.revision(current.revision_of(dossier))
        held = current.answers(dossier.id)
    else:
        revision, held = filed
    code = dossier.code if filed is None else None
    submitter = _party(dossier, dossier.submitter)
    owner = owner_of(revision.owners, answering.facts(dossier, held))
    sections = answering.shown(revision.form, held, "vi")
    return papers.Facts(
        dossier=papers.DossierLines(
            code=code or dossier.submission_number or "",
            procedure_code=dossier.procedure,
            procedure_name=revision.name.vi,
            channel=CHANNELS[dossier.channel],
            received_at=dossier.accepted_at or dossier.filed_at,
            due_at=dossier.due_at,
        ),
        applicant=_owner(owner, dossier.moved_at) if owner else _applicant(dossier, submitter),
        submitter=submitter,
        answers=held,
        words={line.key: line.text for part in sections for line in part.lines},
        sections=[_section(part) for part in sections],
        sources={
            key: sourced.whole(source).vi
            for key, source in (current.sources(dossier.id) if is_traced else {}).items()
            if key in held
        },
    )


def officer_name(by: Actor) -> str:
    return organisation.officer(by.officer).full_name if by.officer else ""


def receipt_slip(dossier: Dossier, *, receiver: Actor) -> papers.ReceiptSlip:
    """Giấy tiếp nhận hồ sơ và hẹn trả kết quả."""
    revision = catalogue.revision(current.revision_of(dossier))
    answers = current.answers(dossier.id)
    assert dossier.accepted_at is not None
    assert dossier.due_at is not None
    charge = payments.charge_of(steps.subject(dossier), by=SYSTEM)
    return papers.ReceiptSlip(
        components=_components(revision, answers, dossier),
        processing_time=allowance_words(clocks.allowance_of(dossier)),
        received_at=dossier.accepted_at,
        due_at=dossier.due_at,
        returning=RETURNING[dossier.return_method],
        receiver=officer_name(receiver),
        track_url=f"{plugs.get(City).base_url}/track/{dossier.code}",
        charges=tuple(
            papers.ChargeRow(line.name.vi, line.amount) for line in (charge.lines if charge else ())
        ),
    )


def supplement_request(
    dossier: Dossier, *, items: Sequence[Item], contact: str, reply_by: datetime, officer: Actor
) -> papers.SupplementRequest:
    """Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ."""
    return papers.SupplementRequest(
        items=tuple(papers.SupplementItem(i.about, i.reason, i.legal_basis) for i in items),
        reply_by=answering.today(reply_by),
        contact=contact,
        contact_phone=organisation.agency(dossier.agency).phone,
        officer=officer_name(officer),
    )


def refusal_notice(
    dossier: Dossier, *, reason: str, legal_basis: str, officer: Actor
) -> papers.RefusalNotice:
    """Phiếu từ chối tiếp nhận giải quyết hồ sơ."""
    assert dossier.filed_at is not None
    name = officer_name(officer)
    return papers.RefusalNotice(
        submitted_at=dossier.filed_at,
        reason=reason,
        legal_basis=legal_basis,
        contact=name,
        contact_phone=organisation.agency(dossier.agency).phone,
        officer=name,
    )


def apology(
    dossier: Dossier, *, old: datetime, new: datetime, reason: str, officer: Actor
) -> papers.Apology:
    """Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết."""
    assert dossier.accepted_at is not None
    return papers.Apology(
        received_at=dossier.accepted_at,
        old_due_at=old,
        new_due_at=new,
        reason=reason,
        responsible_unit=organisation.agency(dossier.agency).name.vi,
        returning=RETURNING[dossier.return_method],
        officer=officer_name(officer),
    )


def allowance_words(allowance: clock.Allowance) -> str:
    """`3 ngày làm việc`; in-day is a word of its own."""
    if allowance.unit is Unit.IN_DAY:
        return "trong ngày làm việc"
    return f"{_plain(allowance.amount)} {UNITS[allowance.unit]}"


def _plain(amount: Decimal) -> str:
    return f"{amount.normalize():f}".replace(".", ",")


def _party(dossier: Dossier, person: object) -> papers.Party:
    card = people.card_for_case(str(person), by=SYSTEM)
    return papers.Party(
        full_name=card.display_name,
        personal_id=card.personal_id or card.tax_code or None,
        birth_on=f"{card.birth_on:%d/%m/%Y}" if card.birth_on else None,
        address=_address(card.address, dossier.moved_at),
        phone=card.phone or None,
        email=card.email or None,
    )


def _applicant(dossier: Dossier, submitter: papers.Party) -> papers.Party:
    """For whom it was filed, where somebody stood for them."""
    is_own = dossier.applicant == dossier.submitter
    return submitter if is_own else _party(dossier, dossier.applicant)


def _owner(owner: Mapping[str, object], at: datetime) -> papers.Party:
    """The owner as answered in the form, where it is not who files."""
    born, home = owner.get("birth_on"), owner.get("address")
    address = None
    if isinstance(home, Mapping):
        parts = (str(home.get(part, "")) for part in ("province", "commune", "detail"))
        address = _address(Address(*parts), at)
    return papers.Party(
        full_name=str(owner.get("full_name", "")),
        personal_id=_text(owner, "personal_id"),
        birth_on=f"{date.fromisoformat(born):%d/%m/%Y}" if isinstance(born, str) else None,
        address=address,
        phone=_text(owner, "phone"),
        email=_text(owner, "email"),
    )


def _text(owner: Mapping[str, object], part: str) -> str | None:
    value = owner.get(part)
    return value if isinstance(value, str) else None


def _address(address: Address, at: datetime) -> str | None:
    codes = [code for code in (address.commune, address.province) if code]
    names = [answering.place_name(code, at) for code in codes]
    return ", ".join(part for part in (address.detail, *names) if part) or None


def _section(part: forms.Section) -> papers.Section:
    return papers.Section(part.title, tuple(papers.Line(x.label, x.text) for x in part.lines))


def _components(
    revision: catalogue.Revision, answers: Mapping[str, object], dossier: Dossier
) -> tuple[papers.ComponentRow, ...]:
    known = answering.facts(dossier, answers)
    return tuple(
        papers.ComponentRow(
            name=component.name.vi,
            originals=component.originals,
            copies=component.copies,
            files=_count(answers.get(component.question)),
        )
        for component in called_for(revision.components, known)
    )


def _count(value: object) -> int:
    return len(value) if isinstance(value, list) else 0
