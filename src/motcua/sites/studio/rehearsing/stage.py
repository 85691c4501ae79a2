"""The way into a rehearsal: outside the designer is known, and all the rest happens inside."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.csrf import csrf_exempt

from motcua.design import errors, shell
from motcua.design.page import now
from motcua.design.requests import actor_of, presence_of, sign_in_url
from motcua.foundation import plugs
from motcua.foundation.database.spaces import SpaceGone
from motcua.foundation.front.inner import InnerDoor
from motcua.kernel.actors import NOBODY
from motcua.kernel.errors import NotAllowed, NotFound
from motcua.modules.rehearsals import errands, queries

#: Methods that change nothing, so nothing follows from them.
SAFE = ("GET", "HEAD", "OPTIONS")


# Forms inside carry the inside's own token, which the inner door checks.
@csrf_exempt
def enter(request: HttpRequest, key: str, rest: str) -> HttpResponse:
    """Let a designer in; everything below happens in the space and by its clock."""
    by = actor_of(request)
    if by == NOBODY:
        return HttpResponseRedirect(sign_in_url(request))
    try:
        card = queries.by_key(key, by=by)
    except NotAllowed:
        return errors.not_allowed(request)
    except NotFound:
        return errors.not_found(request)
    if not card.is_open:
        return HttpResponseRedirect(reverse("studio:rehearsal", args=[card.id]))
    door, leave = plugs.get(InnerDoor), reverse("studio:rehearsal", args=[card.id])
    try:
        with errands.on_stage(card.key) as stage, shell.on_stage(_teller(stage, leave)):
            request.stage = stage  # type: ignore[attr-defined] # for the controls
            errands.due_jobs(stage.tasks)
            answer = door.answer(request, prefix=f"/rehearsals/{card.key}/", rest=rest)
            if request.method not in SAFE:
                errands.due_jobs(stage.tasks)
            # What the city shows to everybody and for long is here a draft, by a moved clock.
            answer["Cache-Control"] = "private, no-store"
            return answer
    except SpaceGone:
        return HttpResponseRedirect(leave)


def _teller(stage: errands.OnStage, leave: str) -> shell.TellStage:
    def tell(request: HttpRequest) -> shell.Stage:
        presence = presence_of(request)
        back = urlencode({"back": request.get_full_path()})
        return shell.Stage(
            at=now(),
            person=presence.name if presence else "",
            controls=f"{reverse('controls:show')}?{back}",
            leave=leave,
            troubles=len(stage.scene.troubles),
        )

    return tell
