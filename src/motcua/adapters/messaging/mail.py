"""Mail by SMTP, always encrypted. Text messages have no cable of their own yet: none is offered."""

import smtplib
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import formatdate
from hashlib import sha256
from typing import Self
from urllib.parse import unquote, urlsplit

from motcua.kernel.errors import Weather
from motcua.modules.people.facts import MessageChannel
from motcua.modules.people.ports import Message, Undeliverable

_PATIENCE = 15.0  # seconds
_PORTS = {"smtps": 465, "smtp": 587}


@dataclass(frozen=True, slots=True)
class MailPost:
    """A Messenger for e-mail; without a host it carries nothing.

    `scheme` is `smtps` (TLS from the start) or `smtp` (STARTTLS, which must be offered).
    """

    scheme: str = ""
    host: str = ""
    port: int = 0
    user: str = ""
    password: str = ""
    sender: str = ""

    @classmethod
    def read(cls, address: str) -> Self:
        """From `smtps://user:password@host:465/sender@host`; the empty address carries nothing.

        :raises ValueError: what is wrong with it, without what is secret in it
        """
        if not address:
            return cls()
        parts = urlsplit(address)
        sender = unquote(parts.path.lstrip("/"))
        if parts.scheme not in _PORTS or not parts.hostname:
            raise ValueError("it must begin with smtps://host or smtp://host")
        if "@" not in sender:
            raise ValueError("it must end with the address of the sender")
        port = parts.port or _PORTS[parts.scheme]
        user, password = unquote(parts.username or ""), unquote(parts.password or "")
        return cls(parts.scheme, parts.hostname, port, user, password, sender)

    def carries(self, channel: MessageChannel) -> bool:
        return channel is MessageChannel.EMAIL and bool(self.host)

    def send(self, message: Message) -> None:
        """The key becomes the Message-ID, by which mail programs show a repeated mail once."""
        if not self.carries(message.channel):
            raise Undeliverable(f"no cable for {message.channel}")
        try:
            with self._connected() as server:
                server.send_message(self.mail(message))
        except smtplib.SMTPRecipientsRefused as wrong:
            if all(code >= 500 for code, _ in wrong.recipients.values()):
                raise Undeliverable("the address takes no mail") from None
            raise Weather("the mail server takes the address later") from None
        except (OSError, smtplib.SMTPException) as wrong:
            raise Weather(f"the mail server does not take it: {type(wrong).__name__}") from None

    def _connected(self) -> smtplib.SMTP:
        context = ssl.create_default_context()
        if self.scheme == "smtps":
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                self.host, self.port, timeout=_PATIENCE, context=context
            )
        else:
            server = smtplib.SMTP(self.host, self.port, timeout=_PATIENCE)
            server.starttls(context=context)
        if self.user:
            server.login(self.user, self.password)
        return server

    def mail(self, message: Message) -> EmailMessage:
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = self.sender, message.to, message.subject
        mail["Date"] = formatdate(localtime=False)
        domain = self.sender.rpartition("@")[2]
        mail["Message-ID"] = f"<{sha256(message.key.encode()).hexdigest()}@{domain}>"
        mail["Auto-Submitted"] = "auto-generated"
        mail.set_content(message.text)
        return mail
