"""What people need from the outside: somebody who proves who they are."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Protocol

from motcua.kernel.errors import Refusal
from motcua.kernel.words import Text

from .facts import Claims


class SignInFailed(Refusal):
    """The answer of the identity provider does not prove anybody. `detail` is for the log only."""

    code: ClassVar[str] = "sign-in-failed"
    status: ClassVar[int] = 400


class SignInCancelled(Refusal):
    """Whoever was asked who they are preferred not to say."""

    code: ClassVar[str] = "sign-in-cancelled"
    status: ClassVar[int] = 403


@dataclass(frozen=True, slots=True)
class Begun:
    """A sign-in under way: where to send the browser, and what its answer is checked against."""

    url: str
    state: str
    nonce: str
    verifier: str


class IdentityProvider(Protocol):
    """Proves who somebody is. Speaks values, never HTTP requests."""

    @property
    def name(self) -> str:
        """Stable, short; stored beside each subject."""

    @property
    def label(self) -> Text:
        """What people call it."""

    def begin(self, *, redirect_uri: str, language: str, at: datetime) -> Begun:
        """Start a sign-in that ends at `redirect_uri`.

        :raises Weather: the provider does not answer
        """

    def finish(
        self, *, answer: Mapping[str, str], redirect_uri: str, begun: Begun, at: datetime
    ) -> Claims:
        """Turn what the browser brought back into proved claims.

        :raises SignInCancelled: nobody was named, and that was somebody's wish
        :raises SignInFailed: answer, code, token or claims are not what they must be
        :raises Weather: the provider does not answer
        """

    def end_url(self, *, return_to: str, at: datetime) -> str | None:
        """Where to end the session at the provider too, if it can be ended."""
