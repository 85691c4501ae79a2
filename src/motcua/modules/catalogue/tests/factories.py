"""Packages for tests: the real ones of the repository, and a small one to be bent and broken."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from motcua.kernel.actors import SYSTEM, Actor, Post, Role
from motcua.modules.catalogue import operations
from motcua.modules.catalogue.rules import Package, gather, read

PACKAGES = Path(__file__).resolve().parents[5] / "packages"
REAL = ("1.004194", "1.013314", "2.000635")
TUESDAY = datetime(2026, 11, 17, 2, 0, tzinfo=UTC)

GIANG = Actor("officer:giang", frozenset({Post("H26", Role.PROCEDURE_ADMIN)}))
HAI = Actor("officer:hai", frozenset({Post("H26", Role.PROCEDURE_ADMIN)}))
CHI = Actor("officer:chi", frozenset({Post("H26.101", Role.RECEIVER)}))


def real_files(code: str = "2.000635") -> dict[str, bytes]:
    return gather(PACKAGES / code)


def real_package(code: str = "2.000635") -> Package:
    return read(real_files(code))


def small_files(
    code: str = "9.000001", name: str = "Xin giấy phép thả diều", *, everyday: str = "thả diều",
    since: str = "2026-01-01",
) -> dict[str, bytes]:  # fmt: skip
    """A package as small as the format allows."""
    filled = {
        file: text.replace("CODE", code)
        .replace("NAME", name)
        .replace("EVERYDAY", everyday)
        .replace("SINCE", since)
        for file, text in SMALL.items()
    }
    return {file: text.encode() for file, text in filled.items()}


def changed(files: Mapping[str, bytes], file: str, old: str, new: str) -> dict[str, bytes]:
    """The files with one passage of one of them replaced."""
    text = files[file].decode()
    assert old in text, f"{old!r} is not in {file}"
    return {**files, file: text.replace(old, new, 1).encode()}


def a_published(files: Mapping[str, bytes], *, at: datetime = TUESDAY) -> UUID:
    revision = operations.import_package(files=files, by=SYSTEM, at=at)
    operations.publish(revision=revision, by=SYSTEM, at=at)
    return revision


SMALL = {
    "procedure.yaml": """\
format: 1
code: CODE
name: { vi: NAME, en: "In English, NAME" }
sector:
  code: H26-VH01
  name: { vi: Vui chơi, en: Play }
levels: [commune]
agencies:
  - kind: commune_committee
    name: { vi: Ủy ban nhân dân xã, en: Commune committee }
audience: [citizen]
legal_basis:
  - { code: 1/2026/QH, name: { vi: Luật Diều, en: Kite Law } }
decision:
  number: 1/QĐ
  issuer: { vi: Thành phố, en: The city }
channels:
  online:
    amount: 2
    unit: WORKING_DAY
    says: { vi: 2 ngày làm việc, en: 2 working days }
  counter:
    amount: 2
    unit: WORKING_DAY
    says: { vi: 2 ngày làm việc, en: 2 working days }
returning: [ONLINE]
steps:
  - { title: { vi: Nộp, en: File }, text: { vi: Nộp đơn, en: File it } }
results:
  - { code: KQ.H26.000001, name: { vi: Giấy phép, en: Permit } }
everyday:
  - { vi: EVERYDAY, en: fly a kite }
effective:
  from: SINCE
""",
    "form.yaml": """\
form: 1
title: { vi: Đơn, en: Request }
pages:
  - key: kite
    title: { vi: Con diều, en: The kite }
    questions:
      - key: size
        kind: whole_number
        label: { vi: Cỡ, en: Size }
      - key: colour
        kind: single_choice
        label: { vi: Màu, en: Colour }
        choices:
          - { key: red, label: { vi: Đỏ, en: Red } }
          - { key: blue, label: { vi: Xanh, en: Blue } }
      - key: photo
        kind: file
        label: { vi: Ảnh, en: Photo }
""",
    "components.yaml": """\
- key: photo
  code: H26-KQ001
  name: { vi: Ảnh con diều, en: Photo of the kite }
  need: required
  sources: [upload]
  question: photo
""",
    "fees.yaml": """\
says: { vi: Theo cỡ, en: By size }
charges:
  - code: kite
    kind: user_fee
    name: { vi: Phí, en: Fee }
    when: at_filing
    basis: 2/2026/NQ
    prices:
      online:
        amount: 1000 * answers.size
        says: { vi: 1.000 đ, en: "1,000 đ" }
      counter:
        amount: 2000 * answers.size
        says: { vi: 2.000 đ, en: "2,000 đ" }
    exemptions:
      - group: red
        name: { vi: Diều đỏ, en: Red kites }
        if: answers.colour == "red"
        percent: 50
        basis: 3/2026/NQ
      - group: giant
        name: { vi: Diều lớn, en: Giant kites }
        if: answers.size > 100
        percent: 100
        basis: 4/2026/NQ
""",
    "route.yaml": """\
commune_committee:
  - { key: receive, name: { vi: Nhận, en: Receive }, role: receiver, hours: 1 }
  - { key: draft, name: { vi: Soạn, en: Draft }, role: case_officer, hours: 8 }
  - { key: sign, name: { vi: Ký, en: Sign }, role: signatory, hours: 2 }
  - { key: issue, name: { vi: Vào số, en: Number }, role: clerk, hours: 1 }
  - { key: return, name: { vi: Trả, en: Return }, role: returner, hours: 1 }
""",
    "result.yaml": """\
name: { vi: Giấy phép, en: Permit }
code: KQ.H26.000001
symbol: GP-{agency}
fields:
  - key: size
    kind: whole_number
    label: { vi: Cỡ, en: Size }
propose:
  size: answers.size
""",
    "result.typ": """\
#import "/official.typ": *
#show: decision.with(title: "Giấy phép thả diều")
#row("Cỡ", data.result_words.size)
""",
}

INFORMATION = {
    "procedure.yaml": """\
format: 1
code: CODE
name: NAME
sector: { code: G09-LĐ07, name: Việc làm }
agencies:
  - { kind: department, name: Sở Một }
  - { kind: department, name: Sở Hai }
channels:
  online: { says: Theo lịch của hội đồng }
  counter: { unit: WORKING_DAY, amount: 0.5, says: Nửa ngày làm việc }
steps:
  - text: Nộp tại Sở.
results:
  - name: Giấy phép
life_events: [viec-lam]
effective: { from: 2026-01-01 }
national: { id: a-1, is_full: true, updated_on: 2026-01-01, review: [time_in_words] }
""",
    "components.yaml": """\
- { key: request, name: Tờ khai, need: unstated, originals: 36, blank_forms: [Mau 1.docx] }
""",
    "fees.yaml": """\
charges: []
stated:
  - { kind: state_charge, amount: 50000, currency: VND, says: Lệ phí cấp giấy }
  - { kind: price, says: Theo thỏa thuận }
says: 50.000 đ
""",
}


def information_files(code: str = "9.000009", name: str = "Báo việc làm thêm") -> dict[str, bytes]:
    """A package that only informs: nothing can be filed on it."""
    filled = {f: t.replace("CODE", code).replace("NAME", name) for f, t in INFORMATION.items()}
    return {file: text.encode() for file, text in filled.items()}
