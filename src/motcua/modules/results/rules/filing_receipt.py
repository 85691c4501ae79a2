"""The receipt of filing: what was filed, on paper and as data (`twin`) that anybody can check.

The data is signed together with the digest of the paper, as a JSON Web Signature (RFC 7515) with
ES256 (RFC 7518): every browser can check that by itself, without asking anybody.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import ECKey

from motcua.kernel.errors import Invalid

FORMAT = "motcua.filing-receipt/1"
SIGNED_FORMAT = "motcua.signed-receipt/1"
ALGORITHM = "ES256"
CURVE = "P-256"
MEDIA_TYPE = "application/jose"


class ReceiptNotGenuine(Invalid):
    """The signature does not hold, or was not made with a key we know."""

    code = "receipt-not-genuine"


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """A question, its answer in words, and where the answer came from."""

    key: str
    label: str
    value: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class AnswerPage:
    title: str
    rows: tuple[AnswerRow, ...]


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file as it was filed. `verdict`: what the scan said, in words; `pages` 0: not counted."""

    question: str
    name: str
    size: int
    media_type: str
    sha256: str
    pages: int = 0
    verdict: str = ""
    originality: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class FeeRow:
    name: str
    amount: int
    basis: str = ""
    relief: str = ""


@dataclass(frozen=True, slots=True)
class PromiseStep:
    """A stretch of time on the way to the date: whether the clock runs in it, and why."""

    starts_at: datetime
    ends_at: datetime
    counts: bool
    why: str


@dataclass(frozen=True, slots=True)
class PromisedDate:
    """When the result is due if the dossier is accepted as filed, and how that was reckoned.

    `starts_at` is the moment it was reckoned from.
    """

    due_at: datetime
    starts_at: datetime
    allowance: str
    calendar: str
    steps: tuple[PromiseStep, ...] = ()


def twin_of(data: Mapping[str, object]) -> dict[str, object]:
    """What the paper says, as data: `data` is what its template gets."""
    letter, dossier = _table(data, "letter"), _table(data, "dossier")
    agency = _table(data, "agency")
    said = {key: letter[key] for key in letter if key not in ("track_url", "revision", "number")}
    return {
        "format": FORMAT,
        "id": data["id"],
        "title": data["title"],
        "is_demo": data["demo"],
        "agency": {"code": agency.get("code"), "name": agency.get("name")},
        "procedure": {
            "code": dossier.get("procedure_code"),
            "name": dossier.get("procedure_name"),
            "revision": letter.get("revision"),
        },
        "channel": dossier.get("channel"),
        "submitter": data["submitter"],
        "owner": data["applicant"],
        **said,
        "answers": data["answers"],
        "links": {"verify": _table(data, "verify").get("url"), "track": letter.get("track_url")},
    }


def signed(
    twin: Mapping[str, object], *, pdf_sha256: str, pdf_size: int, key: ECKey, at: datetime
) -> str:
    """The data and the digest of its paper, signed. `key` is private."""
    said = {
        "format": SIGNED_FORMAT,
        "receipt": twin,
        "pdf": {"sha256": pdf_sha256, "size": pdf_size},
        "signed_at": at.isoformat(timespec="seconds"),
    }
    header = {"alg": ALGORITHM, "kid": key.thumbprint(), "typ": SIGNED_FORMAT}
    payload = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return jws.serialize_compact(header, payload.encode(), key, algorithms=[ALGORITHM])


def checked(token: str, keys: Mapping[str, ECKey]) -> dict[str, object]:
    """What was signed: `receipt`, `pdf`, `signed_at`. `keys` are ours, by thumbprint.

    :raises ReceiptNotGenuine: not signed by one of them, or changed since
    """
    try:
        named = str(jws.extract_compact(token.encode()).headers().get("kid", ""))
        if named not in keys:
            raise ReceiptNotGenuine("signed with a key that is not ours")
        held = jws.deserialize_compact(token, keys[named], algorithms=[ALGORITHM])
        said = json.loads(held.payload or b"")
    except (JoseError, ValueError, TypeError):
        raise ReceiptNotGenuine("the signature does not hold") from None
    if not isinstance(said, dict) or said.get("format") != SIGNED_FORMAT:
        raise ReceiptNotGenuine("another format")
    return said


def _table(data: Mapping[str, object], key: str) -> Mapping[str, object]:
    found = data.get(key)
    return found if isinstance(found, Mapping) else {}
