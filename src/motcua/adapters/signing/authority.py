"""A certificate authority for demonstrations, kept in one folder.

Root → issuing authority → officers and organisations; a time-stamping authority beside them. Every
certificate says in its names that it is for demonstration. Keys are encrypted with the passphrase
and readable by their owner only; what is missing is made on first use, once, under a file lock.
"""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePrivateKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

DEMO = "DEMO - KHÔNG CÓ GIÁ TRỊ PHÁP LÝ"
ROOT, ISSUING, TIME = "Motcua Demo Root", "Motcua Demo Issuing", "Motcua Demo Time Stamping"
_VALID_FROM, _VALID_UNTIL = datetime(2020, 1, 1, tzinfo=UTC), datetime(2049, 12, 31, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Holder:
    """A certificate and its key."""

    certificate: x509.Certificate
    key: EllipticCurvePrivateKey


@dataclass(frozen=True, slots=True)
class _Subject:
    common_name: str
    organisation: str
    is_authority: bool = False
    stamps_time: bool = False

    @property
    def name(self) -> x509.Name:
        values = [
            (NameOID.COUNTRY_NAME, "VN"),
            (NameOID.ORGANIZATION_NAME, _fitting(self.organisation)),
            (NameOID.ORGANIZATIONAL_UNIT_NAME, DEMO),
            (NameOID.COMMON_NAME, _fitting(self.common_name)),
        ]
        return x509.Name([x509.NameAttribute(oid, value) for oid, value in values])


class DemoAuthority:
    """Holders by key, made on first use; a list of the revoked."""

    def __init__(self, folder: Path, *, passphrase: bytes) -> None:
        self._folder = folder
        self._passphrase = passphrase
        self._held: dict[str, Holder] = {}
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    @property
    def root(self) -> Holder:
        return self._holder("root", _Subject(ROOT, "Motcua", is_authority=True), None)

    @property
    def issuing(self) -> Holder:
        return self._holder("issuing", _Subject(ISSUING, "Motcua", is_authority=True), "root")

    @property
    def time_stamping(self) -> Holder:
        return self._holder("time", _Subject(TIME, "Motcua", stamps_time=True), "root")

    def holder(self, key: str, *, name: str, organisation: str) -> Holder:
        """The certificate of a person or an organisation; another name gives another one."""
        digest = sha256("\0".join((key, name, organisation)).encode()).hexdigest()[:32]
        return self._holder(digest, _Subject(name, organisation), "issuing")

    def revoke(self, certificate: x509.Certificate, *, at: datetime) -> None:
        """From `at` on, signatures by this certificate are not trusted."""
        issuing = self.issuing  # made before the lock is taken: making takes it too
        with self._locked():
            revoked = self._revoked()
            revoked.setdefault(str(certificate.serial_number), at.astimezone(UTC).isoformat())
            _write(self._folder / "revoked.json", json.dumps(revoked, indent=1).encode())
            _write(self._folder / "issuing.crl", _crl(issuing, revoked, at=at))

    def revoked_at(self, serial: int) -> datetime | None:
        found = self._revoked().get(str(serial))
        return datetime.fromisoformat(found) if found else None

    def _revoked(self) -> dict[str, str]:
        file = self._folder / "revoked.json"
        read: dict[str, str] = json.loads(file.read_text()) if file.exists() else {}
        return read

    def _holder(self, file: str, subject: _Subject, issuer: str | None) -> Holder:
        if file not in self._held:
            self._held[file] = self._load(file) or self._make(file, subject, self._parent(issuer))
        return self._held[file]

    def _parent(self, issuer: str | None) -> Holder | None:
        if issuer is None:
            return None
        return self.root if issuer == "root" else self.issuing

    def _load(self, file: str) -> Holder | None:
        path = self._folder / f"{file}.pem"
        if not path.exists():
            return None
        content = path.read_bytes()
        key = load_pem_private_key(content, password=self._passphrase)
        assert isinstance(key, EllipticCurvePrivateKey)
        return Holder(x509.load_pem_x509_certificate(content), key)

    def _make(self, file: str, subject: _Subject, parent: Holder | None) -> Holder:
        with self._locked():
            made = self._load(file)
            if made is None:
                made = _issue(subject, parent)
                key = made.key.private_bytes(
                    Encoding.PEM,
                    PrivateFormat.PKCS8,
                    BestAvailableEncryption(self._passphrase),
                )
                public = made.certificate.public_bytes(Encoding.PEM)
                _write(self._folder / f"{file}.pem", public + key)
                if parent is None:
                    _write(self._folder / "root.crt", public)
        return made

    @contextmanager
    def _locked(self) -> Iterator[None]:
        with (self._folder / ".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def _fitting(name: str) -> str:
    """A certificate takes 64 bytes of a name; Vietnamese letters are up to three."""
    return name.encode()[:64].decode(errors="ignore")


def _issue(subject: _Subject, parent: Holder | None) -> Holder:
    key = generate_private_key(SECP256R1())
    signing_key = parent.key if parent else key
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject.name)
        .issuer_name(parent.certificate.subject if parent else subject.name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(_VALID_FROM)
        .not_valid_after(_VALID_UNTIL)
        .add_extension(
            x509.BasicConstraints(ca=subject.is_authority, path_length=None), critical=True
        )
        .add_extension(_usage(subject), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(signing_key.public_key()),
            critical=False,
        )
    )
    if subject.stamps_time:
        stamping = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
        builder = builder.add_extension(stamping, critical=True)
    return Holder(builder.sign(signing_key, hashes.SHA256()), key)


def _usage(subject: _Subject) -> x509.KeyUsage:
    signs = not subject.is_authority
    return x509.KeyUsage(
        digital_signature=signs,
        content_commitment=signs,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=subject.is_authority,
        crl_sign=subject.is_authority,
        encipher_only=False,
        decipher_only=False,
    )


def _crl(issuing: Holder, revoked: dict[str, str], *, at: datetime) -> bytes:
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(issuing.certificate.subject)
        .last_update(at)
        .next_update(at + timedelta(days=365))
    )
    for serial, since in revoked.items():
        entry = x509.RevokedCertificateBuilder().serial_number(int(serial))
        builder = builder.add_revoked_certificate(
            entry.revocation_date(datetime.fromisoformat(since)).build()
        )
    return builder.sign(issuing.key, hashes.SHA256()).public_bytes(Encoding.DER)


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all, for the owner's eyes only."""
    part = path.with_suffix(f".{os.getpid()}.part")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
