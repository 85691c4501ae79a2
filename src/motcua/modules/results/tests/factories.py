"""A ward with its officers, papers about citizen An, and the machinery that carries orders out."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
from django.db import connection

from motcua.foundation import journal
from motcua.kernel.actors import SYSTEM, Actor, Post, Role
from motcua.kernel.words import Text
from motcua.modules.organisation import operations as organisation
from motcua.modules.organisation.rules import (
    AgencyFacts,
    AgencyKind,
    OfficerFacts,
    PostingFacts,
)
from motcua.modules.results import operations
from motcua.modules.results.rules import (
    DossierLines,
    Facts,
    Line,
    Party,
    ReceiptSlip,
    ResultSpec,
    Section,
    parse_result,
)
from motcua.modules.results.rules.letters import ChargeRow, ComponentRow

WARD = "H26.101"
NINE = datetime(2026, 11, 17, 2, 0, tzinfo=UTC)
TEN, ELEVEN = NINE + timedelta(hours=1), NINE + timedelta(hours=2)
SUBJECT = ("test", "0199-an")

TEMPLATE = """\
#import "/official.typ": *
#show: decision.with(title: data.title)
#row("Họ, chữ đệm, tên", data.result.full_name)
#row("Ngày sinh", day(data.result.born_on))
#row("Giới tính", data.result_words.sex)
#row("Ghi chú", data.result.note)
"""


def the_spec(**changes: object) -> ResultSpec:
    tree: dict[str, object] = {
        "name": {"vi": "Trích lục khai sinh", "en": "Birth extract"},
        "symbol": "TLKS-{agency}",
        "subject": "result.full_name",
        "fields": [
            {"key": "full_name", "kind": "person_name", "label": "Họ, chữ đệm, tên"},
            {"key": "born_on", "kind": "date", "label": "Ngày sinh"},
            {
                "key": "sex",
                "kind": "single_choice",
                "label": "Giới tính",
                "choices": [{"key": "male", "label": "Nam"}, {"key": "female", "label": "Nữ"}],
            },
            {"key": "note", "kind": "long_text", "required": False, "label": "Ghi chú"},
        ],
        "propose": {"full_name": "answers.person_name"},
    }
    return parse_result({**tree, **changes})


AN = Party(
    full_name="Nguyễn Thị An",
    personal_id="001199000001",
    birth_on="1999-01-02",
    address="12 Tràng Tiền, phường Hoàn Kiếm, Thành phố Mẫu",
    phone="0912345678",
)


def the_facts(applicant: Party = AN) -> Facts:
    return Facts(
        dossier=DossierLines(
            code="H26.101-261117-0001",
            procedure_code="2.000635",
            procedure_name="Cấp bản sao trích lục hộ tịch",
            channel="Trực tuyến",
            received_at=NINE,
            due_at=NINE + timedelta(days=1),
        ),
        applicant=applicant,
        submitter=applicant,
        answers={"person_name": "Nguyễn Thị An", "copies": 3},
        words={"copies": "3 bản"},
        sections=(Section("Yêu cầu", (Line("Số bản", "3"),)),),
    )


def a_proposal(*, values: Mapping[str, object] | None = None) -> operations.Draft:
    return operations.Draft(
        agency=WARD,
        revision="sha256:test",
        spec=the_spec(),
        template=TEMPLATE,
        facts=the_facts(),
        values=values or {"full_name": AN.full_name, "born_on": "1999-01-02", "sex": "female"},
        words={"sex": "Nữ"},
    )


@dataclass(frozen=True, slots=True)
class Ward:
    """The people of the ward's office who have to do with results."""

    long: Actor  # case officer
    nam: Actor  # signatory
    oanh: Actor  # clerk
    phuc: Actor  # returner


