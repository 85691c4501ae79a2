"""What the portal says to a refusal: what happened, and what to do next."""

from django.utils.translation import gettext_lazy as _

from motcua.design.refusals import speak

speak({
    "invitation-refused": _(
        "Mã không đúng, hoặc lời mời không còn dùng được. "
        "Xem lại mã, hoặc xin người mời lời mời mới."
    ),
    "own-invitation": _(
        "Bản nháp này đã là của bạn. Hãy gửi liên kết cho người bạn muốn mời."
    ),
    "too-many-invited": _(
        "Bản nháp này đã mời đủ người. Bỏ quyền của một người rồi mời người khác."
    ),
    "conditions-missing": _(
        "Hồ sơ còn chỗ chưa đầy đủ hoặc chưa đúng. Xem các mục được đánh dấu, sửa rồi gửi lại."
    ),
    "for-reading-only": _(
        "Thủ tục này chỉ có thông tin để đọc, chưa nhận hồ sơ ở đây. "
        "Xem trang của thủ tục để biết nơi nộp."
    ),
    "no-register-holds-it": _(
        "Chưa có cơ sở dữ liệu nào tra cứu được giấy tờ này. Hãy tải tệp lên."
    ),
    "register-consent-needed": _(
        "Cần bạn đồng ý thì cơ quan mới tra cứu được. Hãy đánh dấu ô đồng ý, hoặc tải tệp lên."
    ),
    "register-consent-of-other": _(
        "Giấy tờ này là của người khác, và phải có họ đồng ý mới tra cứu được. Hãy tải tệp lên."
    ),
    "paper-not-told": _(
        "Chưa biết giấy tờ này của ai. Hãy điền số định danh và họ tên của người đó trước."
    ),
    "cosignature-refused": _(
        "Đường dẫn này không còn dùng được, hoặc không dành cho bạn. "
        "Xin hỏi người đã mời bạn ký."
    ),
    "cosignature-void": _(
        "Nội dung vừa được sửa sau khi bạn mở. Xin xem lại rồi ký."
    ),
    "mandate-not-live": _(
        "Việc làm thay này không còn hiệu lực, hoặc không gồm thủ tục này. "
        "Xem ở trang “Làm thay người khác”, hoặc hỏi người giao việc cho bạn."
    ),
    "mandate-moved": _(
        "Việc ủy quyền này đã được nhận, từ chối hoặc thu hồi trước đó. "
        "Xin tải lại trang để xem tình trạng bây giờ."
    ),
    "too-many-keys": _("Bạn đã có %(most)s khóa. Hãy thu hồi một khóa không dùng nữa."),
    "receipt-not-genuine": _(
        "Chữ ký của biên nhận không đúng. Xin tải lại biên nhận ở trang hồ sơ của bạn."
    ),
    "no-such-paper": _(
        "Không có giấy tờ nào mang mã này. Xin xem lại mã dưới mã QR. "
        "Nếu mã đúng như trên giấy, giấy có thể là giả: hãy hỏi cơ quan ghi trên giấy."
    ),
    "document-store-full": _(
        "Kho giấy tờ của bạn đã đầy. Xin bỏ bớt giấy tờ không dùng nữa rồi tải lên lại."
    ),
    "uploads-under-way": _("Bạn đang gửi nhiều tệp cùng lúc. Xin đợi gửi xong rồi chọn tiếp."),
    "upload-too-large": _("Tệp lớn quá %(most)s MB. Xin chọn tệp nhỏ hơn."),
    "upload-offset": _("Phần vừa gửi không nối tiếp phần trước. Trang sẽ tự gửi lại."),
    "pages-being-counted": _(
        "Đang đếm số trang của tệp bạn gửi. Xin chờ một phút rồi bấm nộp lại."
    ),
    "file-not-scanned": _("Tệp này đang được quét mã độc. Xin quay lại sau ít phút."),
    "document-in-use": _("Giấy tờ này đang có trong một hồ sơ hoặc bản nháp nên không bỏ được."),
    "only-photos-join": _("Chỉ ghép được từ hai ảnh chụp trở lên. Xin chọn lại các ảnh."),
    "file-infected": _("Tệp này có mã độc nên không mở được ở đây. Xin hỏi Bộ phận Một cửa."),
})  # fmt: skip
