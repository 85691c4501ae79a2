"""What a receipt of filing says: the original, word for word, as it was filed and when.

It never tells what became of the dossier later: it may be made a while after the filing.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from motcua.foundation import plugs
from motcua.kernel import clock
from motcua.kernel.actors import SYSTEM
from motcua.kernel.clock import Why
from motcua.kernel.errors import Refusal
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.catalogue.rules.fees import ChargeLine, When, assess
from motcua.modules.documents import queries as documents
from motcua.modules.documents.rules import State as DocumentState
from motcua.modules.forms import rules as forms
from motcua.modules.forms.rules import Sources, sourced
from motcua.modules.organisation import queries as organisation
from motcua.modules.results import rules as papers
from motcua.modules.results.ports import City

from . import answering, clocks, content, steps
from .models import Dossier, Filing
from .papers import RETURNING, allowance_words, facts
from .registered import is_extract

ORIGINALITY = {"original": "bản chính", "certified": "bản chứng thực", "copy": "bản chụp"}
WHY = {
    Why.COUNTING: "Thời gian giải quyết",
    Why.OUTSIDE_HOURS: "Ngoài giờ làm việc",
    Why.DAY_OFF: "Ngày nghỉ",
    Why.AFTER_CUTOFF: "Nhận sau 15 giờ, tính từ ngày làm việc kế tiếp",
    Why.ROLLED: "Rơi vào ngày nghỉ, chuyển sang ngày làm việc kế tiếp",
}
TOLD = "do cơ sở dữ liệu trả lời, không phải tệp tải lên"
UNSEEN = "chưa có kết quả kiểm tra"
VERDICTS = {
    DocumentState.RECEIVED: "đang chờ kiểm tra",
    DocumentState.CHECKING: "đang chờ kiểm tra",
    DocumentState.READY: "đã quét, không có mã độc",
    DocumentState.QUARANTINED: "nghi có mã độc, đã cách ly",
    DocumentState.UNREADABLE: "không đọc được",
}


def filing_receipt(dossier: Dossier) -> tuple[papers.FilingReceipt, papers.Facts]:
    """The receipt and the facts that go on it, of a dossier that was filed."""
    filing = Filing.objects.get(dossier_id=dossier.id)
    revision = catalogue.revision(dossier.revision_id)
    answers = content.unseal_answers(filing.answers)
    sources = content.unseal_sources(filing.sources)
    known = answering.facts(dossier, answers)
    lines = [line for line in assess(revision.fees, known) if line.full]
    waits = any(line.amount and line.when is When.AT_FILING for line in lines)
    receipt = papers.FilingReceipt(
        submission_number=dossier.submission_number or "",
        filed_at=filing.filed_at,
        digest=filing.digest,
        revision=revision.digest,
        pages=tuple(_pages(revision.form, answers, sources)),
        files=tuple(_files(revision.form, answers, sources, _documents(dossier, answers))),
        returning=RETURNING[dossier.return_method],
        track_url=f"{plugs.get(City).base_url}/track/{dossier.submission_number}",
        charges=tuple(_fee(line) for line in lines),
        total=sum(line.amount for line in lines),
        terms=_terms(lines),
        answer_by=None if waits else steps.answer_limit(dossier, at=filing.filed_at),
        promise=_promise(dossier, at=filing.filed_at),
        note=_note(dossier),
    )
    return receipt, facts(dossier, filed=(revision, answers))


def _pages(
    form: forms.Form, answers: content.Answers, sources: Sources
) -> Iterator[papers.AnswerPage]:
    for part in answering.shown(form, answers, "vi"):
        rows = (
            papers.AnswerRow(line.key, line.label, line.text, _source(sources, line.key))
            for line in part.lines
        )
        yield papers.AnswerPage(part.title, tuple(rows))


def _documents(dossier: Dossier, answers: content.Answers) -> dict[str, documents.DocumentCard]:
    """What is known of the files named, whoever of the two handed them in."""
    digests, found = content.files_in(answers), dict[str, documents.DocumentCard]()
    for owner in {dossier.applicant, dossier.submitter}:
        found |= documents.cards(digests, owner=owner, by=SYSTEM)
    return found


def _files(
    form: forms.Form, answers: content.Answers, sources: Sources,
    known: Mapping[str, documents.DocumentCard],
) -> Iterator[papers.FileRow]:  # fmt: skip
    for question in form.questions():
        if not isinstance(question.kind, forms.File):
            continue
        for entry in question.kind.clean(answers.get(question.key)) or ():
            card = known.get(str(entry["sha256"]))
            yield _file(question, entry, card, _source(sources, question.key))


def _file(
    question: forms.Question, entry: Mapping[str, Any], card: documents.DocumentCard | None,
    source: str,
) -> papers.FileRow:  # fmt: skip
    said = str(entry.get("originality") or (card.originality if card else ""))
    return papers.FileRow(
        question=question.label.vi,
        name=str(entry["name"]),
        size=int(entry["size"]),
        media_type=str(entry["media_type"]),
        sha256=str(entry["sha256"]),
        pages=(card.pages if card else 0) or int(entry.get("pages") or 0),
        verdict=TOLD if is_extract(entry) else VERDICTS[card.state] if card else UNSEEN,
        originality=ORIGINALITY.get(said, ""),
        source=source,
    )


def _source(sources: Sources, key: str) -> str:
    """Where an answer came from, in a few words; of a row in a group, the group's."""
    found = sources.get(key) or sources.get(key.partition(".")[0])
    return "" if found is None else sourced.whole(found).vi


def _fee(line: ChargeLine) -> papers.FeeRow:
    full = f"{line.full:,}".replace(",", ".")
    relief = f"{line.exemption.vi}: thay cho {full} đồng" if line.exemption else ""
    later = " (nộp trước khi nhận kết quả)" if line.when is not When.AT_FILING else ""
    return papers.FeeRow(line.name.vi + later, line.amount, line.basis, relief)


def _note(dossier: Dossier) -> str:
    """Who wrote it down at the counter, where somebody did."""
    key = dossier.assisted_by.removeprefix("officer:")
    if not key:
        return ""
    officer = organisation.officer(key)
    return f"Cán bộ nhập giúp tại Bộ phận Một cửa: {officer.full_name}, {officer.title.vi}."


def _terms(lines: Sequence[ChargeLine]) -> str:
    """When the fee is to be paid, in words."""
    owed = [line for line in lines if line.amount and line.is_asked_at_filing]
    if not owed:
        return ""
    if any(line.when is When.AT_FILING for line in owed):
        return "Cơ quan xem xét hồ sơ sau khi bạn nộp đủ tiền."
    bases = "; ".join(dict.fromkeys(line.when_basis for line in owed))
    return (
        "Hồ sơ được xem xét ngay, không phải chờ nộp tiền; kết quả được trả khi đã nộp đủ tiền. "
        f"Căn cứ: {bases}."
    )


def _promise(dossier: Dossier, *, at: datetime) -> papers.PromisedDate | None:
    """The date if it were accepted as filed; None where no calendar reaches so far."""
    allowance = clocks.allowance_of(dossier)
    try:
        calendar = organisation.calendar_of(dossier.agency)
        rules = organisation.clock_rules_on(answering.today(at))
        due = clock.when_ready(at, allowance, calendar, rules)
    except Refusal:
        return None
    return papers.PromisedDate(
        due_at=due.due_at,
        starts_at=at,
        allowance=allowance_words(allowance),
        calendar=calendar.version,
        steps=tuple(
            papers.PromiseStep(each.starts_at, each.ends_at, each.is_running, WHY.get(each.why, ""))
            for each in due.explanation.intervals
        ),
    )
