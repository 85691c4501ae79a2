"""Bodies of requests: JSON that is read whole, and refused plainly where it cannot be."""

from typing import Any

import msgspec
from django.http import HttpRequest
from ninja.errors import HttpError
from ninja.parser import Parser


class JsonParser(Parser):
    """Reads what JSON says and nothing else: no NaN, no half characters, no bottomless nesting."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        """The body as an object.

        :raises HttpError: 400, it is no JSON object
        """
        try:
            found = msgspec.json.decode(request.body)
            # What cannot be written again cannot be kept: numbers beyond all bounds.
            msgspec.json.encode(found)
        except (msgspec.MsgspecError, RecursionError, OverflowError, ValueError) as wrong:
            raise HttpError(400, "The body is not JSON that can be read.") from wrong
        if not isinstance(found, dict):
            raise HttpError(400, "The body is not a JSON object.")
        return found
