"""A warning through the control room: proposed, read, confirmed by another, updated, taken back."""

from uuid import UUID

import pytest

from motcua.design.page import now
from motcua.kernel.actors import Actor
from motcua.modules.alerts import operations, queries
from motcua.modules.alerts.tests.factories import HOUR, OTHER, WARD, a_draft

from .conftest import Shift
from .rooms import Room, gaps, said, texts

TYPED = {
    "event": "flood",
    "severity": "Severe",
    "urgency": "Expected",
    "certainty": "Likely",
    "hours": "6",
    "reason": "Camera phố Mẫu",
    "places": [WARD],
    "headline_vi": "Ngập sâu ở phố Mẫu",
    "headline_en": "Deep water on Mẫu Street",
    "description_vi": "Nước ngập 40 cm.",
    "description_en": "The water is 40 cm deep.",
    "instruction_vi": "Không đi qua.",
    "instruction_en": "Do not drive through.",
}


def proposed(by: Actor) -> UUID:
    draft = a_draft(expires=now() + HOUR)
    return operations.propose(draft=draft, reason="Camera phố Mẫu", by=by, at=now())


def issued(shift: Shift) -> UUID:
    alert = proposed(shift.hai)
    operations.confirm(alert_id=alert, by=shift.yen, at=now())
    return alert


def test_from_a_proposal_to_the_public_and_back(shift: Shift) -> None:
    hai, yen = Room(shift.hai), Room(shift.yen)

    sent = hai.post("alerts/new", **TYPED)
    assert sent.status_code == 302
    where = sent.headers["Location"].partition("?")[0].removeprefix("/control-room/")
    page = hai.get(where)
    assert "cần người khác trong ca trực xác nhận" in said(page)
    assert texts(page, "//form[contains(@action,'/confirm')]") == []

    page = yen.get(where)
    assert "Deep water on Mẫu Street" in said(page)
    assert "Camera phố Mẫu" in said(page)
    assert "<cap:" not in said(page)
    assert "urn:oasis:names:tc:emergency:cap:1.2" in said(page)
    confirmed = yen.post(f"{where}/confirm")
    assert confirmed.headers["Location"].endswith("?done=confirm")
    assert len(queries.public_active([WARD], at=now())) == 1

    refused = yen.post(f"{where}/cancel", ending="over")
    assert gaps(refused) == ["Ghi lý do"]
    done = yen.post(f"{where}/cancel", ending="over", cancel_reason="Nước đã rút")
    assert done.status_code == 302
    assert queries.public_active(at=now()) == []
    story = said(yen.get(where))
    assert "Nước đã rút" in story
    assert "Đỗ Hoàng Yến" in story


def test_what_is_missing_is_said_at_once_and_what_was_typed_is_kept(shift: Shift) -> None:
    answer = Room(shift.hai).post(
        "alerts/new", **(TYPED | {"places": [], "headline_en": "", "reason": "", "event": ""})
    )
    assert answer.status_code == 422
    assert gaps(answer) == [
        "Chọn loại cảnh báo", "Chọn ít nhất một nơi", "Ghi tiêu đề tiếng Anh", "Ghi lý do",
    ]  # fmt: skip
    assert "Ngập sâu ở phố Mẫu" in texts(answer, "//textarea[@name='headline_vi']")


def test_what_is_not_in_the_lists_is_refused(shift: Shift) -> None:
    answer = Room(shift.hai).post("alerts/new", **(TYPED | {"severity": "Awful", "hours": "9999"}))
    assert answer.status_code == 422
    assert len(gaps(answer)) == 2


def test_nobody_confirms_their_own(shift: Shift) -> None:
    alert = proposed(shift.yen)
    answer = Room(shift.yen).post(f"alerts/{alert}/confirm")
    assert answer.status_code == 403
    assert "người khác trong ca trực" in said(answer)
    assert queries.public_active(at=now()) == []


@pytest.mark.parametrize("act", ["confirm", "reject", "cancel"])
def test_an_operator_and_an_auditor_decide_nothing(shift: Shift, act: str) -> None:
    alert = proposed(shift.lam)
    typed = {"reject_reason": "Vì", "cancel_reason": "Vì", "ending": "over"}
    assert Room(shift.auditor).post(f"alerts/{alert}/{act}", **typed).status_code == 403
    if act != "reject":
        assert Room(shift.hai).post(f"alerts/{alert}/{act}", **typed).status_code == 403
    assert queries.public_active(at=now()) == []


def test_an_auditor_reads_and_is_offered_nothing(shift: Shift) -> None:
    alert = proposed(shift.hai)
    page = Room(shift.auditor).get(f"alerts/{alert}")
    assert page.status_code == 200
    assert texts(page, "//section[contains(@class,'mc-box--acts')]//form") == []
    assert Room(shift.auditor).get("alerts/new").status_code == 403


def test_a_receiver_and_a_stranger_see_nothing(shift: Shift) -> None:
    alert = proposed(shift.hai)
    for path in ("", "alerts", f"alerts/{alert}", f"alerts/{alert}/cap.xml"):
        assert Room(shift.chi).get(path).status_code == 403
        assert Room().get(path).status_code == 302


def test_a_lost_race_is_told_with_how_things_stand(shift: Shift) -> None:
    alert = proposed(shift.hai)
    operations.confirm(alert_id=alert, by=shift.lam, at=now())
    answer = Room(shift.yen).post(f"alerts/{alert}/confirm")
    assert answer.status_code == 409
    assert "đã được người khác xử lý" in said(answer)
    assert "Đang có hiệu lực" in said(answer)


def test_a_rejection_says_why(shift: Shift) -> None:
    alert = proposed(shift.hai)
    yen = Room(shift.yen)
    assert gaps(yen.post(f"alerts/{alert}/reject")) == ["Ghi lý do"]
    assert yen.post(f"alerts/{alert}/reject", reject_reason="Camera hỏng").status_code == 302
    assert "Camera hỏng" in said(yen.get(f"alerts/{alert}"))
    assert "Ngập sâu ở phố Mẫu" in said(yen.get("alerts?view=past"))


def test_an_update_starts_from_what_stands(shift: Shift) -> None:
    alert = issued(shift)
    hai = Room(shift.hai)
    form = hai.get(f"alerts/{alert}/update")
    assert "Ngập sâu ở phố Mẫu" in texts(form, "//textarea[@name='headline_vi']")
    assert texts(form, "//input[@name='places'][@checked]/@value") == [WARD]

    sent = hai.post(f"alerts/{alert}/update", **(TYPED | {"places": [WARD, OTHER]}))
    assert sent.status_code == 302
    again = hai.post(f"alerts/{alert}/update", **TYPED)
    assert again.status_code == 409
    where = sent.headers["Location"].partition("?")[0].removeprefix("/control-room/")
    Room(shift.yen).post(f"{where}/confirm")
    assert len(queries.public_active([OTHER], at=now())) == 1


def test_a_cancellation_without_why_is_asked_again(shift: Shift) -> None:
    alert = issued(shift)
    answer = Room(shift.yen).post(f"alerts/{alert}/cancel", cancel_reason="Vì")
    assert gaps(answer) == ["Chọn vì sao hủy cảnh báo"]


def test_a_message_that_is_not_there(shift: Shift) -> None:
    missing = "018f0000-0000-7000-8000-000000000000"
    assert Room(shift.yen).get(f"alerts/{missing}").status_code == 404
    assert Room(shift.yen).post(f"alerts/{missing}/confirm").status_code == 404
    assert Room(shift.yen).get("alerts?view=nothing").status_code == 404
