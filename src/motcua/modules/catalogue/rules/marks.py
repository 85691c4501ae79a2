"""What may be doubtful in a record of the national portal: kept as it is, and marked for review."""

from collections.abc import Mapping
from enum import StrEnum

from motcua.kernel.words import Text


class ReviewMark(StrEnum):
    """A class of doubt about an imported procedure; a designer takes it off once looked into."""

    FEE_KIND = "fee_kind"
    FEE_IN_WORDS = "fee_in_words"
    FEE_UNSTATED = "fee_unstated"
    FEE_CURRENCY = "fee_currency"
    REQUIRED_FLAGS = "required_flags"
    REQUIRED_WORDS = "required_words"
    TIME_IN_WORDS = "time_in_words"
    TIME_UNSTATED = "time_unstated"
    TIME_CONFLICT = "time_conflict"
    TIME_AGAINST_WORDS = "time_against_words"
    TIME_BY_WAY = "time_by_way"
    TIME_SEVERAL = "time_several"
    NO_STEPS = "no_steps"
    NO_DOCUMENTS = "no_documents"
    NO_QUANTITY = "no_quantity"
    NO_RESULT = "no_result"
    NO_LEGAL_BASIS = "no_legal_basis"
    NO_DECISION = "no_decision"
    NO_AGENCY = "no_agency"
    NO_LEVEL = "no_level"
    NO_RETURNING = "no_returning"
    NO_CASE = "no_case"
    ODD_CODES = "odd_codes"
    UNKNOWN_AUDIENCE = "unknown_audience"
    SAID_TWICE = "said_twice"
    FULL_NOT_ONLINE = "full_not_online"
    OFFLINE_AND_ONLINE = "offline_and_online"
    MARKUP = "markup"
    LOCAL = "local"
    INTERNAL = "internal"

    @property
    def says(self) -> Text:
        return _SAYS[self]


def source_link(code: str) -> str:
    """The page of a procedure at the national portal."""
    return (
        f"https://dichvucong.gov.vn/p/home/dvc-chi-tiet-thu-tuc-hanh-chinh.html?ma_thu_tuc={code}"
    )


_SAYS: Mapping[ReviewMark, Text] = {
    ReviewMark.FEE_KIND: Text(
        "Loại khoản thu (phí hay lệ phí) trái với lời mô tả",
        "The kind of fee contradicts its own words",
    ),
    ReviewMark.FEE_IN_WORDS: Text(
        "Mức thu chỉ có trong lời mô tả", "The amount of a fee stands in words only"
    ),
    ReviewMark.FEE_UNSTATED: Text("Không ghi phí, lệ phí", "Fees are not spoken of"),
    ReviewMark.FEE_CURRENCY: Text("Mức thu không ghi đơn vị tiền", "An amount has no currency"),
    ReviewMark.REQUIRED_FLAGS: Text(
        "Không giấy tờ nào được đánh dấu là bắt buộc", "No document is marked as required"
    ),
    ReviewMark.REQUIRED_WORDS: Text(
        "Lời văn nói phải nộp nhưng không đánh dấu bắt buộc",
        "The words say it must be given; the mark says it need not",
    ),
    ReviewMark.TIME_IN_WORDS: Text(
        "Thời hạn chỉ có trong lời mô tả", "A time limit stands in words only"
    ),
    ReviewMark.TIME_UNSTATED: Text("Không ghi thời hạn", "A time limit is not stated"),
    ReviewMark.TIME_CONFLICT: Text(
        "Thời hạn của trường hợp khác thời hạn của cách nộp",
        "A case and a way to file have different time limits",
    ),
    ReviewMark.TIME_AGAINST_WORDS: Text(
        "Số ngày khác với lời mô tả", "The figure of a time limit differs from its words"
    ),
    ReviewMark.TIME_BY_WAY: Text(
        "Thời hạn khác nhau theo cách nộp", "The time limit differs by way of filing"
    ),
    ReviewMark.TIME_SEVERAL: Text(
        "Một cách nộp có nhiều thời hạn", "One way to file has several time limits"
    ),
    ReviewMark.NO_STEPS: Text("Không có trình tự thực hiện", "There are no steps"),
    ReviewMark.NO_DOCUMENTS: Text("Không có thành phần hồ sơ", "There are no documents"),
    ReviewMark.NO_QUANTITY: Text(
        "Giấy tờ không ghi số lượng", "A document has no number of copies"
    ),
    ReviewMark.NO_RESULT: Text("Không có kết quả", "There is no result"),
    ReviewMark.NO_LEGAL_BASIS: Text("Không có căn cứ pháp lý", "There is no legal basis"),
    ReviewMark.NO_DECISION: Text(
        "Quyết định công bố thiếu số hoặc ngày", "The decision lacks its number or day"
    ),
    ReviewMark.NO_AGENCY: Text("Không có cơ quan thực hiện", "There is no deciding agency"),
    ReviewMark.NO_LEVEL: Text(
        "Không ghi cấp bộ, tỉnh hay xã", "The level of government is not stated"
    ),
    ReviewMark.NO_RETURNING: Text(
        "Không ghi cách trả kết quả", "How the result is returned is not stated"
    ),
    ReviewMark.NO_CASE: Text("Không có trường hợp nào", "There is no case"),
    ReviewMark.ODD_CODES: Text("Mã không đúng dạng chung", "A code is not of the usual form"),
    ReviewMark.UNKNOWN_AUDIENCE: Text(
        "Đối tượng không rõ là ai", "An audience is not of the known ones"
    ),
    ReviewMark.SAID_TWICE: Text("Ghi lặp lại", "Something is said twice"),
    ReviewMark.FULL_NOT_ONLINE: Text(
        "Ghi toàn trình nhưng không có cách nộp trực tuyến",
        "Declared fully online without a way to file online",
    ),
    ReviewMark.OFFLINE_AND_ONLINE: Text(
        "Ghi chỉ nộp trực tiếp nhưng có cách nộp trực tuyến",
        "Declared offline only, with a way to file online",
    ),
    ReviewMark.MARKUP: Text("Còn sót mã HTML", "Markup is left in the text"),
    ReviewMark.LOCAL: Text(
        "Do một tỉnh, thành phố công bố riêng", "Announced by one province for itself"
    ),
    ReviewMark.INTERNAL: Text("Thủ tục nội bộ giữa các cơ quan", "Internal, between state bodies"),
}
