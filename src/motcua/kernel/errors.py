"""Everything expected that can go wrong. Doors translate codes; nobody below translates."""

from collections.abc import Mapping
from typing import ClassVar


class Refusal(Exception):
    """An act that is refused for a reason a person can understand.

    `code` is stable and translated at the doors; `status` is the HTTP status a door answers with;
    `params` fill the sentence and never hold personal data.
    """

    code: ClassVar[str] = "refused"
    status: ClassVar[int] = 409

    def __init__(self, detail: str = "", **params: object) -> None:
        super().__init__(detail or self.code)
        self.detail = detail
        self.params: Mapping[str, object] = params


class NotFound(Refusal):
    """It does not exist, or the reader may not know that it does."""

    code = "not-found"
    status = 404


class NotAllowed(Refusal):
    """The actor may see it but may not do this."""

    code = "not-allowed"
    status = 403


class WrongMoment(Refusal):
    """The act exists, but not in the present state."""

    code = "wrong-moment"


class AlreadyDone(Refusal):
    """The same thing was done before; nothing was changed."""

    code = "already-done"


class Invalid(Refusal):
    """The input does not say what it must; `params` name what."""

    code = "invalid"
    status = 422


class Weather(Exception):
    """A time-out, a partner that is down: the worker tries again."""
