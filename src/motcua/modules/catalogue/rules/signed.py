"""A package that says whose it is: a zip with a signature over every file in it.

`signature.jws` is a JSON Web Signature (RFC 7515) with Ed25519 (RFC 8037, RFC 9864) by the key of
the organisation that exported the package. What is signed names every file with its SHA-256, the
canonical digest, who signs and when, and the packages it was derived from. The zip is packed in
one way only, so no byte of it can be changed unseen: not of a file, a name, or what lies between.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

import msgspec
from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import OKPKey

from motcua.kernel.errors import Refusal

from .archive import pack_plainly, unpack
from .package import canonical_json, read

SIGNATURE = "signature.jws"
FORMAT = "motcua-package/1"
_ALGORITHM = "Ed25519"


class PackageUnsigned(Refusal):
    """It bears no signature: nobody answers for it."""

    code = "package-unsigned"
    status = 422


class SignerUnknown(Refusal):
    """It bears a signature by a key we do not trust; `key` is its thumbprint."""

    code = "package-signer-unknown"
    status = 422


class PackageChanged(Refusal):
    """It is not what was signed; `file` says where it differs."""

    code = "package-changed"
    status = 422


@dataclass(frozen=True, slots=True)
class Before:
    """A package that this one was derived from."""

    signer: str
    digest: str
    signed_at: str


@dataclass(frozen=True, slots=True)
class Statement:
    """What the signer says. `digest` is the revision's; `before` the newest first."""

    format: str
    code: str
    digest: str
    signer: str
    signer_name: str
    signed_at: str
    files: dict[str, str]
    before: tuple[Before, ...] = ()


@dataclass(frozen=True, slots=True)
class Opened:
    """A zip as it was brought: its files without the signature, and the signature."""

    content: bytes
    files: dict[str, bytes]
    token: str

    @property
    def is_signed(self) -> bool:
        return bool(self.token)

    @property
    def key(self) -> str:
        """The thumbprint of the key it says it was signed with."""
        try:
            named = jws.extract_compact(self.token.encode()).headers().get("kid", "")
        except (JoseError, ValueError, TypeError):
            return ""
        return str(named)


def statement_of(
    files: Mapping[str, bytes], *, signer: str, signer_name: str, signed_at: str,
    before: tuple[Before, ...] = (),
) -> Statement:  # fmt: skip
    """What is to be signed of a package.

    :raises PackageErrors: the files do not make a package
    """
    package = read(files)
    return Statement(
        format=FORMAT,
        code=package.code,
        digest=package.digest,
        signer=signer,
        signer_name=signer_name,
        signed_at=signed_at,
        files={name: hashlib.sha256(files[name]).hexdigest() for name in sorted(files)},
        before=before,
    )


def sealed(files: Mapping[str, bytes], statement: Statement, key: OKPKey) -> bytes:
    """The zip with its signature; the same files, statement and key give the same bytes."""
    header = {"alg": _ALGORITHM, "kid": key.thumbprint()}
    said = canonical_json(msgspec.to_builtins(statement))
    token = jws.serialize_compact(header, said, key, algorithms=[_ALGORITHM])
    return pack_plainly({**files, SIGNATURE: token.encode()})


def opened(content: bytes) -> Opened:
    """
    :raises PackageErrors: not a zip, too much in it, or a path that leads outside
    """
    files = unpack(content)
    token = files.pop(SIGNATURE, b"")
    return Opened(content, files, token.decode("ascii", "replace"))


def verified(package: Opened, keys: Mapping[str, OKPKey]) -> Statement:
    """What its signer says, if the package is byte for byte what was signed.

    `keys` are those we trust, by thumbprint.

    :raises PackageUnsigned: it bears no signature
    :raises SignerUnknown: signed with a key that is not among ours
    :raises PackageChanged: a file, or something between them, is not what was signed
    """
    if not package.is_signed:
        raise PackageUnsigned("no signature")
    if package.key not in keys:
        raise SignerUnknown("unknown key", key=package.key[:60])
    statement = _said(package, keys[package.key])
    for name in sorted({*statement.files, *package.files}):
        content = package.files.get(name)
        known = hashlib.sha256(content).hexdigest() if content is not None else ""
        if known != statement.files.get(name):
            raise PackageChanged(f"{name} is not what was signed", file=name)
    whole = pack_plainly({**package.files, SIGNATURE: package.token.encode()})
    if whole != package.content:
        raise PackageChanged("the zip is not as it was packed", file="package.zip")
    read_as = read(package.files)
    if (read_as.code, read_as.digest) != (statement.code, statement.digest):
        raise PackageChanged("the digest is not what was signed", file="package.zip")
    return statement


def _said(package: Opened, key: OKPKey) -> Statement:
    try:
        signed = jws.deserialize_compact(package.token, key, algorithms=[_ALGORITHM])
        statement = msgspec.json.decode(signed.payload, type=Statement)
    except (JoseError, msgspec.MsgspecError, ValueError, TypeError):
        raise PackageChanged("the signature does not hold", file=SIGNATURE) from None
    if statement.format != FORMAT:
        raise PackageChanged("another format", file=SIGNATURE)
    return statement
