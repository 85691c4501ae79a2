"""What the portal says to a refusal: what happened, and what to do next."""

from django.utils.translation import gettext_lazy as _

from motcua.design.refusals import speak

speak({
    "conditions-missing": _(
        "Hồ sơ còn chỗ chưa đầy đủ hoặc chưa đúng. Xem các mục được đánh dấu, sửa rồi gửi lại."
    ),
    "for-reading-only": _(
        "Thủ tục này chỉ có thông tin để đọc, chưa nhận hồ sơ ở đây. "
        "Xem trang của thủ tục để biết nơi nộp."
    ),
    "no-such-paper": _(
        "Không có giấy tờ nào mang mã này. Xin xem lại mã dưới mã QR. "
        "Nếu mã đúng như trên giấy, giấy có thể là giả: hãy hỏi cơ quan ghi trên giấy."
    ),
})  # fmt: skip
