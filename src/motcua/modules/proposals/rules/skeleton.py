"""A procedure begun from nothing: the files that say what a package needs, still to be filled."""

import json
import re
from datetime import date

from motcua.kernel.errors import Invalid, Refusal

_CODE = re.compile(r"[0-9]\.[0-9]{6}(\.H[0-9]{2})?")


class CodeTaken(Refusal):
    """A procedure of this code is in force: it is changed, not begun again."""

    code = "proposal-code-taken"


def check_code(code: str, name: str, *, is_taken: bool) -> None:
    """
    :raises CodeTaken: it is in force already
    :raises Invalid: not a code of a procedure, or no name
    """
    if not _CODE.fullmatch(code):
        raise Invalid("a code looks like 2.000635", field="code")
    if not name.strip() or len(name) > 300 or "\n" in name:
        raise Invalid("a procedure has a name", field="name")
    if is_taken:
        raise CodeTaken(f"{code} is in force", code=code)


def skeleton(code: str, name: str, day: date) -> dict[str, str]:
    """Files that read as a package; what they say has still to be made true."""
    said = json.dumps(name.strip(), ensure_ascii=False)
    return {
        file: text.replace("CODE", code).replace("NAME", said).replace("SINCE", day.isoformat())
        for file, text in _FILES.items()
    }


_FILES = {
    "procedure.yaml": """\
format: 1
code: CODE
name: NAME
# Thủ tục này làm gì, cho ai: một hai câu dễ hiểu.
summary: NAME
sector:
  code: H26-CHUNG
  name: Lĩnh vực chung
levels: [commune]
agencies:
  - kind: commune_committee
    name: Ủy ban nhân dân cấp xã
audience: [citizen]
# Văn bản cho phép yêu cầu thủ tục này.
legal_basis:
  - code: "?"
    name: Chưa ghi căn cứ pháp lý
decision:
  number: "?"
  issuer: Ủy ban nhân dân thành phố
channels:
  online:
    amount: 5
    unit: WORKING_DAY
    says: 5 ngày làm việc
  counter:
    amount: 5
    unit: WORKING_DAY
    says: 5 ngày làm việc
returning: [ONLINE]
steps:
  - title: Nộp hồ sơ
    text: Khai và nộp trực tuyến hoặc tại Bộ phận Một cửa.
results:
  - code: KQ.H26.000000
    name: Giấy tờ được cấp
effective:
  from: SINCE
""",
    "form.yaml": """\
form: 1
title: NAME
pages:
  - key: you
    title: Thông tin của bạn
    questions:
      - key: full_name
        kind: person_name
        label: Họ, chữ đệm, tên
        prefill: applicant.full_name
""",
    "components.yaml": """\
- key: request
  code: H26-KQ000001
  name: Đơn đề nghị
  need: required
  sources: [form]
""",
    "fees.yaml": """\
says: Không thu
charges: []
""",
    "route.yaml": """\
commune_committee:
  - { key: receive, name: Tiếp nhận và kiểm tra, role: receiver, hours: 4 }
  - { key: draft, name: Thẩm định và soạn kết quả, role: case_officer, hours: 24 }
  - { key: sign, name: Ký, role: signatory, hours: 6 }
  - { key: issue, name: Vào số và đóng dấu, role: clerk, hours: 3 }
  - { key: return, name: Trả kết quả, role: returner, hours: 3 }
""",
    "result.yaml": """\
name: Giấy tờ được cấp
code: KQ.H26.000000
symbol: GT-{agency}
fields:
  - key: full_name
    kind: person_name
    label: Họ, chữ đệm, tên
propose:
  full_name: answers.full_name
""",
    "result.typ": """\
#import "/official.typ": *
#show: decision.with(title: NAME)
#row("Họ, chữ đệm, tên", data.result_words.full_name)
""",
}
