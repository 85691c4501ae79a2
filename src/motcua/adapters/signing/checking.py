"""Judges the signatures of any PDF against roots we trust, at the time they were made."""

import asyncio
import io
import logging
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from asn1crypto import x509
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import PathError

from motcua.modules.results.ports import NotAPdf, SignatureReport

#: A judgement that comes out badly is an answer, not an incident of ours.
for _noisy in ("pyhanko.sign", "pyhanko.pdf_utils", "pyhanko_certvalidator"):
    logging.getLogger(_noisy).setLevel(logging.CRITICAL)

RevokedAt = Callable[[int], datetime | None]


def report(
    pdf: bytes, *, roots: Sequence[x509.Certificate], revoked_at: RevokedAt, demo: bool
) -> list[SignatureReport]:
    """One report per signature, in the order of signing. :raises NotAPdf: unreadable"""
    try:
        signatures = PdfFileReader(io.BytesIO(pdf)).embedded_regular_signatures
        return [_judge(s, roots, revoked_at, demo=demo) for s in signatures]
    except (PdfError, SigningError, ValueError, KeyError, TypeError, RecursionError) as wrong:
        # Damaged bytes surface anywhere in the reader, in any of these shapes.
        raise NotAPdf(type(wrong).__name__) from wrong


def _judge(
    signature: EmbeddedPdfSignature,
    roots: Sequence[x509.Certificate],
    revoked_at: RevokedAt,
    *,
    demo: bool,
) -> SignatureReport:
    stamped_at = _stamped_at(signature)
    moment = stamped_at or signature.self_reported_timestamp or datetime.now(UTC)
    status = _status(signature, roots, moment)
    certificate = signature.signer_cert
    names = certificate.subject.native
    return SignatureReport(
        field=str(signature.field_name),  # a plain one, not the reader's own kind
        signer=_first(names.get("common_name", "")),
        organisation=_first(names.get("organization_name", "")),
        claimed_at=signature.self_reported_timestamp,
        stamped_at=stamped_at if _stamp_holds(status) else None,
        intact=status is not None and status.intact and status.valid,
        undisturbed=status is not None and _undisturbed(status),
        trusted=status is not None
        and status.trusted
        and (stamped_at is None or _stamp_holds(status))
        and _not_revoked(certificate, moment, revoked_at),
        demo=demo,
        covers_file=status is not None and status.coverage == SignatureCoverageLevel.ENTIRE_FILE,
    )


def _status(
    signature: EmbeddedPdfSignature, roots: Sequence[x509.Certificate], moment: datetime
) -> PdfSignatureStatus | None:
    """None where pyHanko cannot judge at all, which is as bad as any verdict."""

    def context() -> ValidationContext:
        return ValidationContext(trust_roots=list(roots), allow_fetching=False, moment=moment)

    try:
        return asyncio.run(async_validate_pdf_signature(signature, context(), context()))
    except (SignatureValidationError, PathError):
        return None


def _stamped_at(signature: EmbeddedPdfSignature) -> datetime | None:
    """What the token says; whether the token holds is judged with the signature."""
    for attribute in signature.signer_info["unsigned_attrs"]:
        if attribute["type"].native == "signature_time_stamp_token":
            token = attribute["values"][0]["content"]["encap_content_info"]
            made: datetime = token["content"].parsed["gen_time"].native
            return made
    return None


def _stamp_holds(status: PdfSignatureStatus | None) -> bool:
    stamp = status.timestamp_validity if status is not None else None
    return stamp is not None and stamp.valid and stamp.intact and stamp.trusted


def _undisturbed(status: PdfSignatureStatus) -> bool:
    if status.coverage == SignatureCoverageLevel.ENTIRE_FILE:
        return True
    level = status.modification_level
    return bool(status.docmdp_ok) and level is not None and level <= ModificationLevel.FORM_FILLING


def _not_revoked(certificate: x509.Certificate, moment: datetime, revoked_at: RevokedAt) -> bool:
    since = revoked_at(certificate.serial_number)
    return since is None or moment < since


def _first(value: object) -> str:
    return str(value[0] if isinstance(value, list) else value)
