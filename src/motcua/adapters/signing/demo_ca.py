"""The Signer of the demonstration city: keys on disk, no card, no person asked.

It signs for whoever the request names, so it must never stand where signatures count: wiring gives
it to the demo and test profiles only, and it refuses to be built for any other.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from secrets import randbits

from asn1crypto import x509 as asn1
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import Certificate

from motcua.modules.results.ports import SignatureReport, SignatureRequest, SignerRef

from . import checking, cms, pades
from .authority import DemoAuthority, Holder

#: Ours alone (an OID made from a random UUID): a policy that promises nothing.
DEMO_POLICY = "2.25.288446106216873512849512373910734822110"


class NotForProduction(Exception):
    """The demonstration authority was asked to stand where signatures count."""


class DemoSigner:
    """Signs with keys it makes itself; `clock` is the time-stamping authority's."""

    def __init__(
        self,
        folder: Path,
        *,
        passphrase: bytes,
        profile: str,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        if profile not in ("demo", "test"):
            raise NotForProduction(f"no demonstration signatures in the profile {profile}")
        self.authority = DemoAuthority(folder, passphrase=passphrase)
        self._clock = clock

    def sign(self, pdf: bytes, request: SignatureRequest) -> bytes:
        prepared = pades.prepare(pdf, request)
        return pades.complete(prepared, self._container(prepared.digest, self._of(request.signer)))

    def check(self, pdf: bytes) -> list[SignatureReport]:
        root = asn1.Certificate.load(_der(self.authority.root.certificate))
        return checking.report(pdf, roots=[root], revoked_at=self.authority.revoked_at, demo=True)

    def revoke(self, signer: SignerRef, *, at: datetime) -> None:
        """From `at` on, the signatures of this signer's present certificate are not trusted."""
        self.authority.revoke(self._of(signer).certificate, at=at)

    def _of(self, signer: SignerRef) -> Holder:
        return self.authority.holder(signer.key, name=signer.name, organisation=signer.organisation)

    def _container(self, digest: bytes, holder: Holder) -> bytes:
        signed = _signed(digest, holder, of=cms.DATA)
        return cms.signed_data(
            signed,
            chain=[self.authority.issuing.certificate],
            time_stamp=self._time_stamp(signed.signature),
        )

    def _time_stamp(self, signature: bytes) -> bytes:
        """An RFC 3161 token over the signature value."""
        stamping = self.authority.time_stamping
        info = cms.time_stamp_info(
            sha256(signature).digest(),
            policy=DEMO_POLICY,
            serial=randbits(63),
            at=self._clock(),
            by=stamping.certificate.subject.public_bytes(),
        )
        signed = _signed(sha256(info).digest(), stamping, of=cms.TIME_STAMP_INFO)
        return cms.signed_data(signed, chain=[], of=cms.TIME_STAMP_INFO, content=info)


def _signed(digest: bytes, holder: Holder, *, of: bytes) -> cms.Signed:
    attributes = cms.attributes(digest, holder.certificate, of=of)
    signature = holder.key.sign(attributes, ECDSA(SHA256()))
    return cms.Signed(attributes, signature, holder.certificate)


def _der(certificate: Certificate) -> bytes:
    return certificate.public_bytes(Encoding.DER)
