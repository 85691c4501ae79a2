"""Papers to sign, and who signs them, for tests."""

from datetime import UTC, datetime, timedelta

from motcua.foundation import plugs
from motcua.modules.results.ports import (
    RESULT_PLACES,
    Look,
    Paper,
    Place,
    SignatureRequest,
    Signer,
    SignerRef,
    Typesetter,
)

AT = datetime(2026, 11, 17, 2, 0, tzinfo=UTC)
LATER = AT + timedelta(hours=1)
NAM = SignerRef("officer:nam", "Vũ Đình Nam", "Ủy ban nhân dân phường Hoàn Kiếm")
WARD = SignerRef("agency:H26.101", NAM.organisation, NAM.organisation)
NUMBER, ISSUED = "07/TLKS-UBND", "Hoàn Kiếm, ngày 17 tháng 11 năm 2026"
TEMPLATE = """\
#set document(title: "Quyết định")
#set text(font: "Tinos", lang: "vi")
#set page(paper: "a4")
= Quyết định
#let place(name) = link("motcua:field/" + name, box(width: 5cm, height: 2cm))
Một. #place("number") Hai. #place("issued")

Ba. #place("signatory") Bốn. #place("organisation")
"""


def unsigned() -> bytes:
    paper = Paper(template=TEMPLATE, data={}, at=AT, places=RESULT_PLACES)
    return plugs.get(Typesetter).typeset(paper)


def request_of_signatory(pdf: bytes, *, signer: SignerRef = NAM) -> SignatureRequest:
    press = plugs.get(Typesetter)
    look = Look(Place.SIGNATORY, press.places(pdf)[Place.SIGNATORY], (f"Ký bởi: {signer.name}",))
    drawn = press.draw([look], at=AT)
    return SignatureRequest(Place.SIGNATORY, signer, AT, drawn, "Phê duyệt", certify=True)


def request_of_organisation(pdf: bytes) -> SignatureRequest:
    press = plugs.get(Typesetter)
    sizes = press.places(pdf)
    looks = [
        Look(Place.ORGANISATION, sizes[Place.ORGANISATION], ("Ký bởi: UBND",), ("UBND",)),
        Look(Place.NUMBER, sizes[Place.NUMBER], (NUMBER,)),
        Look(Place.ISSUED, sizes[Place.ISSUED], (ISSUED,)),
    ]
    return SignatureRequest(
        Place.ORGANISATION,
        WARD,
        LATER,
        press.draw(looks, at=LATER),
        "Ban hành",
        texts={Place.NUMBER: NUMBER, Place.ISSUED: ISSUED},
    )


def signed_once(signer: Signer) -> bytes:
    pdf = unsigned()
    return signer.sign(pdf, request_of_signatory(pdf))


def signed_twice(signer: Signer) -> bytes:
    once = signed_once(signer)
    return signer.sign(once, request_of_organisation(once))
