"""What people are told of NGSI-LD problems where they meet one, by code; machines get the type."""

from django.utils.translation import gettext_lazy as _

from motcua.design.refusals import speak

speak({
    "ngsi-problem": _("Yêu cầu NGSI-LD này không xử lý được."),
    "ngsi-bad-request-data": _("Dữ liệu của thực thể không đúng quy cách NGSI-LD."),
    "ngsi-invalid-request": _("Yêu cầu không đọc được."),
    "ngsi-already-exists": _("Thực thể hoặc ngữ cảnh này đã có."),
    "ngsi-resource-not-found": _("Không tìm thấy thực thể, thuộc tính hoặc ngữ cảnh này."),
    "ngsi-operation-not-supported": _("Phần này của NGSI-LD chưa được hỗ trợ."),
    "ngsi-too-complex-query": _("Truy vấn quá phức tạp. Hãy thu hẹp vùng hoặc nêu một loại."),
    "ngsi-too-many-results": _("Yêu cầu quá nhiều kết quả trong một lần."),
    "ngsi-ld-context-not-available": _(
        "Ngữ cảnh (@context) này chưa có ở đây, và hệ thống không tải từ bên ngoài. "
        "Hãy gửi nó lên /ngsi-ld/v1/jsonldContexts trước."
    ),
    "ngsi-nonexistent-tenant": _("Hệ thống này của một thành phố, không chia tenant."),
    "ngsi-not-permitted": _("Thực thể này do nguồn khác giữ."),
    "ngsi-not-signed-in": _("Muốn ghi dữ liệu phải có mã truy cập của một nguồn."),
    "ngsi-length-required": _("Yêu cầu thiếu độ dài nội dung (Content-Length)."),
    "ngsi-too-large": _("Nội dung gửi lên quá lớn."),
    "ngsi-unsupported-media-type": _("Nội dung gửi lên phải là JSON hoặc JSON-LD."),
    "ngsi-not-acceptable": _("Hệ thống không trả lời được theo kiểu dữ liệu này."),
    "ngsi-method-not-allowed": _("Địa chỉ này không nhận phương thức đó."),
    "ngsi-unavailable": _("Cơ sở dữ liệu hiện không phản hồi. Hãy thử lại sau ít giây."),
})  # fmt: skip
