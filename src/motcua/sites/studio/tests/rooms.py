"""Designers Giang and Tuệ and officer Chi at their browsers."""

from dataclasses import dataclass

from motcua.design.tests.browsers import Browser, said, texts
from motcua.kernel.actors import Actor, Role
from motcua.modules.organisation.seed.cities import demo_city, found
from motcua.modules.organisation.tests.factories import somebody_posted
from motcua.modules.proposals.tests.factories import TUESDAY

__all__ = ["CITY", "People", "Room", "said", "texts", "the_people"]

CITY = "H26"


@dataclass(frozen=True, slots=True)
class People:
    giang: Actor
    tue: Actor
    auditor: Actor
    chi: Actor


def the_people() -> People:
    found(demo_city(), at=TUESDAY)
    return People(
        giang=somebody_posted(Role.PROCEDURE_ADMIN, CITY, "Vũ Hương Giang"),
        tue=somebody_posted(Role.PROCEDURE_ADMIN, CITY, "Đặng Minh Tuệ"),
        auditor=somebody_posted(Role.AUDITOR, CITY, "Lưu Đức Thịnh"),
        chi=somebody_posted(Role.RECEIVER, CITY, "Lê Thị Chi"),
    )


class Room(Browser):
    """The browser of one of them, or of somebody not signed in."""

    def __init__(self, actor: Actor | None = None, *, language: str = "vi") -> None:
        super().__init__("studio", actor, language=language)
