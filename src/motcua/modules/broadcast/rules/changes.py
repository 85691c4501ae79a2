"""A change: one thing the city tells to whoever listens, and what must be true of it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from motcua.kernel.errors import Invalid

TOPIC = re.compile(r"[A-Za-z0-9_-]{1,64}(\.[A-Za-z0-9_-]{1,64}){0,7}")
KIND = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)+\.v[1-9][0-9]*")
PLACE = re.compile(r"[A-Za-z0-9.]{0,32}")
LONGEST_SUBJECT = 256


class BadChange(Invalid):
    """A publisher's mistake: the change does not say what it must."""

    code = "bad-change"


@dataclass(frozen=True, slots=True)
class Change:
    """Something that changed, as it will be told.

    `topic` is dotted, the widest word first ("observations.pm2_5"); `kind` is the CloudEvents type
    with its version ("vn.motcua.alert.issued.v1"); `subject` names the thing ("alert:…"); `place`
    is a unit's code, or "" for what concerns the whole city. `data` has public facts only, never
    personal data; it may hold `title` and `summary`, each `{"vi": …, "en": …}`, which feeds for
    people show. What is not `is_public` takes a position that no reader is ever told.

    :raises BadChange: a name is not spelt like one, or the moment has no zone
    """

    topic: str
    kind: str
    subject: str
    place: str
    at: datetime
    data: Mapping[str, object] = field(default_factory=dict)
    public: bool = True

    def __post_init__(self) -> None:
        wrong = [
            name
            for name, is_right in (
                ("topic", TOPIC.fullmatch(self.topic)),
                ("kind", KIND.fullmatch(self.kind)),
                ("place", PLACE.fullmatch(self.place)),
                ("subject", 0 < len(self.subject) <= LONGEST_SUBJECT),
                ("at", self.at.tzinfo is not None),
            )
            if not is_right
        ]
        if wrong:
            raise BadChange(f"a change has no such {', '.join(wrong)}: {self}", field=wrong[0])
