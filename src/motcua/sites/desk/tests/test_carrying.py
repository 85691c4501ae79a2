"""An officer sees that a procedure changed under a dossier, and may take it back."""

import pytest

from motcua.modules.catalogue.tests.edits import added, edited
from motcua.modules.dossiers import queries
from motcua.modules.dossiers.tests.world import World
from motcua.modules.transitions.tests.factories import (
    a_dossier,
    changing,
    run_through,
    the_procedure,
)

from .desks import Desk

pytestmark = pytest.mark.django_db

EXTRA = added({"key": "extra", "kind": "short_text", "label": "Vì sao?"})


def test_new_answers_are_awaited_and_a_dossier_is_taken_back(world: World) -> None:
    before = the_procedure()
    dossier = a_dossier(world)
    run_through(changing("9.000001", before, edited(EXTRA)).start())
    desk = Desk(world.receiver)

    assert "Chờ người nộp trả lời câu hỏi mới" in desk.open(dossier).content.decode()
    refused = desk.post(dossier, "accept", {}).content.decode()
    assert "chưa trả lời câu hỏi mới" in refused
    unsaid = desk.post(dossier, "carry-back", {"reason": " "})
    assert unsaid.status_code == 422
    assert "Ghi lý do" in unsaid.content.decode()
    assert desk.post(dossier, "carry-back", {"reason": "Cần gấp"}).status_code == 302
    assert queries.dossier(dossier, by=world.an).revision == before
    again = desk.post(dossier, "carry-back", {"reason": "Cần gấp"})
    assert again.status_code == 409
