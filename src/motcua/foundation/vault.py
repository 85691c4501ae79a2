"""Sealing personal data at rest: AES-256-GCM, and a keyed fingerprint to find what is sealed.

A sealed value is `version(1) nonce(12) ciphertext+tag`. The keys come from wiring; both are derived
from one secret, so a leaked database alone opens nothing.
"""

import hmac
import os
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

VERSION = b"\x01"

_keys: dict[str, bytes] = {}


class Unreadable(Exception):
    """The value was sealed with another key or has been changed."""


def set_secret(secret: bytes) -> None:
    """Derive the keys; called once by wiring. `secret` has at least 32 bytes of entropy."""
    if len(secret) < 32:
        raise ValueError("the data key is shorter than 32 bytes")
    for purpose in ("seal", "fingerprint"):
        info = f"motcua/{purpose}".encode()
        _keys[purpose] = HKDF(SHA256(), length=32, salt=None, info=info).derive(secret)


def seal(plain: bytes) -> bytes:
    nonce = os.urandom(12)
    return VERSION + nonce + AESGCM(_keys["seal"]).encrypt(nonce, plain, VERSION)


def unseal(sealed: bytes) -> bytes:
    """:raises Unreadable: another key, another version, or changed bytes"""
    sealed = bytes(sealed)
    if sealed[:1] != VERSION:
        raise Unreadable("unknown version of sealing")
    try:
        return AESGCM(_keys["seal"]).decrypt(sealed[1:13], sealed[13:], VERSION)
    except InvalidTag as wrong:
        raise Unreadable("wrong key, or changed bytes") from wrong


def fingerprint(text: str) -> bytes:
    """32 bytes that are the same for the same text and say nothing of it without the key."""
    return hmac.new(_keys["fingerprint"], text.encode(), sha256).digest()
