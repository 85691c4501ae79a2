"""What a place in a package is called: the question “…”, the document “…”, the fee “…”."""

from collections.abc import Mapping
from typing import Any

from motcua.kernel.words import Text

from .flattening import PAGES, QUESTIONS
from .trees import MISSING, ORDER, Path, is_words

Trees = Mapping[str, Any]

_KINDS: Mapping[str, Text] = {
    PAGES: Text("trang", "page"),
    QUESTIONS: Text("câu hỏi", "question"),
    "components": Text("giấy tờ", "document"),
    "charges": Text("khoản thu", "charge"),
    "cases": Text("trường hợp", "case"),
    "channels": Text("kênh nộp", "channel"),
    "legal_basis": Text("căn cứ pháp lý", "legal basis"),
    "agencies": Text("cơ quan", "agency"),
    "route": Text("quy trình", "route"),
    "steps": Text("bước", "step"),
    "choices": Text("mục chọn", "choice"),
    "checks": Text("điều kiện", "check"),
    "questions": Text("câu hỏi", "question"),
    "columns": Text("cột", "column"),
    "fields": Text("mục của kết quả", "field of the result"),
    "exemptions": Text("diện miễn giảm", "exemption"),
    "prices": Text("mức thu", "price"),
    "owner": Text("chủ hồ sơ", "owner"),
    "cosigners": Text("người cùng ký", "co-signer"),
    "results": Text("kết quả", "result"),
    "notes": Text("ghi chú", "note"),
    "@templates": Text("mẫu in", "template"),
    "@form": Text("dạng biểu mẫu", "form format"),
    "@title": Text("tên biểu mẫu", "form title"),
}

_PARTS: Mapping[str, Text] = {
    "label": Text("lời hỏi", "wording"),
    "hint": Text("lời dặn", "hint"),
    "title": Text("tiêu đề", "title"),
    "missing": Text("lời nhắc khi bỏ trống", "words when it is missing"),
    "required": Text("bắt buộc hay không", "whether it is required"),
    "when": Text("điều kiện", "condition"),
    "that": Text("điều phải đúng", "what must hold"),
    "say": Text("lời báo", "words of the check"),
    "kind": Text("kiểu", "kind"),
    "unit": Text("đơn vị", "unit"),
    "least": Text("mức thấp nhất", "least"),
    "most": Text("mức cao nhất", "most"),
    "earliest": Text("ngày sớm nhất", "earliest day"),
    "latest": Text("ngày muộn nhất", "latest day"),
    "max_mb": Text("dung lượng tệp", "file size"),
    "accept": Text("loại tệp nhận", "file types"),
    "prefill": Text("nguồn điền sẵn", "source of prefilling"),
    "@page": Text("trang chứa", "page"),
    ORDER: Text("thứ tự", "order"),
    "name": Text("tên", "name"),
    "short_name": Text("tên ngắn", "short name"),
    "summary": Text("tóm tắt", "summary"),
    "says": Text("lời giải thích", "explanation"),
    "note": Text("ghi chú", "note"),
    "when_says": Text("khi nào cần", "when it is needed"),
    "need": Text("mức cần thiết", "need"),
    "sources": Text("nguồn giấy tờ", "sources"),
    "originals": Text("số bản chính", "originals"),
    "copies": Text("số bản sao", "copies"),
    "amount": Text("số lượng", "amount"),
    "percent": Text("mức giảm", "reduction"),
    "basis": Text("căn cứ", "ground"),
    "when_basis": Text("căn cứ để nộp sau", "ground for paying later"),
    "role": Text("vai", "role"),
    "hours": Text("số giờ", "hours"),
    "after": Text("bước trước", "steps before"),
    "work": Text("loại việc", "kind of work"),
    "levels": Text("cấp thực hiện", "levels"),
    "audience": Text("đối tượng", "audience"),
    "returning": Text("cách trả kết quả", "ways of returning"),
    "clock": Text("cách tính hạn", "clock"),
    "intake": Text("hạn trả lời hồ sơ trực tuyến", "time to answer an online filing"),
    "decision": Text("quyết định công bố", "decision"),
    "effective": Text("hiệu lực", "validity"),
    "from": Text("ngày đầu", "first day"),
    "to": Text("ngày cuối", "last day"),
    "if": Text("điều kiện", "condition"),
    "reads": Text("câu trả lời dùng đến", "answers it works with"),
    "text": Text("nội dung", "text"),
    "policy": Text("quy tắc", "policy"),
    "life_events": Text("sự kiện trong đời", "life events"),
    "sector": Text("lĩnh vực", "sector"),
    "account": Text("tài khoản thu", "account"),
    "symbol": Text("ký hiệu", "symbol"),
    "propose": Text("giá trị gợi ý", "proposed values"),
    "code": Text("mã", "code"),
    "everyday": Text("cách gọi hằng ngày", "everyday words"),
    "requirements": Text("yêu cầu, điều kiện", "requirements"),
    "result.typ": Text("bản kết quả", "result"),
}


#: Lists that may stand deep inside others.
_INNER = frozenset({"choices", "checks", "prices", "exemptions", "questions", "columns"})


def called(path: Path, trees: Trees) -> Text:
    """What people call the place, from the largest to the smallest thing it is in."""
    vi: list[str] = []
    en: list[str] = []
    at: Any = trees
    kind: Text | None = None
    for depth, step in enumerate(path):
        at = _into(at, step)
        name = _KINDS.get(step) if depth < 3 or step in _INNER else None
        if kind is not None and step != ORDER:
            own = _own_name(at, step)
            vi.append(f"{kind.vi} “{own.vi}”")
            en.append(f"{kind.en} “{own.in_('en')}”")
            kind = None
        elif name is not None and not (depth == 0 and step == "form"):
            kind = name
        elif step in _PARTS:
            vi.append(_PARTS[step].vi)
            en.append(_PARTS[step].en)
    if kind is not None:
        vi.append(kind.vi)
        en.append(kind.en)
    if not vi:
        return Text(".".join(path), ".".join(path))
    return Text(" · ".join(vi), " · ".join(en))


def _into(at: Any, step: str) -> Any:
    if isinstance(at, Mapping):
        return at.get(step, MISSING)
    if isinstance(at, list):
        for number, item in enumerate(at, start=1):
            if isinstance(item, Mapping) and step in (
                item.get("key"), item.get("code"), item.get("group"), str(number)
            ):  # fmt: skip
                return item
    return MISSING


def _own_name(at: Any, step: str) -> Text:
    for key in ("label", "title", "name", "says"):
        words = at.get(key) if isinstance(at, Mapping) else None
        if isinstance(words, str):
            return Text(words)
        if isinstance(words, Mapping) and is_words(words):
            return Text(words["vi"], words.get("en", ""))
    return Text(step)
