"""The public statistic of online levels: numbers and shares, and every procedure they count."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from motcua.design import formats
from motcua.design.page import page, today
from motcua.kernel.errors import Invalid
from motcua.kernel.words import Text
from motcua.modules.catalogue import queries as catalogue
from motcua.modules.catalogue.queries import Counted, Group, Reached, Scope
from motcua.modules.organisation import queries as organisation

#: Rows of a table before the rest is asked for.
SHORT = 15
AT_ONCE = 50
Words = str | Promise

SCOPES: dict[Scope, Words] = {
    Scope.COMPETENCE: _(
        "Mọi thủ tục đang có hiệu lực thuộc cấp tỉnh hoặc cấp xã. Không tính thủ tục nội bộ giữa"
        " các cơ quan và thủ tục do tỉnh, thành phố khác công bố riêng."
    ),
    Scope.OFFERED: _("Chỉ những thủ tục nhận hồ sơ ngay trên hệ thống này."),
    Scope.ALL: _("Mọi thủ tục có trong danh mục, kể cả của cấp bộ và của địa phương khác."),
}
SCOPE_NAMES: dict[Scope, Words] = {
    Scope.COMPETENCE: _("Thành phố giải quyết"),
    Scope.OFFERED: _("Nhận hồ sơ tại đây"),
    Scope.ALL: _("Cả danh mục"),
}
GOVERNMENTS: dict[str, Words] = {
    "ministry": _("Cấp bộ"),
    "province": _("Cấp tỉnh"),
    "commune": _("Cấp xã"),
    "other": _("Không ghi cấp"),
}
REACHED: dict[Reached, Words] = {
    Reached.LEVEL_0: _("Dưới mức 1"),
    Reached.LEVEL_1: _("Mức 1"),
    Reached.LEVEL_2: _("Mức 2"),
    Reached.LEVEL_3: _("Mức 3"),
    Reached.LEVEL_4: _("Mức 4"),
    Reached.HIGH: _("Mức 3 và 4"),
    Reached.FULL: pgettext_lazy("online level", "Toàn trình"),
    Reached.PARTIAL: pgettext_lazy("online level", "Một phần"),
    Reached.DECLARED_FULL: _("Cổng quốc gia ghi toàn trình"),
}
EXTENTS: dict[str, Words] = {
    "full": REACHED[Reached.FULL],
    "partial": REACHED[Reached.PARTIAL],
    "information": _("Cung cấp thông tin"),
}
#: From the lowest to the highest, told apart in grey print as well.
SHADES = ("#d9dde1", "#b9c4cd", "#8ba4b5", "#3f7ca3", "#0b4f77")


@dataclass(frozen=True, slots=True)
class Bar:
    """A group as a bar: where each part begins and how wide it is, of a thousand."""

    group: Group
    name: Words | Text
    parts: tuple[tuple[int, int, str], ...]


@require_safe
@gzip_page
def levels(request: HttpRequest) -> HttpResponse:
    """How many procedures have reached which level, by agency and by sector."""
    counted, refusal = asked(request)
    found = catalogue.public_level_statistic(counted)
    return page(
        request,
        "portal/levels.html",
        refusal.status if refusal else 200,
        counted=counted,
        refusal=refusal,
        total=found.total,
        tables=_tables(found, request.GET.get("every", "")),
        bars=[
            _bar(found.total, _("Tất cả")),
            *(_bar(each, name_of("government", each)) for each in found.governments),
        ],
        name_of=name_of,
        reached=REACHED,
        shades=SHADES,
        scopes=SCOPES,
        scope_names=SCOPE_NAMES,
        share=share,
        listed=lambda **narrowed: listed(counted, **narrowed),
        asked=question(counted),
    )  # fmt: skip


@require_safe
@gzip_page
def level_list(request: HttpRequest) -> HttpResponse:
    """The procedures a number counts, each with its level and why it is not higher."""
    counted, refusal = asked(request)
    try:
        found = catalogue.public_level_list(counted, limit=AT_ONCE, cursor=request.GET.get("after"))
    except Invalid as refused:
        refusal, found = refused, catalogue.public_level_list(counted, limit=AT_ONCE)
    onward = f"{reverse('portal:levels-list')}?{question(counted)}&after={found.next}"
    return page(
        request,
        "portal/level_list.html",
        refusal.status if refusal else 200,
        counted=counted,
        refusal=refusal,
        found=found,
        narrowed=_narrowed(counted),
        onward=onward if found.next else "",
        back=f"{reverse('portal:levels')}?{question(_whole(counted))}",
        reached=REACHED,
        extents=EXTENTS,
    )


@require_safe
def levels_csv(request: HttpRequest) -> HttpResponse:
    """Every row of the statistic, for spreadsheets."""
    counted, _refusal = asked(request)
    found = catalogue.public_level_statistic(counted)
    out = io.StringIO()
    lines = csv.writer(out)
    lines.writerow([
        "by", "key", "name", "procedures", "below_1", "level_1", "level_2", "level_3", "level_4",
        "level_3_and_4", "share_3_and_4", "full", "share_full", "partial", "declared_full",
    ])  # fmt: skip
    groups = {
        "total": (found.total,), "government": found.governments, "office": found.offices,
        "sector": found.sectors,
    }  # fmt: skip
    for by, those in groups.items():
        for group in those:
            name = group.name.vi or str(GOVERNMENTS.get(group.key, ""))
            lines.writerow([
                by, _safe(group.key), _safe(name), group.total, *group.levels, group.high,
                _part(group.high, group.total), group.full, _part(group.full, group.total),
                group.partial, group.declared_full,
            ])  # fmt: skip
    answer = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="procedure-levels-{counted.on}.csv"'
    return answer


def asked(request: HttpRequest) -> tuple[Counted, Invalid | None]:
    """What the address asks to count; what makes no sense is told and left out."""
    given = request.GET
    words = {
        name: given.get(name, "").replace("\0", "")[:300]
        for name in ("government", "office", "sector")
    }
    now = today()
    refusal: Invalid | None = None
    on = now
    try:
        on = date.fromisoformat(given["on"]) if given.get("on") else now
    except ValueError:
        refusal = Invalid("not a day", field="on")
    if on > now or on.year < 2000:
        refusal, on = Invalid("not a day that has been", field="on"), now
    known = {scope.value: scope for scope in Scope}
    reached = {each.value: each for each in Reached}
    return (
        Counted(
            on=on,
            is_today=on == now,
            scope=known.get(given.get("scope", ""), Scope.COMPETENCE),
            reached=reached.get(given.get("level", "")),
            here=tuple(organisation.public_tops()),
            **words,
        ),
        refusal,
    )  # fmt: skip


def question(counted: Counted) -> str:
    """The address line that asks for the same again."""
    given = {
        "scope": counted.scope.value,
        "on": "" if counted.is_today else counted.on.isoformat(),
        "government": counted.government,
        "office": counted.office,
        "sector": counted.sector,
        "level": counted.reached.value if counted.reached else "",
    }
    return urlencode({name: value for name, value in given.items() if value})


def listed(counted: Counted, *, by: str = "", key: str = "", reached: str | None = None) -> str:
    """Where the list of a number is."""
    narrowed = counted.narrowed(by, key) if by else counted
    narrowed = replace(narrowed, reached=Reached(reached) if reached else None)
    return f"{reverse('portal:levels-list')}?{question(narrowed)}"


def name_of(by: str, group: Group) -> Words | Text:
    if by == "government":
        return GOVERNMENTS.get(group.key, group.key)
    if by == "office" and group.key == "-":
        return _("Không ghi cơ quan")
    return group.name


def share(part: int, whole: int) -> str:
    """A share as people read it; a dash where there is nothing to share."""
    return f"{formats.number(100 * part / whole, 1)}%" if whole else "–"


def _part(part: int, whole: int) -> str:
    return f"{part / whole:.4f}" if whole else ""


def _safe(cell: str) -> str:
    """A cell that begins like a formula is opened as one by spreadsheets."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t") else cell