def a_ward() -> Ward:
    agencies = [
        AgencyFacts("H26", Text("Ủy ban nhân dân Thành phố Mẫu"), AgencyKind.CITY_COMMITTEE),
        AgencyFacts(
            WARD,
            Text("Ủy ban nhân dân phường Hoàn Kiếm (mẫu)"),
            AgencyKind.COMMUNE_COMMITTEE,
            parent="H26",
            authority_line=Text("TM. ỦY BAN NHÂN DÂN"),
        ),
    ]
    for agency in agencies:
        organisation.establish_agency(agency=agency, by=SYSTEM, at=NINE)
    return Ward(
        long=_officer("Phạm Đức Long", "Công chức tư pháp – hộ tịch", Role.CASE_OFFICER),
        nam=_officer("Vũ Đình Nam", "Chủ tịch Ủy ban nhân dân", Role.SIGNATORY),
        oanh=_officer("Trần Thị Oanh", "Văn thư", Role.CLERK),
        phuc=_officer("Đỗ Văn Phúc", "Công chức trả kết quả", Role.RETURNER),
    )


def _officer(name: str, title: str, role: Role) -> Actor:
    facts = OfficerFacts(full_name=name, title=Text(title), provider="test", subject=name)
    key = organisation.enlist_officer(officer=facts, by=SYSTEM, at=NINE)
    posting = PostingFacts(WARD, role, date(2025, 7, 1), None, "QĐ 1/2025")
    organisation.post_officer(officer_id=key, posting=posting, by=SYSTEM, at=NINE)
    return Actor(f"officer:{key}", frozenset({Post(WARD, role)}))


def a_draft(ward: Ward, *, subject: tuple[str, str] = SUBJECT) -> UUID:
    return operations.draft(subject=subject, work=a_proposal(), by=ward.long, at=NINE)


def a_signed_result(ward: Ward, *, subject: tuple[str, str] = SUBJECT) -> UUID:
    result = a_draft(ward, subject=subject)
    operations.approve(result_id=result, by=ward.nam, at=TEN)
    run_reactions()
    return result


def an_issued_result(ward: Ward, *, subject: tuple[str, str] = SUBJECT) -> UUID:
    result = a_signed_result(ward, subject=subject)
    operations.number_and_issue(result_id=result, by=ward.oanh, at=ELEVEN)
    run_reactions()
    return result


def a_replacement(ward: Ward, *, of: UUID) -> UUID:
    work = replace(a_proposal(), replaces=of)
    result = operations.draft(subject=SUBJECT, work=work, by=ward.long, at=ELEVEN)
    operations.approve(result_id=result, by=ward.nam, at=ELEVEN)
    run_reactions()
    operations.number_and_issue(result_id=result, by=ward.oanh, at=ELEVEN)
    run_reactions()
    return result


def a_receipt_slip() -> ReceiptSlip:
    return ReceiptSlip(
        components=(
            ComponentRow("Tờ khai cấp bản sao trích lục", files=1),
            ComponentRow("Giấy tờ tùy thân", originals=0, copies=1),
        ),
        processing_time="Ngay trong ngày làm việc",
        received_at=NINE,
        due_at=NINE + timedelta(days=1),
        returning="Trực tuyến",
        receiver="Lê Thị Chi",
        track_url="http://127.0.0.1:8000/track/H26.101-261117-0001",
        charges=(ChargeRow("Lệ phí bản sao", 24_000),),
    )


def a_letter(ward: Ward, *, subject: tuple[str, str] = SUBJECT) -> UUID:
    order = operations.LetterOrder(WARD, a_receipt_slip(), the_facts())
    letter = operations.issue_letter(subject=subject, order=order, by=ward.long, at=NINE)
    run_reactions()
    return letter


def story(paper: UUID, *, subject: tuple[str, str] = SUBJECT) -> list[journal.Entry]:
    """What the journal tells about one paper."""
    told = journal.timeline(subject)
    return [e for e in told if str(paper) in (e.fact.get("result"), e.fact.get("letter"))]


def run_reactions(*, twice: bool = False) -> int:
    """Do what the worker does: every queued reaction once, or twice as after a crash."""
    done = 0
    while waiting := _waiting():
        for job, arguments in waiting:
            for _ in range(2 if twice else 1):
                journal.react(**arguments)
            with connection.cursor() as cursor:
                cursor.execute("DELETE FROM procrastinate_jobs WHERE id = %s", [job])
            done += 1
    return done


def _waiting() -> list[tuple[int, dict[str, Any]]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, args FROM procrastinate_jobs WHERE task_name = 'journal.react' ORDER BY id"
        )
        rows = cursor.fetchall()
    return [(job, msgspec.json.decode(a) if isinstance(a, str) else a) for job, a in rows]
