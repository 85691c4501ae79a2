"""What each operation costs the database: the number of its statements, as the handbook says."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.foundation import jobs, partitions
from motcua.kernel.actors import SYSTEM
from motcua.modules.dossiers import operations as dossiers
from motcua.modules.dossiers.rules import Item
from motcua.modules.payments import operations as payments
from motcua.modules.payments import queries as charges
from motcua.modules.results.rules import Receiver

from . import past, stories
from .world import EXTRACT, TUESDAY, WARD, World, found_world

pytestmark = pytest.mark.django_db

HANDBOOK = Path(__file__).resolve().parents[5] / "docs" / "handbook" / "measuring.md"
ROW = re.compile(r"^\| `(\w+)` \| (\d+) \|", re.MULTILINE)
ITEM = Item("Giấy tờ", "Ảnh mờ", past.BASIS)


class Costs:
    """Does operations and counts their statements; begin and commit count."""

    def __init__(self) -> None:
        self.found: dict[str, int] = {}

    def of(self, name: str, **arguments: object) -> object:
        operation: Callable[..., object] = getattr(dossiers, name)
        with CaptureQueriesContext(connection) as asked:
            done = operation(at=TUESDAY, **arguments)
        self.found[name] = len(asked)
        return done


def test_operations_cost_what_the_handbook_says() -> None:
    costs, world = Costs(), found_world(with_places=True)

    _warm(world)
    _from_draft_to_result(costs, world)
    _on_the_way(costs, world)
    _ends(costs, world)
    _taken_over(costs, world)

    told = {name: int(cost) for name, cost in ROW.findall(HANDBOOK.read_text(encoding="utf-8"))}
    assert costs.found == told


def _warm(world: World) -> None:
    """What is asked for once and kept: revisions, calendars, names of places."""
    dossier = stories.a_drafted_dossier(world, at=TUESDAY)
    dossiers.sign(dossier_id=dossier, by=world.signatory, at=TUESDAY)
    jobs.run_due()


def _from_draft_to_result(costs: Costs, world: World) -> None:
    draft = costs.of("start_draft", procedure=EXTRACT, agency=WARD, by=world.an)
    assert isinstance(draft, UUID)
    costs.of("save_answers", dossier_id=draft, answers=stories.SELF, by=world.an)
    costs.of("choose_delivery", dossier_id=draft, method="AT_SUBMISSION_PLACE", by=world.an)
    costs.of("file", dossier_id=draft, key="k1", by=world.an)
    _pay_without_the_news(draft, world)
    costs.of("note_payment", dossier_id=draft, by=SYSTEM)
    costs.of("accept", dossier_id=draft, by=world.receiver)
    costs.of("take_up", dossier_id=draft, by=world.case_officer)
    costs.of("draft_result", dossier_id=draft, values=stories.RESULT, by=world.case_officer)
    costs.of("sign", dossier_id=draft, by=world.signatory)
    jobs.run_due()
    costs.of("issue", dossier_id=draft, by=world.clerk)
    jobs.run_due()
    taker = Receiver(full_name="Nguyễn Thị An", personal_id="001196000000")
    costs.of("hand_over", dossier_id=draft, to=taker, by=world.returner)


def _pay_without_the_news(dossier: UUID, world: World) -> None:
    """Paid, while the machinery has not acted on it yet."""
    charge = charges.charge_of(("dossier", str(dossier)), by=world.an)
    assert charge is not None
    payments.reconcile_transfer(
        agency=WARD, content=charge.reference, amount=charge.amount, bank_ref="FT1",
        by=SYSTEM, at=TUESDAY,
    )  # fmt: skip


def _on_the_way(costs: Costs, world: World) -> None:
    dossier = stories.a_handled_dossier(world, key="k2")
    costs.of(
        "ask_supplement", dossier_id=dossier, items=[ITEM], contact="Long",
        reply_by=stories.later(days=5), by=world.case_officer,
    )  # fmt: skip
    costs.of("give_supplement", dossier_id=dossier, by=world.an)
    costs.of(
        "ask_opinion", dossier_id=dossier, of_agency="H26.102", question="Có không?",
        reply_by=stories.later(days=1), by=world.case_officer,
    )  # fmt: skip
    costs.of(
        "file_at_once", procedure=EXTRACT, agency=WARD, answers=stories.SELF, key="k3", by=world.an
    )


def _ends(costs: Costs, world: World) -> None:
    dossier = stories.a_filed_dossier(world, key="k4")
    costs.of("withdraw", dossier_id=dossier, reason="Đổi ý", by=world.an)
    dossier = stories.a_handled_dossier(world, key="k5")
    costs.of(
        "extend", dossier_id=dossier, until=stories.later(days=3), apology="Xin lỗi",
        by=world.case_officer,
    )  # fmt: skip
    costs.of(
        "stop", dossier_id=dossier, reason="Không còn căn cứ", legal_basis=past.BASIS,
        by=world.signatory,
    )  # fmt: skip


def _taken_over(costs: Costs, world: World) -> None:
    partitions.cover("foundation_entry", first=date(2025, 3, 1), last=date(2025, 3, 1))
    batch = [past.a_returned_one(world, number=number) for number in range(1, 31)]
    costs.of("take_over", batch=batch, by=SYSTEM)
