"""How often anybody may ask what is open to all: a limit that honest callers never meet."""

from datetime import timedelta

from django.http import HttpRequest

from motcua.design.page import now
from motcua.foundation.limits import Limit, knock

#: Twenty a second over a minute: a mirror of the whole catalogue fits, a flood does not.
PUBLIC = Limit("api", most=1200, per=timedelta(minutes=1))


def count(request: HttpRequest) -> None:
    """:raises TooOften: this address asked more than the limit; params: seconds"""
    knock(PUBLIC, str(request.META.get("REMOTE_ADDR", "")), at=now())
