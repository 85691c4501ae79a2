"""What designers are told when something about dossiers in flight is refused, by code."""

from django.utils.translation import gettext_lazy as _

from motcua.design.refusals import speak

speak({
    "plan-unsound": _("Kế hoạch còn %(count)s chỗ chưa thực hiện được; xem lời báo ở từng mục."),
})  # fmt: skip
