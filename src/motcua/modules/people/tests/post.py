"""A messenger for tests: it remembers what it carried, and tells the code in the last message."""

import re

from motcua.foundation import jobs
from motcua.modules.people.facts import MessageChannel
from motcua.modules.people.ports import Message


class Post:
    """Carries e-mail only."""

    def __init__(self) -> None:
        self.sent: list[Message] = []

    def carries(self, channel: MessageChannel) -> bool:
        return channel is MessageChannel.EMAIL

    def send(self, message: Message) -> None:
        self.sent.append(message)

    def code(self) -> str:
        """The digits of the last message, once what waits was sent."""
        jobs.run_due()
        found = re.search(r"\b[0-9]{6}\b", self.sent[-1].text)
        assert found, "no code was sent"
        return found.group()
