"""What the portal says to a refusal: what happened, and what to do next."""

from django.utils.translation import gettext_lazy as _

from motcua.design.refusals import speak

speak({
    "conditions-missing": _(
        "Hồ sơ còn chỗ chưa đầy đủ hoặc chưa đúng. Xem các mục được đánh dấu, sửa rồi gửi lại."
    ),
})  # fmt: skip
