"""The key of a request, by which the same one again does nothing twice."""

import re

from django.http import HttpRequest

from motcua.kernel.errors import Refusal

_KEY = re.compile(r"[!-~]{1,200}")


class KeyUnreadable(Refusal):
    """The request has no key of its own, or one that is none."""

    code = "idempotency-key-missing"
    status = 400


def key_of(request: HttpRequest) -> str:
    """The key of this request, so that the same one again does nothing twice.

    :raises KeyUnreadable: there is none
    """
    key = request.headers.get("Idempotency-Key", "")
    if not _KEY.fullmatch(key):
        raise KeyUnreadable("Idempotency-Key: 1 to 200 visible ASCII characters")
    return f"api:{key}"
