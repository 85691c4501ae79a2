"""Addresses under /desk/."""

from django.urls import path

from . import (
    asking,
    carrying,
    counter,
    deciding,
    dossier,
    fetching,
    handing,
    handling,
    intake,
    mandates,
    worklist,
)

ONE = "dossiers/<uuid:dossier_id>"

#: The door of each act; the names are those of `offers`.
ACTS = {
    "accept": intake.accept,
    "refuse": intake.refuse,
    "ask-fee": intake.ask_fee,
    "allow-second-request": intake.allow_second_request,
    "ask-supplement": asking.ask_supplement,
    "take-up": handling.take_up,
    "assign": handling.assign,
    "ask-opinion": handling.ask_opinion,
    "give-opinion": handling.give_opinion,
    "ask-payment": handling.ask_payment,
    "extend": handling.extend,
    "stop": handling.stop,
    "draft-result": deciding.draft_result,
    "draft-refusal": deciding.draft_refusal,
    "return-draft": deciding.return_draft,
    "sign": deciding.sign,
    "issue": deciding.issue,
    "deliver": handing.deliver,
    "hand-over": handing.hand_over,
    "agree-withdrawal": handing.agree_withdrawal,
    "decline-withdrawal": handing.decline_withdrawal,
}

app_name = "desk"
urlpatterns = [
    path("", worklist.home, name="home"),
    path("find", worklist.find, name="find"),
    path("counter", counter.home, name="counter"),
    path("counter/<uuid:draft_id>", counter.sheet, name="counter-sheet"),
    path("counter/<uuid:draft_id>/read", counter.read, name="counter-read"),
    path("counter/<uuid:draft_id>/print", counter.printed, name="counter-print"),
    path("mandates/<uuid:mandate_id>", mandates.look, name="mandate"),
    path("mandates/<uuid:mandate_id>/proof", mandates.proof, name="mandate-proof"),
    path(ONE, dossier.show, name="dossier"),
    path(f"{ONE}/files/<str:key>", fetching.file, name="file"),
    path(f"{ONE}/files/<str:key>/extract", fetching.extract, name="extract"),
    path(f"{ONE}/files/<str:key>/copy", fetching.copy, name="copy"),
    path(f"{ONE}/files/<str:key>/unscanned", fetching.unscanned, name="unscanned"),
    path(f"{ONE}/files/<str:key>/picture", fetching.picture, name="picture"),
    path(f"{ONE}/letters/<uuid:letter_id>", fetching.letter, name="letter"),
    path(f"{ONE}/letters/<uuid:letter_id>/data", fetching.letter_data, name="letter-data"),
    path(f"{ONE}/result", fetching.result, name="result"),
    path(f"{ONE}/draft", fetching.draft, name="draft"),
    path(f"{ONE}/carry-back", carrying.back, name="carry-back"),
    *(path(f"{ONE}/{name}", door, name=name) for name, door in ACTS.items()),
]
