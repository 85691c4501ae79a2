"""What the API says to refusals of its own: what happened, and what to do next."""

from django.utils.translation import gettext_lazy as _

from motcua.design.refusals import speak

speak({
    "address-wrong": _("Chưa gửi được mã đến địa chỉ này, hoặc mã chưa đúng."),
    "answers-wrong": _("Biểu mẫu chưa nhận được: có %(count)s chỗ sai, kể ở «problems»."),
    "client-wrong": _("Mã hoặc mật khẩu ứng dụng không đúng, hoặc ứng dụng đã bị thu hồi."),
    "scope-wrong": _("Chủ ứng dụng chưa mở hết những quyền được hỏi."),
    "idempotency-key-missing": _(
        "Thiếu «Idempotency-Key»: gửi kèm 1 đến 200 ký tự ASCII, mỗi hồ sơ một khóa."
    ),
    "idempotency-key-reused": _(
        "Khóa «Idempotency-Key» này đã dùng cho một hồ sơ khác. Dùng khóa mới cho hồ sơ mới."
    ),
    "key-missing": _("Thiếu khóa. Hãy gửi kèm «Authorization: Bearer …»."),
    "key-wrong": _("Khóa không đúng, đã hết hạn hoặc đã bị chủ khóa thu hồi."),
    "key-too-narrow": _("Chủ khóa chưa mở quyền «%(scope)s» cho khóa này."),
    "not-your-file": _(
        "Tệp %(sha256)s chưa được gửi bằng khóa của người này. Hãy gửi tệp đến /api/v1/files trước."
    ),
    "revision-passed": _(
        "Thủ tục đã thay đổi: bản đang áp dụng là %(revision)s. Tải lại biểu mẫu rồi gửi lại."
    ),
})  # fmt: skip
