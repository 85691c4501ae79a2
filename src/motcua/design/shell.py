"""What stands around every page: the city, the site's navigation, who is signed in, the languages.

`config` tells the city once at start; each site registers how its frame is made from a request.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest
from django.urls import translate_url
from django.utils.encoding import escape_uri_path

from motcua.kernel.words import Text

from . import formats

LANGUAGES = (("vi", "Tiếng Việt"), ("en", "English"))


@dataclass(frozen=True, slots=True)
class Link:
    """A word that leads somewhere. `current` marks the page being shown."""

    label: str
    href: str
    current: bool = False
    language: str = ""


@dataclass(frozen=True, slots=True)
class City:
    """The city whose door this is.

    `demo` draws the banner that says nothing here is real; `patterns` opens the pattern pages.
    `ground` is where the shapes lie that maps of questions are drawn upon; empty: no such maps.
    """

    name: Text
    demo: bool
    patterns: bool = False
    hotline: str = ""
    email: str = ""
    ground: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """A site's surroundings for one request.

    `person` is the name of who is signed in, `post` in what capacity (officers);
    `sign_out` is an address that is posted to. `search` is where the desk's quick search goes.
    """

    home: str
    links: tuple[Link, ...] = ()
    account: tuple[Link, ...] = ()
    person: str = ""
    post: str = ""
    sign_in: str = ""
    sign_out: str = ""
    search: str = ""


@dataclass(frozen=True, slots=True)
class Stage:
    """A rehearsal under way, told above every page of it.

    `at` is the moment its clock shows, `person` who one is there, `controls` where one becomes
    somebody else or moves the clock, `leave` the way out.
    """

    at: datetime
    person: str
    controls: str
    leave: str
    troubles: int = 0


MakeFrame = Callable[[HttpRequest], Frame]

_frames: dict[str, MakeFrame] = {}
_cities: list[City] = [City(name=Text("Thành phố", "City"), demo=False)]


def settle(city: City) -> None:
    """Say which city this program serves. Called once, by the wiring."""
    _cities[:] = [city]


def city() -> City:
    return _cities[0]


def frame_for(site: str) -> Callable[[MakeFrame], MakeFrame]:
    """Register how a site's frame is made; the site is the first part of its templates' path."""

    def register(make: MakeFrame) -> MakeFrame:
        _frames[site] = make
        return make

    return register


def frame(template: str, request: HttpRequest) -> Frame:
    """The frame of the site that owns the template; a bare one where none is registered."""
    make = _frames.get(template.partition("/")[0])
    return make(request) if make else Frame(home="/en/" if formats.language() == "en" else "/")


TellStage = Callable[[HttpRequest], Stage]
_stage: ContextVar[TellStage | None] = ContextVar("stage", default=None)


def stage(request: HttpRequest) -> Stage | None:
    """What is said of the rehearsal this page belongs to; None on every real page."""
    tell = _stage.get()
    return tell(request) if tell else None


@contextmanager
def on_stage(tell: TellStage) -> Iterator[None]:
    """Every page drawn inside the block, in this thread, says that it is a rehearsal."""
    token = _stage.set(tell)
    try:
        yield
    finally:
        _stage.reset(token)


def languages(request: HttpRequest) -> tuple[Link, ...]:
    """The same page in each language; empty where a page has only one address."""
    # Without what a rehearsal stands below: reversing puts it there again.
    query = request.META.get("QUERY_STRING", "")
    present = escape_uri_path(request.path_info) + (f"?{query}" if query else "")
    there = {code: translate_url(present, code) for code, _ in LANGUAGES}
    if len(set(there.values())) == 1:
        return ()
    now = formats.language()
    return tuple(Link(name, there[code], code == now, code) for code, name in LANGUAGES)
