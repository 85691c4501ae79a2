"""Records as the national portal serves them, invented, for tests to bend and break."""

import json
from collections.abc import Mapping
from pathlib import Path

from motcua.modules.catalogue.rules.national import Line, read_line

#: Real data lie beside the project, not in it.
REAL_FILE = Path(__file__).resolve().parents[6] / "shared/data/national-procedures-2026-07.jsonl.gz"


def a_record(code: str = "1.234567", **detail: object) -> dict[str, object]:
    """A record in which nothing is doubtful but that no document is marked as required."""
    told: dict[str, object] = {
        "id": "0198-a", "code": code, "name": f"Cấp phép thả diều {code}",
        "executionSteps": [{"name": "", "description": "Nộp tại phường.\nNhận kết quả."}],
        "executionMethods": [a_way("ONLINE"), a_way("DIRECT")],
        "executionCases": [{"name": "", "profileComponents": [a_paper()]}],
        "cases": [
            {"code": f"{code}.01", "processingDay": {"qty": 3, "type": "WORKING_DAY"}},
        ],
        "isWard": True, "isProvince": False, "isMinistry": False, "isFullProcess": True,
        "categoriesDetails": [{"code": "G16-VH01", "name": "Vui chơi"}],
        "departmentsExecuting": [{"code": "X", "name": "Ủy ban nhân dân cấp xã"}],
        "legalBasisesDetails": [{"code": "1/2026/QH", "name": "Luật Diều"}],
        "resultsDetails": [{"code": "KQ.G16.000001", "name": "Giấy phép thả diều"}],
        "subjectTypesDetails": [{"code": "ĐT1", "name": "Công dân Việt Nam"}],
        "departmentPromulgateCode": "G16", "departmentPromulgateName": "Bộ Diều",
        "requirementsAndConditions": "", "updatedAt": 1_780_000_000_000,
        "returningMethods": [{"type": "ONLINE", "value": ["ONLINE", "AT_HOME"]}],
        "procedureProposal": {
            "proposalNumber": "1/QĐ-BD", "decisionDate": 1_770_000_000_000,
            "issuingAgency": {"name": "Bộ Diều"},
        },
    }  # fmt: skip
    return {"id": "0198-a", "code": code, "name": "x", "lifeEvents": ["hoc-tap"],
            "detail": {**told, **detail}}  # fmt: skip


def a_way(method: str, **told: object) -> dict[str, object]:
    fee = {"type": "FEE", "value": 0, "currencyId": "", "description": ""}
    return {"submissionMethod": method, "processingTime": 3, "processingTimeUnit": "WORKING_DAY",
            "description": "", "fees": [fee], **told}  # fmt: skip


def a_paper(name: str = "Tờ khai", **told: object) -> dict[str, object]:
    return {"code": "000.00.00.G16-KQ000001", "name": name, "originalQty": 1, "copyQty": 0,
            "required": False, "attachments": [{"fileName": "to-khai.docx"}], **told}  # fmt: skip


def a_line(code: str = "1.234567", **detail: object) -> Line:
    return a_line_with(detail, code)


def a_line_with(detail: Mapping[str, object], code: str = "1.234567") -> Line:
    record = a_record(code)
    told = record["detail"]
    assert isinstance(told, dict)
    return read_line(bytes_of({**record, "detail": {**told, **detail}}))


def bytes_of(record: Mapping[str, object]) -> bytes:
    return json.dumps(record, ensure_ascii=False).encode()
