"""The machinery carries orders out once, whatever happens in between."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.foundation import plugs
from motcua.kernel.actors import SYSTEM
from motcua.kernel.errors import Weather
from motcua.modules.results import operations, queries, reactions
from motcua.modules.results.events import ResultApproved
from motcua.modules.results.ports import SignatureReport, SignatureRequest, Signer
from motcua.modules.results.rules import State

from . import factories as make
from .factories import ELEVEN, SUBJECT, TEN

pytestmark = pytest.mark.django_db(transaction=True)


class Storm:
    """A signing service that is down."""

    def sign(self, pdf: bytes, request: SignatureRequest) -> bytes:
        del pdf, request
        raise Weather("down")

    def check(self, pdf: bytes) -> list[SignatureReport]:
        del pdf
        raise Weather("down")


def test_an_order_waits_while_the_signing_service_is_down() -> None:
    ward = make.a_ward()
    result = make.a_draft(ward)
    operations.approve(result_id=result, by=ward.nam, at=TEN)

    with plugs.instead(Signer, Storm()), pytest.raises(Weather):
        make.run_reactions()
    assert queries.result_card(result, by=ward.nam).state is State.APPROVED

    make.run_reactions()
    assert queries.result_card(result, by=ward.nam).state is State.SIGNED


def test_two_workers_on_one_order_leave_one_signature() -> None:
    ward = make.a_ward()
    result = make.a_draft(ward)
    operations.approve(result_id=result, by=ward.nam, at=TEN)
    approved = ResultApproved(result, *SUBJECT, TEN)
    both = Barrier(2)

    def work(_worker: int) -> None:
        try:
            both.wait()
            reactions.sign_as_signatory(approved)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as workers:
        list(workers.map(work, range(2)))

    kinds = [entry.kind for entry in make.story(result)]
    assert kinds.count("result.signed/1") == 1
    assert queries.signatory_order(result, by=SYSTEM) is None


def test_operations_ask_the_database_little() -> None:
    ward = make.a_ward()
    counted = {}
    with CaptureQueriesContext(connection) as asked:
        result = make.a_draft(ward)
    counted["draft"] = len(asked)
    with CaptureQueriesContext(connection) as asked:
        operations.approve(result_id=result, by=ward.nam, at=TEN)
    counted["approve"] = len(asked)
    make.run_reactions()
    with CaptureQueriesContext(connection) as asked:
        operations.number_and_issue(result_id=result, by=ward.oanh, at=ELEVEN)
    counted["number"] = len(asked)
    make.run_reactions()
    with CaptureQueriesContext(connection) as asked:
        queries.public_verification(result)
    counted["verify"] = len(asked)

    assert counted == {"draft": 8, "approve": 7, "number": 8, "verify": 4}
