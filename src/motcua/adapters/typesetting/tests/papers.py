"""A paper with everything a template may meet, for tests."""

from datetime import UTC, datetime

from motcua.modules.results.ports import RESULT_PLACES, Paper

AT = datetime(2026, 11, 17, 2, 0, tzinfo=UTC)
TEMPLATE = """\
#import "/official.typ": *
#show: decision.with(title: data.title, about: "(Bản sao)", basis: ("Căn cứ Luật Hộ tịch",))
#row("Họ và tên", data.applicant.full_name)
#row("Ghi chú", get("result.note"))
#rows(data.sections)
"""
PARTY = {
    "full_name": "Nguyễn Thị An",
    "personal_id": "001199000001",
    "birth_on": "1999-01-02",
    "address": None,
    "phone": None,
    "email": None,
}


def data(name: str = "Nguyễn Thị An") -> dict[str, object]:
    return {
        "id": "0199aaaa-0000-7000-8000-000000000001",
        "title": "Trích lục khai sinh",
        "demo": True,
        "issued_on": "2026-11-17",
        "dossier": {"code": "H26.101-261117-0001", "procedure_name": "Trích lục"},
        "agency": {
            "name": "Ủy ban nhân dân phường Hoàn Kiếm",
            "superior": "Ủy ban nhân dân Thành phố Mẫu",
            "place": "Hoàn Kiếm",
        },
        "applicant": {**PARTY, "full_name": name},
        "submitter": PARTY,
        "answers": {},
        "words": {},
        "sections": [{"title": "Yêu cầu", "rows": [{"label": "Số bản", "value": name}]}],
        "result": {"note": None},
        "result_words": {},
        "signatory": {"name": "Vũ Đình Nam", "title": "Chủ tịch", "authority": ["TM. UBND"]},
        "recipients": ["Như trên", "Lưu: VT"],
        "verify": {"url": "http://127.0.0.1:8000/verify/0199aaaa"},
        "letter": {},
    }


def a_paper(name: str = "Nguyễn Thị An", *, template: str = TEMPLATE, draft: bool = False) -> Paper:
    return Paper(
        template=template,
        data=data(name),
        at=AT,
        places=RESULT_PLACES,
        codes={"verify": "http://127.0.0.1:8000/verify/0199aaaa"},
        twin={"format": "motcua.result/1", "name": name},
        draft=draft,
    )
