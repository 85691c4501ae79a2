"""What may be doubtful in a record of the national portal: kept as it is, and marked for review."""

from collections.abc import Mapping
from enum import StrEnum

from motcua.kernel.words import Text


class ReviewMark(StrEnum):
    """A class of doubt about an imported procedure; a designer takes it off once looked into."""

    FEE_KIND = "fee_kind"
    FEE_IN_WORDS = "fee_in_words"
    REQUIRED_FLAGS = "required_flags"
    TIME_IN_WORDS = "time_in_words"
    TIME_CONFLICT = "time_conflict"

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
        "Loại khoản thu không khớp lời mô tả (phí, lệ phí)",
        "The kind of fee does not fit its own words",
    ),
    ReviewMark.FEE_IN_WORDS: Text(
        "Mức thu chỉ có trong lời mô tả", "The amount stands in words only"
    ),
    ReviewMark.REQUIRED_FLAGS: Text(
        "Nguồn không đánh dấu giấy tờ nào bắt buộc",
        "The source marks no document as required",
    ),
    ReviewMark.TIME_IN_WORDS: Text(
        "Thời hạn chỉ có trong lời mô tả", "The time limit stands in words only"
    ),
    ReviewMark.TIME_CONFLICT: Text("Các thời hạn không khớp nhau", "The time limits disagree"),
}
