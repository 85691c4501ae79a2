"""What examining a package may find, as sentences: what is wrong, and what would mend it."""

from collections.abc import Mapping

from motcua.kernel.words import Text

EXAMINED: Mapping[str, Text] = {
    # routes
    "dead-end": Text(
        "Sau bước “{name}” không còn bước nào dẫn tới trả kết quả. Hãy cho bước khác chờ bước này.",
        "Nothing leads from the step “{name}” to handing over the result. Let a later step wait for"
        " it.",
    ),
    "no-way-in": Text(
        "Không bước nào dẫn tới bước “{name}”. Hãy nói bước này chờ bước nào (after).",
        "No step leads to “{name}”. Say which step it waits for (after).",
    ),
    "after-return": Text(
        "Bước “{name}” đứng sau khi kết quả đã trả, nên không bao giờ tới lượt.",
        "The step “{name}” comes after the result was handed over, so its turn never comes.",
    ),
    "out-of-order": Text(
        "Bước “{name}” có thể tới lượt khi chưa qua bước nào của vai {before}.",
        "The step “{name}” may come before any step of the role {before}.",
    ),
    "role-passed-over": Text(
        "Có hồ sơ không qua bước nào của vai {name}: mọi bước của vai này đều có điều kiện.",
        "Some dossiers pass no step of the role {name}: all its steps are conditional.",
    ),
    "waits-for-ever": Text(
        "Các bước sau “{name}” chờ cơ quan khác trả lời mà không có thời hạn. Hãy đặt hours.",
        "What follows “{name}” waits for another agency without a limit. Give it hours.",
    ),
    "route-over-case": Text(
        "Tổng thời gian các bước là {hours} giờ làm việc; trường hợp {case} chỉ có {allowed}.",
        "The steps take {hours} working hours together; the case {case} allows {allowed}.",
    ),
    # agencies
    "nobody-decides": Text(
        "Thành phố chưa có cơ quan nào thuộc loại {kind} để giải quyết thủ tục.",
        "The city has no agency of the kind {kind} to decide it.",
    ),
    "role-not-held": Text(
        "{agency} chưa có ai giữ vai {role}, nên bước “{name}” không ai làm.",
        "Nobody at {agency} holds the role {role}, so nobody does the step “{name}”.",
    ),
    "one-person-for-two": Text(
        "Ở {agency} chỉ một người vừa soạn vừa ký; người soạn không được ký văn bản của mình.",
        "At {agency} one person alone would both draft and sign; nobody signs their own draft.",
    ),
    # conditions
    "never-holds": Text(
        "Điều kiện này không bao giờ đúng với mọi câu trả lời có thể có.",
        "This condition never holds, whatever may be answered.",
    ),
    "row-never-reached": Text(
        "Dòng này không bao giờ được dùng: các dòng trên đã khớp trước, hoặc không gì khớp được.",
        "This row is never used: rows above fit before it, or nothing can fit it.",
    ),
    "no-row-fits": Text(
        "Có câu trả lời không khớp dòng nào ({when}). Hãy thêm dòng hoặc otherwise.",
        "No row fits some answers ({when}). Add a row, or an otherwise.",
    ),
    # documents
    "document-cannot-be-given": Text(
        "Giấy tờ {name} có lúc bắt buộc mà câu hỏi {question} không được hỏi ({when}).",
        "The document {name} may be required where the question {question} is not asked ({when}).",
    ),
    "document-may-be-left-out": Text(
        "Giấy tờ {name} bắt buộc nhưng câu hỏi {question} cho phép bỏ trống.",
        "The document {name} is required, but the question {question} may be left empty.",
    ),
    "document-not-needed": Text(
        "Câu hỏi {question} bắt nộp tệp cả khi không cần giấy tờ nào ({when}).",
        "The question {question} demands a file where no document calls for it ({when}).",
    ),
    "held-already": Text(
        "Giấy tờ này đã có trong {where}; phải cho tra cứu (register) hoặc dẫn từ kho (store).",
        "This document is held by {where}; allow it to be looked up (register) or cited (store).",
    ),
    # fees
    "fee-without-account": Text(
        "{agency} chưa có tài khoản thu và gói không nói tài khoản nào.",
        "{agency} has no account for fees, and the package names none.",
    ),
    "price-unknown-somewhere": Text(
        "Không tính được khoản {name} qua kênh {channel} ({when}).",
        "The charge {name} through {channel} cannot be told ({when}).",
    ),
    "price-impossible": Text(
        "Khoản {name} qua kênh {channel} thành {amount} đồng ({when}).",
        "The charge {name} through {channel} comes to {amount} đồng ({when}).",
    ),
    # papers
    "template-needs-hidden": Text(
        "Mẫu in luôn cần {name}, nhưng có lúc mục này không được điền ({why}).",
        "The template always needs {name}, but at times it is not filled in ({why}).",
    ),
    "template-unknown-name": Text(
        "Mẫu in dùng {name}, không có trong result.yaml hay form.yaml.",
        "The template uses {name}, which is neither in result.yaml nor in form.yaml.",
    ),
    "owner-nameless": Text(
        "Có lúc hồ sơ không có tên chủ: câu hỏi {question} không được hỏi hoặc được bỏ trống.",
        "A dossier may have no owner's name: {question} is not asked or may be left empty.",
    ),
    # asking
    "nobody-uses": Text(
        "Không quy tắc, giấy tờ hay bước nào dùng câu trả lời {name}. Hãy bỏ câu hỏi, hoặc ghi bước"
        " nào dùng (reads trong route.yaml).",
        "No rule, paper or step uses the answer {name}. Drop the question, or say which step works"
        " with it (reads in route.yaml).",
    ),
    "asked-twice": Text(
        "Câu hỏi {name} hỏi lại điều đã hỏi ở {other}.",
        "The question {name} asks again what {other} asked.",
    ),
    "known-already": Text(
        "Hệ thống đã biết điều này về người nộp; hãy điền sẵn bằng prefill: {source}.",
        "This is known of the applicant already; fill it in with prefill: {source}.",
    ),
    # levels
    "long-sentence": Text(
        "Có câu dài {count} tiếng, người khai khó nhớ hết. Hãy viết thành các câu không quá {most}"
        " tiếng.",
        "A sentence has {count} syllables, too many to hold in mind. Write sentences of at most"
        " {most}.",
    ),
    "partial-without-reason": Text(
        "Chưa làm được toàn trình mà chưa nói lý do và căn cứ pháp luật (partial_reason). Còn"
        " thiếu: {missing}.",
        "It cannot be done fully online and no reason with its ground in law is published"
        " (partial_reason). Missing: {missing}.",
    ),
}
