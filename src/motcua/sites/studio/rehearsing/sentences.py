"""What designers are told when a rehearsal refuses something, by code."""

from django.utils.translation import gettext_lazy as _

from motcua.design.refusals import speak

speak({
    "too-many-rehearsals": _(
        "Đang có %(most)s buổi diễn tập cùng mở, là nhiều nhất có thể. Xin đóng bớt một buổi."
    ),
    "rehearsal-clock-backwards": _(
        "Đồng hồ diễn tập chỉ đi tới. Xin chọn một thời điểm sau thời điểm đang hiện."
    ),
    "rehearsal-nothing-due": _(
        "Chưa có hồ sơ nào trong buổi diễn tập có hạn trả còn ở phía trước. Hãy nộp và tiếp nhận "
        "một hồ sơ trước."
    ),
    "rehearsal-beyond-calendar": _(
        "Lịch làm việc của thành phố chưa có tới thời điểm đó, nên không tính hạn được."
    ),
    "rehearsal-nobody-decides": _(
        "Thành phố không có cơ quan nào giải quyết thủ tục này, nên chưa diễn tập được."
    ),
    "rehearsal-not-whole": _(
        "Thủ tục mới ở mức thông tin, chưa có tờ khai và quy trình, nên chưa có gì để diễn tập."
    ),
    "rehearsal-not-in-force": _(
        "Phiên bản này hết hiệu lực trước khi bắt đầu được buổi diễn tập. Xin xem lại các ngày."
    ),
    "rehearsal-nobody-holds": _("Chưa có cán bộ nào giữ vai trò này ở cơ quan."),
    "forecast-bad-number": _(
        "Có số không hợp lý. Xin xem lại: lượng hồ sơ mỗi ngày, số ngày, số người, số phút."
    ),
})  # fmt: skip
