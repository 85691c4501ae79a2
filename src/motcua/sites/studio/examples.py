"""Example words and facts for the pattern pages. Nobody here is real."""

from datetime import UTC, datetime
from typing import Final

from motcua.kernel.errors import WrongMoment
from motcua.kernel.words import Text

Row = dict[str, object]

FILED: Final = datetime(2026, 11, 20, 2, 15, tzinfo=UTC)
PAUSED: Final = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
RESUMED: Final = datetime(2026, 11, 25, 1, 30, tzinfo=UTC)
DUE: Final = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)

REFUSAL: Final = WrongMoment("the dossier is closed")

PROVINCES: Final = [("01", "Thành phố Hà Nội"), ("79", "Thành phố Hồ Chí Minh")]
COMMUNES: Final = {
    "01": [("00070", "Phường Hoàn Kiếm"), ("00004", "Phường Ba Đình"), ("00376", "Xã Sóc Sơn")],
    "79": [("26740", "Phường Sài Gòn")],
}

RELATIONS: Final = [
    ("parent", Text("Cha hoặc mẹ", "Parent")),
    ("spouse", Text("Vợ hoặc chồng", "Husband or wife")),
    (
        "other",
        Text("Người khác", "Somebody else"),
        Text("Cần văn bản ủy quyền", "A written authority is needed"),
    ),
]
PAPERS: Final = [
    ("birth", Text("Khai sinh", "Birth")),
    ("marriage", Text("Kết hôn", "Marriage")),
    ("death", Text("Khai tử", "Death")),
]

FILES: Final[list[Row]] = [
    {
        "name": "giay-uy-quyen.pdf",
        "size": 1_482_330,
        "media_type": "application/pdf",
        "sha256": "9f2b6c1d0e4a7788b5c3d2e1f0a9b8c7d6e5f4a3b2c1d0e9f8a7b6c5d4e3f2a1",
        "words": Text("Văn bản ủy quyền", "Written authority"),
        "href": "#files",
    },
    {
        "name": "anh-giay-khai-sinh-ban-goc-chup-ngay-20-11-2026.jpeg",
        "size": 384_112,
        "media_type": "image/jpeg",
        "sha256": "1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f708192a3b4c5d6e7f809",
        "words": Text("Giấy khai sinh", "Birth certificate"),
        "href": "#files",
    },
]

TIMELINE: Final[list[Row]] = [
    {
        "title": Text("Nhận kết quả", "Result ready"),
        "next": True,
        "words": Text(
            "Dự kiến trước 16:00 ngày 27/11/2026", "Expected by 16:00 on 27 November 2026"
        ),
    },
    {
        "title": Text("Cần bạn bổ sung một giấy tờ", "One more paper is needed from you"),
        "at": PAUSED,
        "by": Text("UBND phường Hoàn Kiếm", "Hoàn Kiếm Ward"),
        "tone": "wait",
        "words": Text(
            "Ảnh giấy khai sinh bị mờ, không đọc được số. Thời hạn tạm dừng đến khi bạn bổ sung.",
            "The photo of the birth certificate is blurred. The clock waits for your reply.",
        ),
        "href": "#timeline",
        "link": Text("Bổ sung ngay", "Reply now"),
    },
    {
        "title": Text("Hồ sơ được tiếp nhận", "Application accepted"),
        "at": FILED,
        "by": Text("Bộ phận Một cửa phường Hoàn Kiếm", "Hoàn Kiếm one-stop counter"),
        "tone": "good",
        "words": Text("Mã hồ sơ H26.101-261120-0007", "Code H26.101-261120-0007"),
    },
    {
        "title": Text("Bạn đã nộp và thanh toán 24.000 đ", "You filed and paid 24,000 đ"),
        "at": FILED,
        "tone": "info",
    },
]

INTERVALS: Final[list[Row]] = [
    {
        "starts_at": FILED,
        "ends_at": PAUSED,
        "runs": True,
        "why": Text("Đang giải quyết", "Being processed"),
        "amount": Text("1,5 ngày làm việc", "1.5 working days"),
    },
    {
        "starts_at": PAUSED,
        "ends_at": RESUMED,
        "runs": False,
        "why": Text("Chờ người nộp bổ sung giấy tờ", "Waiting for a paper from the applicant"),
    },
    {
        "starts_at": RESUMED,
        "ends_at": None,
        "runs": True,
        "why": Text("Đang giải quyết", "Being processed"),
    },
]

PROCEDURES: Final[list[Row]] = [
    {
        "title": Text("Cấp bản sao trích lục hộ tịch", "Copy of a civil-status extract"),
        "href": "#cards",
        "words": Text("Khai sinh, kết hôn, khai tử", "Birth, marriage, death"),
        "small": "2.000635",
    },
    {
        "title": Text("Đăng ký tạm trú", "Temporary residence"),
        "href": "#cards",
        "words": Text("Khi ở nơi khác từ 30 ngày", "When you stay elsewhere for 30 days"),
        "small": "1.004194",
    },
    {
        "title": Text("Xác nhận diện tích nhà ở bình quân", "Certificate of housing area"),
        "href": "#cards",
        "words": Text("Để đăng ký thường trú", "For permanent residence"),
        "small": "1.013314",
    },
]


def _case(number: int, procedure: Text, who: str, *, due: datetime, state: Text, tone: str) -> Row:
    return {
        "code": f"H26.101-2611{20 + number % 3}-{number:04d}",
        "procedure": procedure,
        "who": who,
        "due": due,
        "state": state,
        "tone": tone,
    }


_EXTRACT = Text("Cấp bản sao trích lục hộ tịch", "Copy of a civil-status extract")
_HOUSING = Text("Xác nhận diện tích nhà ở bình quân", "Certificate of housing area")
_LATE = Text("Quá hạn 2 ngày", "2 days late")
_NEW = Text("Chờ tiếp nhận", "To be received")
_REVIEW = Text("Đang thẩm định", "Under review")
_SIGNING = Text("Chờ ký", "To be signed")
_SIGNED = Text("Đã ký, chờ phát hành", "Signed, to be issued")
WORK: Final[list[Row]] = [
    _case(3, _HOUSING, "Phạm Văn Bình", due=FILED, state=_LATE, tone="bad"),
    _case(7, _EXTRACT, "Nguyễn Thị An", due=PAUSED, state=_NEW, tone="wait"),
    _case(9, _EXTRACT, "Trần Đức Khôi", due=RESUMED, state=_NEW, tone="wait"),
    _case(12, _HOUSING, "Công ty TNHH Hoa Sen Vàng", due=DUE, state=_REVIEW, tone="info"),
    _case(15, _EXTRACT, "Hoàng Thị Minh Nguyệt", due=DUE, state=_SIGNING, tone="info"),
    _case(16, _EXTRACT, "Vũ Đình Long", due=DUE, state=_SIGNED, tone="good"),
]
