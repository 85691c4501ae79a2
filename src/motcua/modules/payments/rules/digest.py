"""How a message is remembered without being kept."""

from hashlib import sha256


def digest(message: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return sha256(message).hexdigest()
