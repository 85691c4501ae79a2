"""Why a change has the effect it has, in a sentence for the designer."""

from collections.abc import Mapping
from enum import StrEnum

from motcua.kernel.words import Text


class Why(StrEnum):
    WORDS = "words"
    ORDER = "order"
    PREFILL = "prefill"
    SET_ASIDE = "set_aside"
    OPTIONAL = "optional"
    FREER = "freer"
    CONDITION_HIDES = "condition_hides"
    KIND = "kind"
    KIND_TELLS = "kind_tells"
    UNIT = "unit"
    CHOICE_GONE = "choice_gone"
    NARROWER = "narrower"
    NEW = "new"
    NOW_NEEDED = "now_needed"
    CONDITION = "condition"
    CHECK = "check"
    DOCUMENT = "document"
    PAPER = "paper"
    PROMISE = "promise"
    MONEY = "money"
    COMPETENCE = "competence"
    LAW = "law"
    ROUTE = "route"
    RESULT = "result"
    PAPERS = "papers"
    VALIDITY = "validity"
    UNKNOWN = "unknown"


REASONS: Mapping[Why, Text] = {
    Why.WORDS: Text("Chỉ đổi câu chữ.", "Only words differ."),
    Why.ORDER: Text(
        "Câu trả lời cũ vẫn đúng chỗ của nó.", "Old answers still stand where they belong."
    ),
    Why.PREFILL: Text("Chỉ đổi ô điền sẵn của đơn mới.", "Only what new forms begin with differs."),
    Why.SET_ASIDE: Text(
        "Câu trả lời cũ được cất lại cùng bản gốc, không mất.",
        "The old answer is set aside with the original, and not lost.",
    ),
    Why.OPTIONAL: Text("Không bắt buộc trả lời.", "It need not be answered."),
    Why.FREER: Text("Mọi câu trả lời cũ vẫn hợp lệ.", "Every old answer still fits."),
    Why.CONDITION_HIDES: Text(
        "Chỉ có thể hỏi ít đi; câu trả lời cũ được cất lại.",
        "It can only ask less; the old answer is set aside.",
    ),
    Why.KIND: Text(
        "Câu trả lời cũ phải được đổi sang kiểu mới.",
        "The old answer has to be turned into the new kind.",
    ),
    Why.KIND_TELLS: Text(
        "Đi cùng việc đổi kiểu câu hỏi.", "Comes with the change of the question's kind."
    ),
    Why.UNIT: Text("Cùng một số nay có nghĩa khác.", "The same number means something else now."),
    Why.CHOICE_GONE: Text(
        "Ai đã chọn mục này thì cần một mục khác.", "Who chose it needs another choice."
    ),
    Why.NARROWER: Text(
        "Có câu trả lời cũ không còn vừa giới hạn mới.",
        "Some old answers do not fit the new limit.",
    ),
    Why.NEW: Text("Chưa ai trả lời câu này.", "Nobody has answered it yet."),
    Why.NOW_NEEDED: Text("Ai bỏ trống thì phải trả lời.", "Who left it empty must answer."),
    Why.CONDITION: Text(
        "Nay có thể hỏi cả người trước đây không phải trả lời.",
        "It may now ask people who were not asked before.",
    ),
    Why.CHECK: Text(
        "Có câu trả lời cũ có thể không qua được điều kiện mới.",
        "Some old answers may fail the new check.",
    ),
    Why.DOCUMENT: Text("Hồ sơ đã nộp chưa có giấy tờ này.", "Filed dossiers do not hold it."),
    Why.PAPER: Text(
        "Hồ sơ đủ giấy tờ khi nộp thì vẫn là đủ.",
        "A dossier that was complete when filed stays complete.",
    ),
    Why.PROMISE: Text(
        "Chỉ áp dụng cho hồ sơ nộp từ nay: ngày đã hẹn không đổi.",
        "Only for filings from now on: a promised date does not move.",
    ),
    Why.MONEY: Text(
        "Chỉ áp dụng cho hồ sơ nộp từ nay: khoản đã báo không đổi.",
        "Only for filings from now on: a charge that was told does not change.",
    ),
    Why.COMPETENCE: Text(
        "Chỉ áp dụng cho hồ sơ nộp từ nay: cơ quan đã nhận thì giải quyết xong.",
        "Only for filings from now on: the agency that took a dossier finishes it.",
    ),
    Why.LAW: Text(
        "Chỉ áp dụng cho hồ sơ nộp từ nay: hồ sơ cũ theo căn cứ khi nộp.",
        "Only for filings from now on: earlier ones go by the law they were filed under.",
    ),
    Why.ROUTE: Text(
        "Hồ sơ đang xử lý được xếp vào bước tương ứng.",
        "Dossiers under way are put at the matching step.",
    ),
    Why.RESULT: Text(
        "Chỉ kết quả soạn từ nay theo bản mới.", "Only results drafted from now on follow it."
    ),
    Why.PAPERS: Text(
        "Chỉ giấy in từ nay theo mẫu mới.", "Only papers printed from now on follow it."
    ),
    Why.VALIDITY: Text(
        "Ngày hiệu lực của bản thủ tục, không phải của hồ sơ.",
        "The days of the revision, not of any dossier.",
    ),
    Why.UNKNOWN: Text(
        "Chưa rõ ảnh hưởng đến hồ sơ cũ, nên chỉ áp dụng cho hồ sơ nộp từ nay.",
        "What it means for earlier dossiers is not known, so it is only for filings from now on.",
    ),
}
