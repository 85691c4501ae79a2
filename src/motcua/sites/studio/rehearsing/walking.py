"""The paths of a package: having them walked, and reading how each went."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from motcua.design.page import now, page
from motcua.design.requests import actor_of
from motcua.kernel.actors import Actor
from motcua.kernel.errors import AlreadyDone, NotFound, WrongMoment
from motcua.modules.catalogue.rules.findings import PackageErrors
from motcua.modules.catalogue.rules.package import read
from motcua.modules.rehearsals import operations, queries
from motcua.modules.rehearsals.rules.paths.targets import Target, targets_of

from . import words
from .doors import for_designers


@for_designers("POST")
def begin(request: HttpRequest, rehearsal_id: UUID) -> HttpResponse:
    """Have all paths walked; where they are being walked already, look on."""
    actor = actor_of(request)
    try:
        asked = operations.ask_walk(rehearsal_id=rehearsal_id, by=actor, at=now())
    except (AlreadyDone, WrongMoment):
        return HttpResponseRedirect(reverse("studio:rehearsal", args=[rehearsal_id]))
    return HttpResponseRedirect(reverse("studio:walk", args=[asked]))


@for_designers("GET")
def show(request: HttpRequest, walk_id: UUID) -> HttpResponse:
    """A walk: each path, what it covers, how it ended, and what changed since the walk before."""
    actor = actor_of(request)
    walk = queries.walk(walk_id, by=actor)
    card = queries.rehearsal(walk.rehearsal, by=actor)
    before = queries.walk_before(walk_id, by=actor)
    answer = page(
        request,
        "studio/rehearsing/walk.html",
        walk=walk,
        card=card,
        before=before,
        changes=_changes(before, walk),
        targets=_targets(walk.rehearsal, by=actor),
        words=words,
    )
    if walk.is_under_way:
        answer.headers["Refresh"] = "3"
    return answer


def _changes(before: queries.WalkCard | None, now_: queries.WalkCard) -> list[tuple[str, str, str]]:
    """Paths that went otherwise than in the walk before: name, then, now."""
    if before is None or now_.is_under_way:
        return []
    then = {path.key: path for path in before.paths}
    there = {path.key: path for path in now_.paths}
    return [
        (
            words.story((there.get(key) or then[key]).name),
            _told(then.get(key)),
            _told(there.get(key)),
        )
        for key in sorted(then.keys() | there.keys())
        if _told(then.get(key)) != _told(there.get(key))
    ]


def _told(path: queries.WalkedPath | None) -> str:
    if path is None:
        return ""
    return path.trouble or words.outcome(path.outcome)


def _targets(rehearsal: UUID, *, by: Actor) -> dict[str, Target]:
    """What the targets are called; nothing once the files of a closed rehearsal are gone."""
    try:
        return targets_of(read(queries.files(rehearsal, by=by)))
    except (PackageErrors, NotFound):
        return {}
