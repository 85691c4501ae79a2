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
    return seal_with(_keys["seal"], plain)


def unseal(sealed: bytes) -> bytes:
    """:raises Unreadable: another key, another version, or changed bytes"""
    return unseal_with(_keys["seal"], bytes(sealed))


def seal_with(key: bytes, plain: bytes, *, bound: bytes = b"") -> bytes:
    """Seal with a key of 32 bytes; `bound` is not kept, but must be the same to unseal."""
    nonce = os.urandom(12)
    return VERSION + nonce + AESGCM(key).encrypt(nonce, plain, VERSION + bound)


def unseal_with(key: bytes, sealed: bytes, *, bound: bytes = b"") -> bytes:
    """:raises Unreadable: another key, another version, something else bound, or changed bytes"""
    if sealed[:1] != VERSION:
        raise Unreadable("unknown version of sealing")
    whole = memoryview(sealed)
    try:
        return AESGCM(key).decrypt(whole[1:13], whole[13:], VERSION + bound)
    except InvalidTag as wrong:
        raise Unreadable("wrong key, or changed bytes") from wrong


def fingerprint(text: str) -> bytes:
    """32 bytes that are the same for the same text and say nothing of it without the key."""
    return hmac.new(_keys["fingerprint"], text.encode(), sha256).digest()
