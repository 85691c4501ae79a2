"""The communes of a province, for the address component where JavaScript runs."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from motcua.design.formats import text
from motcua.design.page import today
from motcua.foundation import plugs
from motcua.modules.forms.rules import PlaceNames

#: Units change on dates announced long before; a day-old list is right.
KEPT_SECONDS = 24 * 60 * 60


@require_safe
def communes(request: HttpRequest) -> HttpResponse:
    """`[["00070", "Phường Hoàn Kiếm"], …]`; empty for a province that is none. Open to all."""
    province = request.GET.get("province", "")
    is_code = len(province) == 2 and province.isdigit()
    found = plugs.get(PlaceNames).communes(province, today()) if is_code else ()
    answer = JsonResponse([[place.code, text(place.name)] for place in found], safe=False)
    answer["Cache-Control"] = f"public, max-age={KEPT_SECONDS}"
    return answer
