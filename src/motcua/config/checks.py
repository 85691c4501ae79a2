"""What must be true of a city's data, whatever happened: a list that grows with the program.

Each check reads, changes nothing, and says in both languages what is wrong. Loaded once Django
stands; `motcua check` runs them all.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import connection

from motcua.foundation import jobs, plugs
from motcua.kernel.actors import SYSTEM
from motcua.kernel.errors import Weather
from motcua.kernel.words import Text
from motcua.modules.alerts import queries as alerts
from motcua.modules.broadcast import queries as broadcast
from motcua.modules.bundles import queries as bundles
from motcua.modules.documents import queries as documents
from motcua.modules.documents.ports import Scanner
from motcua.modules.dossiers import queries as dossiers
from motcua.modules.payments import queries as payments
from motcua.modules.people import queries as people
from motcua.modules.rehearsals import errands as rehearsing
from motcua.modules.rehearsals import queries as rehearsals
from motcua.modules.transitions import queries as transitions

#: So many of one kind are told one by one; the rest is a number.
MOST_TOLD = 10

#: A scanner that is away for longer is somebody's business.
LOOKED_INTO_WITHIN = timedelta(hours=1)

Look = Callable[[], list[Text]]


@dataclass(frozen=True, slots=True)
class Check:
    """`promises` is what is true where nothing is found."""

    name: str
    promises: Text
    look: Look


def _sequence() -> list[Text]:
    found = broadcast.sequence(by=SYSTEM)
    if found.is_whole:
        return []
    return [
        Text(
            f"Từ {found.first} đến {found.head} phải có {found.head - found.first + 1} tin, "
            f"còn giữ {found.kept} (từ {found.lowest} đến {found.highest}), {found.doubles} trùng.",
            f"From {found.first} to {found.head} there must be {found.head - found.first + 1} "
            f"changes; {found.kept} are kept ({found.lowest} to {found.highest}), "
            f"{found.doubles} of them twice.",
        )
    ]


def _accounts() -> list[Text]:
    return [
        Text(
            f"{card.name} ({card.id}): khớp {card.matched} ≠ đã gửi {card.sent} + đang chờ "
            f"{card.pending} + hết hạn {card.expired} + không gửi được {card.dead} "
            f"(giữ {card.letters}).",
            f"{card.name} ({card.id}): matched {card.matched} ≠ sent {card.sent} + pending "
            f"{card.pending} + expired {card.expired} + dead {card.dead} ({card.letters} kept).",
        )
        for card in broadcast.accounts(by=SYSTEM)
        if not card.is_balanced
    ]


def _warnings() -> list[Text]:
    return [
        Text(
            f"Cảnh báo {card.alert.id} do một mình {card.proposed_by} phát.",
            f"Alert {card.alert.id} was let out by {card.proposed_by} alone.",
        )
        for card in alerts.let_out_alone(by=SYSTEM)
    ]


def _ledger() -> list[Text]:
    return [
        Text(
            f"Bút toán {found.entry} lệch {found.difference} đồng.",
            f"Entry {found.entry} is off by {found.difference} dong.",
        )
        for found in payments.imbalances(by=SYSTEM)
    ]


def _partitions() -> list[Text]:
    """The journal of this month must have its table: without it nothing at all can be recorded."""
    month = datetime.now(UTC).strftime("%Y_%m")
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s)", [f"foundation_entry_{month}"])
        (there,) = cursor.fetchone()
    if there is not None:
        return []
    return [Text(f"Nhật ký chưa có bảng của tháng {month}.", f"No table for month {month}.")]


def _jobs() -> list[Text]:
    failed = jobs.health().failed
    if not failed:
        return []
    return [
        Text(
            f"{failed} việc đã hỏng hẳn sau nhiều lần thử.",
            f"{failed} jobs failed for good after many tries.",
        )
    ]


def _notices() -> list[Text]:
    """People were to be told and no address takes it; it stands in their accounts all the same."""
    count = people.notice_health(by=SYSTEM, at=datetime.now(UTC)).undeliverable
    if not count:
        return []
    return [
        Text(
            f"{count} tin báo không tới được địa chỉ nào; người nhận chỉ đọc được trong tài khoản.",
            f"{count} notices reached no address; people can read them in their accounts only.",
        )
    ]


#: What can be wrong with a bundle, and in which words it is told.
_OF_BUNDLES = {
    "parts-missing": Text("thiếu hoặc thừa phần", "a part is missing, or there too early"),
    "dossier-foreign": Text("hồ sơ không phải của phần này", "the dossier is not that of the part"),
    "part-left-behind": Text("đã đến lượt mà chưa nộp", "its turn came and it was not filed"),
}


def _bundles() -> list[Text]:
    return [
        Text(
            f"Hồ sơ khai chung {found.number}, phần {found.part}: {_OF_BUNDLES[found.fault].vi}.",
            f"Bundle {found.number}, part {found.part}: {_OF_BUNDLES[found.fault].en}.",
        )
        for found in bundles.broken(by=SYSTEM)
    ]


def _carried() -> list[Text]:
    """Every run counts its outcomes, and every dossier goes by what its last transfer says."""
    astray = [
        Text(f"Hồ sơ {key} không đi theo lần chuyển cuối.", f"Dossier {key} goes astray.")
        for key in dossiers.public_astray()
    ]
    return astray + [
        Text(
            f"Lượt {found.run}, {found.says}: ghi {found.told}, đếm được {found.there}.",
            f"Run {found.run}, {found.says}: says {found.told}, {found.there} are there.",
        )
        for found in transitions.public_sums()
    ]


def _documents() -> list[Text]:
    late = documents.late(before=datetime.now(UTC) - LOOKED_INTO_WITHIN, by=SYSTEM)
    if not late:
        return []
    try:
        engine = plugs.get(Scanner).check()
    except Weather as weather:
        engine = str(weather)
    return [
        Text(
            f"{late} giấy tờ chờ kiểm tra quá một giờ. Máy quét: {engine}.",
            f"{late} documents have waited for more than an hour. The scanner: {engine}.",
        )
    ]


def _spaces() -> list[Text]:
    """A space that nobody rehearses in is taken down within the hour by the worker."""
    return [
        Text(
            f"Không gian diễn tập {key} không còn buổi nào dùng.",
            f"The rehearsal space {key} belongs to no rehearsal.",
        )
        for key in sorted(rehearsing.leftovers(rehearsals.open_keys(by=SYSTEM)))
    ]


CHECKS: tuple[Check, ...] = (
    Check(
        "broadcast.sequence",
        Text(
            "Dãy tin phát đi liền mạch: không sót, không trùng.",
            "The sequence of changes has no gap and tells nothing twice.",
        ),
        _sequence,
    ),
    Check(
        "broadcast.accounts",
        Text(
            "Mỗi đăng ký: số tin khớp = đã gửi + đang chờ + hết hạn + không gửi được.",
            "Every subscription: matched = sent + pending + expired + dead.",
        ),
        _accounts,
    ),
    Check(
        "alerts.two_people",
        Text(
            "Mỗi cảnh báo đã phát do một người đề xuất và người khác, hay một quy tắc, cho phát.",
            "Every alert that went out was proposed by one and let out by another, or by a rule.",
        ),
        _warnings,
    ),
    Check(
        "payments.ledger",
        Text("Sổ kép cân từng bút toán.", "Every entry of the ledger balances."),
        _ledger,
    ),
    Check(
        "bundles.parts",
        Text(
            "Mỗi hồ sơ khai chung đủ phần; mỗi phần đã nộp là một hồ sơ đúng cơ quan, đúng người.",
            "Every bundle has all its parts; each filed one is a dossier of the right agency and "
            "person.",
        ),
        _bundles,
    ),
    Check(
        "transitions.sums",
        Text(
            "Đi tiếp + hỏi thêm + giữ + vướng = tất cả; hồ sơ đi theo lần chuyển cuối của nó.",
            "Moved + asked + kept + blocked = all dossiers; each goes by its last transfer.",
        ),
        _carried,
    ),
    Check(
        "documents.waiting",
        Text(
            "Mọi giấy tờ đã nộp đều được kiểm tra trong một giờ.",
            "Every document handed in was looked into within an hour.",
        ),
        _documents,
    ),
    Check(
        "journal.partitions",
        Text("Nhật ký có bảng cho tháng này.", "The journal has a table for this month."),
        _partitions,
    ),
    Check(
        "rehearsals.leftovers",
        Text(
            "Không còn không gian diễn tập nào bị bỏ lại.",
            "No space of a rehearsal was left behind.",
        ),
        _spaces,
    ),
    Check(
        "jobs.failed",
        Text("Không có việc nào hỏng hẳn.", "No job failed for good."),
        _jobs,
    ),
    Check(
        "people.notices",
        Text("Mọi tin báo đều tới nơi.", "Every notice reached an address."),
        _notices,
    ),
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a check found; nothing is good."""

    check: Check
    found: list[Text]


def run() -> list[Outcome]:
    """Every check, in order."""
    return [Outcome(check, check.look()) for check in CHECKS]
