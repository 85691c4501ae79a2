"""What is said to the person who fills in a form: one sentence for each problem, and what to do."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from .rules import Fault, Form, Problem, Question
from .rules.files import FileState
from .rules.kinds.date import written
from .rules.kinds.decimal import written as written_exactly
from .rules.kinds.group import Group

MISSING: Mapping[str, Promise] = {
    "": _("Nhập %(label)s"),
    # Labels of choices are often half a sentence: they are quoted, not woven in.
    "single_choice": _("Chọn một mục ở “%(quoted)s”"),
    "reference_choice": _("Chọn một mục ở “%(quoted)s”"),
    "signature": _("Gõ họ và tên của bạn vào ô chữ ký"),
    "multiple_choice": _("Chọn ít nhất một mục ở “%(quoted)s”"),
    "yes_no": _("Chọn Có hoặc Không: %(label)s"),
    "file": _("Tải lên %(label)s"),
    "declaration": _("Đánh dấu vào ô cam đoan để tiếp tục"),
    "group": _("Thêm ít nhất một mục vào danh sách %(label)s"),
    "table": _("Ghi ít nhất một dòng vào bảng %(label)s"),
    "map_point": _("Ghi địa chỉ, hoặc chọn một điểm trên bản đồ, cho “%(quoted)s”"),
    "map_area": _("Mô tả khu đất, hoặc vẽ trên bản đồ, cho “%(quoted)s”"),
    "land_parcel": _("Ghi số tờ bản đồ và số thửa của %(label)s"),
    "question": _("Hãy trả lời câu hỏi “%(label)s”"),
}

SENTENCES: Mapping[str, Promise] = {
    "malformed": _("Nhập lại %(label)s: câu trả lời chưa đúng dạng"),
    "control-characters": _("Gõ lại %(label)s: có ký tự ẩn không dùng được"),
    "too-long": _("Rút ngắn %(label)s còn tối đa %(most)s ký tự"),
    "too-short": _("Viết %(label)s dài ít nhất %(least)s ký tự"),
    "not-a-name": _("Nhập %(label)s chỉ bằng chữ, như trên giấy tờ"),
    "not-an-email": _("Nhập địa chỉ thư điện tử đầy đủ, ví dụ ten@example.vn"),
    "not-a-number": _("Nhập %(label)s bằng chữ số, không có phần lẻ, ví dụ 3"),
    "too-small": _("Nhập %(label)s từ %(least)s trở lên"),
    "too-large": _("Nhập %(label)s không quá %(most)s"),
    "unknown-choice": _("Chọn %(label)s trong các mục có sẵn"),
    "too-few": _("Chọn ít nhất %(least)s mục cho %(label)s"),
    "too-many": _("Chọn nhiều nhất %(most)s mục cho %(label)s"),
    "no-day": _("Nhập thêm ngày cho %(label)s"),
    "no-month": _("Nhập thêm tháng cho %(label)s"),
    "no-year": _("Nhập thêm năm cho %(label)s"),
    "short-year": _("Nhập năm bằng bốn chữ số, ví dụ 1985"),
    "not-a-date": _("Kiểm tra lại %(label)s: không có ngày này trong lịch"),
    "too-early": _("Kiểm tra lại %(label)s: phải từ ngày %(earliest)s trở đi"),
    "too-late": _("Kiểm tra lại %(label)s: không được sau ngày %(latest)s"),
    "personal-id-not-digits": _("Nhập số định danh chỉ bằng chữ số"),
    "personal-id-length": _("Nhập đủ 12 chữ số của số định danh; bạn đã nhập %(length)s"),
    "personal-id-old-card": _("Nhập số định danh 12 chữ số, không dùng số chứng minh cũ 9 chữ số"),
    "phone-not-digits": _("Nhập số điện thoại bằng chữ số, ví dụ 0912 345 678"),
    "phone-foreign": _("Nhập số điện thoại ở Việt Nam, bắt đầu bằng 0 hoặc +84"),
    "phone-length": _("Kiểm tra lại số điện thoại: thừa hoặc thiếu chữ số"),
    "phone-prefix": _("Kiểm tra lại số điện thoại: không có đầu số này ở Việt Nam"),
    "not-a-time": _("Nhập %(label)s bằng giờ và phút, ví dụ 14:30"),
    "too-early-time": _("Kiểm tra lại %(label)s: phải từ %(earliest)s trở đi"),
    "too-late-time": _("Kiểm tra lại %(label)s: không được sau %(latest)s"),
    "not-a-year": _("Nhập %(label)s bằng bốn chữ số, ví dụ 1985"),
    "too-early-year": _("Kiểm tra lại %(label)s: phải từ năm %(earliest)s trở đi"),
    "too-late-year": _("Kiểm tra lại %(label)s: không được sau năm %(latest)s"),
    "not-a-decimal": _("Nhập %(label)s bằng chữ số, ví dụ 12,5"),
    "unclear-number": _(
        "Viết lại %(label)s: chưa rõ là hàng nghìn hay phần lẻ. Ví dụ: 1250 hoặc 1,25"
    ),
    "too-many-decimals": _("Nhập %(label)s với nhiều nhất %(most)s chữ số sau dấu phẩy"),
    "no-unit": _("Chọn đơn vị của %(label)s"),
    "choose-what-was-found": _("Chọn một mục tìm được cho %(label)s, hoặc tìm lại bằng từ khác"),
    "nothing-found": _("Không tìm thấy %(label)s như vậy; hãy tìm bằng từ khác ngắn hơn"),
    "no-tax-code": _("Nhập mã số thuế ở %(label)s"),
    "tax-code-not-digits": _("Nhập mã số thuế chỉ bằng chữ số"),
    "tax-code-length": _("Nhập đủ 10, 12 hoặc 13 chữ số của mã số thuế"),
    "tax-code-prefix": _("Kiểm tra lại mã số thuế: không có mã nào bắt đầu như vậy"),
    "tax-code-check-digit": _("Kiểm tra lại mã số thuế: có chữ số gõ nhầm"),
    "tax-code-branch": _("Kiểm tra lại ba chữ số cuối của mã số thuế"),
    "no-organisation-name": _("Nhập tên của tổ chức: chưa tra được tên theo mã số thuế này"),
    "no-bank": _("Chọn ngân hàng của %(label)s"),
    "no-account-number": _("Nhập số tài khoản của %(label)s"),
    "not-an-account-number": _(
        "Kiểm tra lại số tài khoản: gồm 6 đến 19 chữ số hoặc chữ cái không dấu"
    ),
    "names-asked-too-often": _("Bạn đã tra cứu nhiều mã số thuế. Xin tự nhập tên của tổ chức"),
    "no-account-holder": _("Nhập tên chủ tài khoản, như ngân hàng ghi"),
    "no-signed-name": _("Gõ họ và tên của bạn vào ô chữ ký"),
    "not-proved": _("Bấm “Gửi mã xác nhận”, rồi nhập mã nhận được"),
    "code-awaited": _("Nhập mã đã gửi cho bạn, gồm sáu chữ số"),
    "wrong-code": _("Mã chưa đúng. Xem lại tin nhắn và nhập lại"),
    "code-over": _("Mã đã hết hạn hoặc nhập sai quá nhiều lần. Bấm gửi mã mới"),
    "codes-too-often": _("Đã gửi nhiều mã. Xin thử lại sau một giờ"),
    "code-undeliverable": _("Không gửi được mã đến đây. Kiểm tra lại hoặc dùng địa chỉ khác"),
    "phone-not-mobile": _("Nhập số điện thoại di động, để nhận được tin nhắn"),
    "no-province": _("Chọn tỉnh, thành phố của %(label)s"),
    "no-commune": _("Chọn phường, xã của %(label)s"),
    "unknown-place": _("Chọn lại phường, xã của %(label)s: không thuộc tỉnh, thành phố đã chọn"),
    "no-detail": _("Nhập số nhà, đường hoặc thôn, tổ dân phố của %(label)s"),
    "empty-file": _("Tệp “%(name)s” trống; hãy chọn tệp khác"),
    "file-too-large": _("Tệp “%(name)s” lớn quá %(most)s MB; hãy chọn tệp nhỏ hơn"),
    "wrong-file-type": _("Tệp “%(name)s” không phải là %(accepted)s; hãy chọn tệp khác"),
    "too-many-pages": _(
        "Tệp “%(name)s” có %(pages)s trang, chỉ nhận %(most)s trang; "
        "hãy bỏ trang thừa hoặc tách tệp"
    ),
    "too-many-photos": _("Chỉ ghép tối đa %(most)s ảnh thành một tài liệu; hãy bỏ bớt"),
    "photos-too-large": _("Các ảnh cộng lại lớn quá %(most)s MB; hãy chọn ảnh nhỏ hơn"),
    "originality-missing": _("Chọn giấy tờ bạn chụp là bản chính hay bản sao"),
    "extract-void": _("Bản tra cứu “%(name)s” không dùng được; hãy bỏ, rồi tra cứu lại"),
    "extract-old": _("Bản tra cứu “%(name)s” đã quá 30 ngày; hãy bỏ, rồi tra cứu lại"),
    "extract-of-another": _("Bản tra cứu “%(name)s” là của người khác; hãy bỏ, rồi tra cứu lại"),
    "extract-elsewhere": _("Bản tra cứu “%(name)s” không phải giấy hỏi ở đây; hãy bỏ và gửi tệp"),
    "file-infected": _("Tệp “%(name)s” có mã độc nên không nhận; hãy bỏ và chọn tệp khác"),
    "file-empty": _("Tệp “%(name)s” trống; hãy bỏ và chọn tệp khác"),
    "file-kind-unknown": _("Tệp “%(name)s” không thuộc loại được nhận; hãy bỏ và chọn tệp khác"),
    "file-broken": _(
        "Tệp “%(name)s” bị hỏng hoặc thiếu phần cuối; hãy chụp hoặc lưu lại, rồi tải lên"
    ),
    "file-locked": _("Tệp “%(name)s” có mật khẩu; hãy bỏ mật khẩu rồi tải lên lại"),
    "file-of-two-kinds": _("Tệp “%(name)s” không rõ loại; hãy lưu lại thành PDF rồi tải lên"),
    "file-has-program": _("Tệp “%(name)s” có chứa chương trình; hãy lưu lại thành PDF rồi tải lên"),
    "file-unpacks-too-large": _("Tệp “%(name)s” mở ra quá lớn; hãy bỏ và chọn tệp khác"),
    "file-too-many-pixels": _("Ảnh “%(name)s” quá nhiều điểm ảnh; hãy thu nhỏ rồi tải lên lại"),
    "file-too-many-pages": _("Tệp “%(name)s” có quá nhiều trang; hãy tách ra rồi tải lên"),
    "file-too-costly": _("Tệp “%(name)s” quá phức tạp; hãy lưu lại thành PDF rồi tải lên"),
    "document-store-full": _("Kho giấy tờ của bạn đã đầy; hãy bỏ bớt giấy tờ không dùng nữa"),
    "upload-too-large": _("Tệp “%(name)s” lớn quá %(most)s MB; hãy chọn tệp nhỏ hơn"),
    "only-photos-join": _("Chỉ ghép được các ảnh chụp; hãy chọn lại các ảnh"),
    "too-many-files": _("Chỉ nhận tối đa %(most)s tệp; hãy bỏ bớt rồi tải lên lại"),
    "no-sheet": _("Ghi số tờ bản đồ của %(label)s, như trên giấy chứng nhận"),
    "no-parcel": _("Ghi số thửa của %(label)s, như trên giấy chứng nhận"),
    "not-a-parcel-number": _("Ghi lại số tờ, số thửa: chỉ gồm chữ và số, ví dụ 12 hoặc 34a"),
    "no-area": _("Ghi diện tích của %(label)s bằng mét vuông"),
    "not-an-area": _("Ghi lại diện tích bằng chữ số, nhiều nhất hai số lẻ, ví dụ 120,5"),
    "area-out-of-reach": _("Kiểm tra lại diện tích: phải lớn hơn 0 và không quá %(most)s m²"),
    "not-degrees": _("Ghi lại tọa độ bằng độ, ví dụ 21.0285 và 105.8542"),
    "not-in-vietnam": _("Kiểm tra lại tọa độ: nơi này không ở Việt Nam"),
    "not-a-corner": _("Ghi lại góc thứ %(number)s: mỗi dòng một góc, ví dụ 21.0285, 105.8542"),
    "too-few-corners": _("Ghi ít nhất ba góc khác nhau của khu đất"),
    "too-many-corners": _("Bớt số góc của khu đất: nhiều nhất %(most)s"),
    "lines-cross": _("Vẽ lại khu đất: các cạnh đang cắt nhau. Đi lần lượt quanh ranh giới"),
    "too-few-rows": _("Thêm vào danh sách %(label)s: cần ít nhất %(least)s"),
    "too-many-rows": _("Bớt khỏi danh sách %(label)s: tối đa %(most)s"),
}

#: What a person might look at again in a file before they file it; it stops nobody.
DOUBTS: Mapping[str, Promise] = {
    "photo-blurred": _("Ảnh có vẻ bị mờ."),
    "photo-dark": _("Ảnh có vẻ quá tối."),
    "photo-pale": _("Ảnh có vẻ quá nhạt."),
    "photo-small": _("Ảnh nhỏ, chữ có thể khó đọc."),
    "page-blank": _("Có trang trắng."),
    "file-damaged": _("Tệp có chỗ bị hỏng, có thể thiếu một phần."),
}
LOOK_AGAIN = _("Xin xem lại. Nếu đọc rõ thì bạn không cần làm gì thêm.")
ON_PAGE = _("Trang %(page)s: %(words)s")


def said_of(state: FileState, name: object) -> str:
    """Why a file cannot be taken, or what to look at again; '' where there is nothing to say."""
    if state.trouble:
        params = {"name": name, "most": "", "pages": "", "accepted": ""}
        return str(SENTENCES.get(state.trouble, SENTENCES["file-broken"])) % params
    told = [
        str(DOUBTS[code]) if page <= 1 else str(ON_PAGE) % {"page": page, "words": DOUBTS[code]}
        for code, page in state.warnings
        if code in DOUBTS
    ]
    return " ".join([*told, str(LOOK_AGAIN)]) if told else ""


def said(fault: Fault, *, label: str = "") -> str:
    """What is wrong with one file or address and what to do; `label` is what it is called."""
    return _capital(str(SENTENCES[fault.code]) % {"label": label, **fault.params})


def sentence(form: Form, problem: Problem) -> str:
    """What is wrong and what to do, in the active language; in a group it names the row."""
    language = get_language() or "vi"
    question, row = _place(form, problem)
    if question is None:
        return problem.code
    return row + _sentence(form, question, problem, language)


def _place(form: Form, problem: Problem) -> tuple[Question | None, str]:
    """The question the problem is about, and words for its row."""
    question = form.question(problem.key)
    match problem.at:
        case (_, int() as number, str() as key) if question and isinstance(question.kind, Group):
            group = question.kind
            cell = next((each for each in group.questions if each.key == key), None)
            return cell, f"{group.item.in_(get_language() or 'vi')} {number + 1}: "
        case _:
            return question, ""


def _sentence(form: Form, question: Question, problem: Problem, language: str) -> str:
    if problem.code == "check":
        check = next(each for each in question.checks if each.key == problem.params["check"])
        return check.say.in_(language)
    if problem.code == "not-eligible":
        return next(t for t in form.terms if t.key == problem.params["term"]).say.in_(language)
    if problem.code == "missing":
        return _missing(question, language)
    params = {name: _shown(value, language) for name, value in problem.params.items()}
    words = str(SENTENCES[problem.code])
    return _capital(words % {"label": _inside(question.label.in_(language)), **params})


def _missing(question: Question, language: str) -> str:
    if question.missing is not None:
        return question.missing.in_(language)
    label = question.label.in_(language)
    kind = question.kind.name
    if label.endswith("?") and kind != "declaration":
        return str(MISSING["question"]) % {"label": label}
    words = str(MISSING.get(kind, MISSING[""]))
    return _capital(words % {"label": _inside(label), "quoted": label})


def _inside(label: str) -> str:
    """A label in the middle of a sentence: a small first letter, unless it is an abbreviation."""
    is_plain = len(label) > 1 and not label[1].isupper() and not label[1].isdigit()
    return label[0].lower() + label[1:] if is_plain else label


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _shown(value: object, language: str) -> str:
    if isinstance(value, date):
        return written(value, language)
    if isinstance(value, Decimal):
        return written_exactly(value, language)
    if isinstance(value, int):
        # Four digits stand together: a year is not 1.900, and 1900 bản reads as well.
        if abs(value) < 10_000:
            return str(value)
        return f"{value:,}" if language == "en" else f"{value:,}".replace(",", ".")
    return str(value)
