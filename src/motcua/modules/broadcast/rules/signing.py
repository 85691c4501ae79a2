"""Signatures of Standard Webhooks 1.0, symmetric: `v1,` and the HMAC-SHA256 in base64."""

import base64
import hmac
from collections.abc import Sequence
from hashlib import sha256

PREFIX = "whsec_"
SECRET_BYTES = 32  # the specification asks for 24 to 64


def secret_text(key: bytes) -> str:
    """A key as it is handed to the receiver, once."""
    return PREFIX + base64.b64encode(key).decode()


def headers(message: str, *, seconds: int, body: bytes, keys: Sequence[bytes]) -> dict[str, str]:
    """What goes beside the body. While a secret is changed both keys sign.

    `message` stays the same however often it is tried, so the receiver can tell a repetition.
    """
    signed = f"{message}.{seconds}.".encode() + body
    signatures = [base64.b64encode(hmac.digest(key, signed, sha256)).decode() for key in keys]
    return {
        "webhook-id": message,
        "webhook-timestamp": str(seconds),
        "webhook-signature": " ".join(f"v1,{signature}" for signature in signatures),
    }
