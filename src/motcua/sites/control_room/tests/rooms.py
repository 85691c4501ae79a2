"""Officers of the operations centre at their browsers."""

from django.http import HttpResponse

from motcua.design.tests.browsers import Browser, said, texts
from motcua.kernel.actors import Actor, Role
from motcua.modules.alerts.tests.factories import the_places
from motcua.modules.organisation.rules import AgencyKind
from motcua.modules.organisation.tests.factories import an_agency, somebody_posted

__all__ = ["CITY", "Room", "gaps", "officer", "said", "texts", "the_city"]

CITY = "H26"


def the_city() -> None:
    an_agency(CITY, kind=AgencyKind.CITY_COMMITTEE, place_code="01")
    an_agency("H26.101", parent=CITY)
    the_places()


def officer(role: Role, name: str, agency: str = CITY) -> Actor:
    return somebody_posted(role, agency, name)


class Room(Browser):
    """The browser of one of them, or of somebody not signed in."""

    def __init__(self, actor: Actor | None = None, *, language: str = "vi") -> None:
        super().__init__("control-room", actor, language=language)


def gaps(answer: HttpResponse) -> list[str]:
    return texts(answer, "//*[contains(@class,'govuk-error-summary__list')]/li")
