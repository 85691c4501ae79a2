"""A procedure changes under somebody's dossier or draft: they are told, and lose nothing."""

from motcua.modules.catalogue.tests.edits import added, edited, set_in
from motcua.modules.dossiers import operations as dossiers
from motcua.modules.dossiers import queries
from motcua.modules.dossiers.tests.world import TUESDAY, WARD, World
from motcua.modules.transitions.tests.factories import (
    a_dossier,
    changing,
    run_through,
    the_procedure,
)

from .phones import Phone

CODE = "9.000001"
EXTRA = added({"key": "extra", "kind": "short_text", "label": "Vì sao thả diều?"})
LEAF = set_in("colour", "choices", [
    {"key": "red", "label": "Đỏ"}, {"key": "blue", "label": "Xanh"},
    {"key": "leaf", "label": "Lá"}])  # fmt: skip


def test_what_is_new_is_asked_and_answered(world: World, an: Phone) -> None:
    before = the_procedure()
    dossier = a_dossier(world)
    run_through(changing(CODE, before, edited(EXTRA, LEAF)).start())

    told = an.get(f"/mine/{dossier}").content.decode()
    assert "Vì sao thả diều?" in told
    assert "không tính là bổ sung hồ sơ" in told
    asked = ["flyers", "photo", "day", "extra"]
    typed = {"asked": asked, "q-extra": "Vì gió", "go": "on"}
    assert an.post(f"/drafts/{dossier}/pages/people", typed).status_code == 302
    answer = an.post(f"/drafts/{dossier}/check")
    assert answer["Location"] == f"/mine/{dossier}?done=answered"
    assert queries.current_answers(dossier, by=world.an)["extra"] == "Vì gió"
    shown = an.get(f"/mine/{dossier}/answers").content.decode()
    # As it stands by the new form, and as it was filed by its own.
    assert "Lá" in shown
    assert "Lục" in shown
    assert "theo biểu mẫu lúc nộp" in shown


def test_who_is_not_asked_is_told_that_nothing_is_to_do(world: World, an: Phone) -> None:
    before = the_procedure()
    dossier = a_dossier(world)
    run_through(changing(CODE, before, edited(LEAF)).start())
    told = an.get(f"/mine/{dossier}").content.decode()
    assert "Bạn không phải làm gì" in told
    assert "Trả lời câu hỏi mới" not in told


def test_a_draft_says_once_that_its_form_changed(world: World, an: Phone) -> None:
    before = the_procedure()
    draft = dossiers.start_draft(procedure=CODE, agency=WARD, by=world.an, at=TUESDAY)
    dossiers.save_answers(
        dossier_id=draft, answers={"size": 5, "colour": "green"}, by=world.an, at=TUESDAY
    )
    run_through(changing(CODE, before, edited(LEAF)).start())
    page = f"/drafts/{draft}/pages/kite"
    told = an.get(page).content.decode()
    assert "Biểu mẫu đã thay đổi" in told
    assert "Màu: Lục" in told
    an.post(page, {"asked": ["size", "colour", "name"], "q-size": "5", "q-colour": "leaf",
                   "q-name": "", "go": "on"})  # fmt: skip
    assert "Biểu mẫu đã thay đổi" not in an.get(page).content.decode()