def _some(groups: Sequence[Group], every: str, by: str) -> tuple[Sequence[Group], int]:
    """The first groups, and how many are not shown."""
    shown = groups if every == by else groups[:SHORT]
    return shown, len(groups) - len(shown)


def _tables(
    found: catalogue.LevelStatistic, every: str
) -> list[tuple[str, Words, Words, Sequence[Group], int]]:
    """By what, title, what the first column is, its rows, how many more there are."""
    offices, sectors = _some(found.offices, every, "office"), _some(found.sectors, every, "sector")
    return [
        ("government", _("Theo cấp chính quyền"), _("Cấp"), found.governments, 0),
        ("office", _("Theo cơ quan thực hiện"), _("Cơ quan"), *offices),
        ("sector", _("Theo lĩnh vực"), _("Lĩnh vực"), *sectors),
    ]


def _bar(group: Group, name: Words | Text) -> Bar:
    parts, at, count = [], 0, 0
    for shade, number in zip(SHADES, group.levels, strict=True):
        count += number
        # Ends are rounded, not widths: the bar is always whole.
        end = round(1000 * count / group.total) if group.total else 0
        parts.append((at, end - at, shade))
        at = end
    return Bar(group, name, tuple(parts))


def _whole(counted: Counted) -> Counted:
    return replace(counted, government="", office="", sector="", reached=None)


def _narrowed(counted: Counted) -> list[Words]:
    """What the list is narrowed to, in words."""
    found: list[Words] = [SCOPE_NAMES[counted.scope]]
    if counted.government:
        found.append(GOVERNMENTS.get(counted.government, counted.government))
    if counted.office:
        found.append(_("Không ghi cơ quan") if counted.office == "-" else counted.office)
    if counted.reached:
        found.append(REACHED[counted.reached])
    return found
