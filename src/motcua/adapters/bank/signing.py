"""How payment messages are signed: VNPAY's rule, which the fake bank follows too.

Drop empty values, sort by name, encode with `quote_plus`, HMAC-SHA512, hexadecimal.
"""

import hmac
from collections.abc import Mapping
from hashlib import sha512
from urllib.parse import parse_qsl, urlencode


class NotSigned(Exception):
    """The signature is missing, or is not the one the message should have."""


class Unreadable(Exception):
    """Not a message at all: not UTF-8, too many fields, or a field said twice."""


_MOST_FIELDS = 50


def query(fields: Mapping[str, str]) -> str:
    """The string that is signed and sent."""
    return urlencode(sorted((name, value) for name, value in fields.items() if value != ""))


def sign(fields: Mapping[str, str], *, secret: str) -> str:
    """The signature of a message, 128 lower-case hexadecimal digits."""
    return hmac.new(secret.encode(), query(fields).encode(), sha512).hexdigest()


def signed(fields: Mapping[str, str], *, secret: str, prefix: str) -> str:
    """The message with its signature last, ready for an address."""
    return f"{query(fields)}&{prefix}SecureHash={sign(fields, secret=secret)}"


def read(message: str, *, secret: str, prefix: str) -> dict[str, str]:
    """The fields of a signed message; fields that do not bear the prefix are not ours and left out.

    :raises NotSigned: the signature does not hold
    :raises Unreadable: not a message, or a field said twice
    """
    try:
        said = parse_qsl(
            message, keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS
        )
    except ValueError as wrong:
        raise Unreadable(str(wrong)) from wrong
    ours = [(name, value) for name, value in said if name.startswith(prefix)]
    fields = dict(ours)
    if len(fields) != len(ours):
        raise Unreadable("a field is said twice")
    given = fields.pop(f"{prefix}SecureHash", "")
    fields.pop(f"{prefix}SecureHashType", None)
    if not hmac.compare_digest(given.lower().encode(), sign(fields, secret=secret).encode()):
        raise NotSigned
    return fields
