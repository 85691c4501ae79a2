"""What people need from the outside: who proves who they are, and who carries messages to them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Protocol

from motcua.kernel.errors import Refusal
from motcua.kernel.words import Text

from .facts import Claims, MessageChannel


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


class Undeliverable(Refusal):
    """Nothing carries messages of this channel here, or the address takes none."""

    code: ClassVar[str] = "undeliverable"
    status: ClassVar[int] = 409


@dataclass(frozen=True, slots=True)
class Message:
    """Something one person must be told, in words.

    `to` is an e-mail address, or a telephone number in its national form; `subject` is empty in
    a text message. The same `key` is the same message: however often it is sent, it arrives once
    (as far as whoever carries it can tell).
    """

    channel: MessageChannel
    to: str
    subject: str
    text: str
    key: str


class Messenger(Protocol):
    """Carries messages to people. Called by jobs and reactions, never inside a transaction."""

    def carries(self, channel: MessageChannel) -> bool:
        """Whether this channel works here at all; doors offer no other."""

    def send(self, message: Message) -> None:
        """Hand a message over to be delivered.

        :raises Undeliverable: trying again would not help
        :raises Weather: nobody takes it now; try again later
        """


@dataclass(frozen=True, slots=True)
class Pages:
    """Where people find the city's pages: for links in messages."""

    base_url: str

    def link(self, path: str, language: str) -> str:
        """`path` is the Vietnamese one, from the root."""
        return f"{self.base_url}{'/en' if language == 'en' else ''}{path}"
