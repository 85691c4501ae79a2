"""Who asked which register about me: the log a person may read of themselves."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from motcua.design.page import page
from motcua.design.requests import actor_of, for_people
from motcua.kernel.actors import Actor
from motcua.kernel.words import Text
from motcua.modules.organisation import queries as organisation
from motcua.modules.registers import queries
from motcua.modules.registers.rules import ABOUT, Ground, Outcome

FACTS: Mapping[str, Promise] = {
    "applicant.full_name": gettext_lazy("họ tên"),
    "applicant.personal_id": gettext_lazy("số định danh"),
    "applicant.birth_on": gettext_lazy("ngày sinh"),
    "applicant.sex": gettext_lazy("giới tính"),
    "applicant.ethnicity": gettext_lazy("dân tộc"),
    "applicant.nationality": gettext_lazy("quốc tịch"),
    "applicant.home_town": gettext_lazy("quê quán"),
    "applicant.birth_place": gettext_lazy("nơi sinh"),
    "applicant.address": gettext_lazy("nơi thường trú"),
    "applicant.stays_at": gettext_lazy("nơi ở hiện nay"),
    "applicant.marital_status": gettext_lazy("tình trạng hôn nhân"),
    "applicant.spouse_name": gettext_lazy("họ tên vợ hoặc chồng"),
    "applicant.father_name": gettext_lazy("họ tên cha"),
    "applicant.mother_name": gettext_lazy("họ tên mẹ"),
    "applicant.insurance_number": gettext_lazy("mã số bảo hiểm"),
    "business.name": gettext_lazy("tên doanh nghiệp"),
    "business.tax_code": gettext_lazy("mã số thuế"),
    "business.organisation": gettext_lazy("tên và mã số doanh nghiệp"),
    "business.address": gettext_lazy("địa chỉ doanh nghiệp"),
}
DOCUMENTS: Mapping[str, Promise] = {
    "identity_document": gettext_lazy("giấy tờ tùy thân"),
    "citizen_id_card": gettext_lazy("thẻ căn cước"),
    "proof_of_residence": gettext_lazy("thông tin về cư trú"),
    "birth_certificate": gettext_lazy("giấy khai sinh"),
    "marriage_certificate": gettext_lazy("giấy chứng nhận kết hôn"),
    "marital_status_certificate": gettext_lazy("giấy xác nhận tình trạng hôn nhân"),
    "death_certificate": gettext_lazy("trích lục khai tử"),
    "health_insurance_card": gettext_lazy("thẻ bảo hiểm y tế"),
    "business_registration": gettext_lazy("giấy đăng ký doanh nghiệp"),
    "guardianship_proof": gettext_lazy("giấy tờ về việc giám hộ"),
    "land_certificate": gettext_lazy("giấy chứng nhận quyền sử dụng đất"),
    "dwelling_proof": gettext_lazy("giấy tờ về chỗ ở hợp pháp"),
    "driving_licence": gettext_lazy("giấy phép lái xe"),
    "driver_health_certificate": gettext_lazy("giấy khám sức khỏe của người lái xe"),
    "birth_notice": gettext_lazy("giấy chứng sinh"),
    "death_notice": gettext_lazy("giấy báo tử"),
    "disability_certificate": gettext_lazy("giấy xác nhận khuyết tật"),
    "fee_exemption_proof": gettext_lazy("giấy tờ về miễn, giảm phí"),
}
OUTCOMES: Mapping[Outcome, Promise] = {
    Outcome.FOUND: gettext_lazy("Đã lấy thông tin"),
    Outcome.NOTHING: gettext_lazy("Không có thông tin"),
    Outcome.UNREACHABLE: gettext_lazy("Không kết nối được, chưa lấy gì"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One look-up as its subject reads it."""

    at: datetime
    register: Text
    asked: str
    who: str
    ground: str
    outcome: str
    dossier: str


@require_safe
@for_people
def look_ups(request: HttpRequest) -> HttpResponse:
    """The last hundred, newest first."""
    actor = actor_of(request)
    found = queries.look_ups(actor.person or "", by=actor)
    return page(request, "portal/look_ups.html", rows=[_row(each, by=actor) for each in found])


def _row(card: queries.LookUpCard, *, by: Actor) -> Row:
    kind, _colon, subject = card.subject.partition(":")
    return Row(
        at=card.at,
        register=ABOUT[card.register].name,
        asked=", ".join(
            [
                *(str(FACTS.get(each, each)) for each in card.facts),
                *(str(DOCUMENTS.get(each, each)) for each in card.documents),
            ]
        ),
        who=_who(card, by=by),
        ground=_("Bạn đã đồng ý") if card.ground is Ground.CONSENT else card.basis,
        outcome=str(OUTCOMES[card.outcome]),
        dossier=subject if kind == "dossier" else "",
    )


def _who(card: queries.LookUpCard, *, by: Actor) -> str:
    """Who asked; of an application of somebody else, not whose."""
    if card.is_of_other:
        return _("Một người khác, khi khai hồ sơ có nêu bạn")
    if card.is_about_other:
        return _("Bạn, về giấy tờ của người bạn nêu trong hồ sơ")
    return _("Bạn, khi khai hồ sơ") if card.asked_by == by.id else _officer(card.asked_by)


def _officer(actor: str) -> str:
    kind, _colon, key = actor.partition(":")
    return organisation.officer(key).full_name if kind == "officer" else _("Hệ thống")
