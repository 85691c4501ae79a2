"""How fast papers are typeset and signed twice, for `motcua bench`. Writes nothing anywhere."""

import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from uuid import UUID

from motcua.foundation import plugs

from .library import city_template
from .ports import (
    LETTER_PLACES,
    RESULT_PLACES,
    Look,
    Paper,
    Place,
    SignatureRequest,
    Signer,
    SignerRef,
    Typesetter,
)
from .rules import specimen
from .rules.content import AgencyLines, Signatory, facts_data, signing_time
from .rules.letters import LetterKind, letter_data

AGENCY = AgencyLines("H26.101", "Ủy ban nhân dân phường Mẫu", "UBND", "Mẫu", "Thành phố Mẫu")
OFFICER = SignerRef("officer:bench", "Nguyễn Văn Mẫu", AGENCY.name)
SEAL = SignerRef("agency:bench", AGENCY.name, AGENCY.name)
TEMPLATE = """\
#import "/official.typ": *
#show: decision.with(title: data.title)
#row("Họ, chữ đệm, tên", data.applicant.full_name)
#row("Ngày sinh", day(data.applicant.birth_on))
#row("Địa chỉ", data.applicant.address)
#rows(data.sections)
"""


@dataclass(frozen=True, slots=True)
class Speed:
    """Papers made, processor seconds of this process for them, and where these went."""

    papers: int
    seconds: float
    parts: dict[str, float]

    @property
    def per_second_and_core(self) -> float:
        return self.papers / self.seconds


def results_signed(*, papers: int) -> Speed:
    """Results typeset, signed by the signatory, numbered and signed by the organisation."""
    return _timed(papers, _result)


def letters_sealed(*, papers: int) -> Speed:
    """Receipt slips typeset and sealed by the organisation."""
    return _timed(papers, _letter)


class _Watch:
    def __init__(self) -> None:
        self.parts: dict[str, float] = {}

    def __call__(self, part: str, work: Callable[[], bytes]) -> bytes:
        start = time.process_time()
        made = work()
        self.parts[part] = self.parts.get(part, 0.0) + time.process_time() - start
        return made


def _timed(papers: int, make: Callable[[int, _Watch], None]) -> Speed:
    make(0, _Watch())  # fonts are opened and keys made once, whoever comes first
    watch = _Watch()
    start = time.process_time()
    for number in range(1, papers + 1):
        make(number, watch)
    return Speed(papers, time.process_time() - start, watch.parts)


def _result(number: int, watch: _Watch) -> None:
    paper = _paper(number, TEMPLATE, "Trích lục")
    pdf = watch("typeset", lambda: plugs.get(Typesetter).typeset(paper))
    signed = watch("sign", lambda: _sign(pdf, Place.SIGNATORY, OFFICER, {}))
    texts = {Place.NUMBER: f"{number:02d}/TL-UBND", Place.ISSUED: "Mẫu, ngày 05 tháng 01 năm 2026"}
    watch("seal", lambda: _sign(signed, Place.ORGANISATION, SEAL, texts))


def _letter(number: int, watch: _Watch) -> None:
    kind = LetterKind.RECEIPT_SLIP
    letter = {**letter_data(specimen.letter(kind)), "number": str(number)}
    paper = _paper(number, city_template(kind), "Giấy tiếp nhận")
    slip = replace(paper, data={**paper.data, "letter": letter}, places=LETTER_PLACES)
    pdf = watch("typeset", lambda: plugs.get(Typesetter).typeset(slip))
    watch("seal", lambda: _sign(pdf, Place.ORGANISATION, SEAL, {}))


def _paper(number: int, template: str, title: str) -> Paper:
    key = str(UUID(int=number))
    url = f"https://example.vn/verify/{key}"
    data = {
        **facts_data(specimen.facts({})),
        "id": key,
        "title": title,
        "demo": True,
        "issued_on": specimen.AT.date().isoformat(),
        "agency": asdict(AGENCY),
        "signatory": asdict(Signatory(OFFICER.name, "Chủ tịch", ("TM. ỦY BAN NHÂN DÂN",))),
        "recipients": ["Như trên", "Lưu: VT"],
        "verify": {"url": url},
        "letter": {},
    }
    return Paper(template, data, specimen.AT, RESULT_PLACES, {"verify": url}, {"id": key})


def _sign(pdf: bytes, place: Place, signer: SignerRef, texts: dict[Place, str]) -> bytes:
    press = plugs.get(Typesetter)
    sizes = press.places(pdf)
    lines = (f"Ký bởi: {signer.name}", f"Thời gian ký: {signing_time(specimen.AT)}")
    seal = ("Ủy ban", "nhân dân") if place is Place.ORGANISATION else ()
    looks = [Look(place, sizes[place], lines, seal)]
    looks += [Look(each, sizes[each], (text,)) for each, text in texts.items()]
    drawn = press.draw(looks, at=specimen.AT)
    request = SignatureRequest(
        place, signer, specimen.AT, drawn, "Đo", certify=not texts, texts=texts
    )
    return plugs.get(Signer).sign(pdf, request)
