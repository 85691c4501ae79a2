"""What the city's pages say to a refusal: what happened, and what to do next."""

from django.utils.translation import gettext_lazy as _

from motcua.design.refusals import speak

speak({
    "question-invalid": _(
        "Không hiểu “%(field)s: %(value)s”. Ngày viết như 2026-11-22; xin chọn lại và thử lần nữa."
    ),
    "boundaries-invalid": _(
        "Không nhận được tệp ranh giới (%(problem)s: %(where)s). Xin sửa tệp rồi nạp lại; "
        "chưa có gì được ghi."
    ),
    "denominators-invalid": _(
        "Không nhận được tệp mẫu số: dòng %(line)s, %(problem)s. Xin sửa tệp rồi nạp lại; "
        "chưa có gì được ghi."
    ),
    "not-comparable": _(
        "Chỉ số này không so sánh theo cách đó được: hoặc mỗi trạm có mốc 0 riêng, hoặc đây không "
        "phải số đếm nên không chia cho dân số hay diện tích."
    ),
    "pack-invalid": _(
        "Bộ định nghĩa chỉ số có chỗ sai, nên chưa dùng định nghĩa nào trong đó. "
        "Xin xem danh sách lỗi, sửa rồi nhập lại."
    ),
    "version-not-raised": _(
        "Công thức của chỉ số %(indicator)s đã đổi mà số phiên bản thì chưa: "
        "hãy ghi number: %(needed)s."
    ),
    "versions-differ": _(
        "Hai phiên bản cách tính cho hai con số khác nghĩa, nên không đặt cạnh nhau để so sánh."
    ),
})  # fmt: skip
