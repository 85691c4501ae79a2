"""Addresses of the portal, at the root."""

from django.urls import path

from . import (
    checking,
    choosing,
    dossier,
    filing,
    filling,
    finding,
    levels,
    paying,
    places,
    reading,
    sheets,
    starting,
)

app_name = "portal"
urlpatterns = [
    path("", finding.home, name="home"),
    path("procedures", finding.find, name="find"),
    path("procedures/suggestions", finding.suggest, name="suggest"),
    path("which", choosing.which, name="which"),
    path("which/<slug:event>", choosing.through, name="which-event"),
    path("procedures/levels", levels.levels, name="levels"),
    path("procedures/levels/list", levels.level_list, name="levels-list"),
    path("procedures/levels.csv", levels.levels_csv, name="levels-csv"),
    path("procedures/<str:code>", reading.procedure, name="procedure"),
    path("procedures/<str:code>/start", starting.start, name="start"),
    path("procedures/<str:code>/form", sheets.blank_form, name="blank-form"),
    path("procedures/<str:code>/checklist", sheets.checklist, name="checklist"),
    path("procedures/<str:code>/<slug:kind>.pdf", sheets.pdf, name="sheet-pdf"),
    path("drafts/<uuid:draft_id>", filling.overview, name="draft"),
    path("drafts/<uuid:draft_id>/pages/<slug:key>", filling.fill, name="page"),
    path("drafts/<uuid:draft_id>/delivery", filling.delivery, name="delivery"),
    path("drafts/<uuid:draft_id>/check", filing.check, name="check"),
    path("drafts/<uuid:draft_id>/discard", filling.discard, name="discard"),
    path("mine", dossier.mine, name="mine"),
    path("mine/<uuid:dossier_id>", dossier.show, name="dossier"),
    path("mine/<uuid:dossier_id>/answers", dossier.answers, name="answers"),
    path("mine/<uuid:dossier_id>/files/<str:key>", dossier.file, name="file"),
    path("mine/<uuid:dossier_id>/letters/<uuid:letter_id>", dossier.letter, name="letter"),
    path("mine/<uuid:dossier_id>/result", dossier.result, name="result"),
    path("mine/<uuid:dossier_id>/withdraw", dossier.withdraw, name="withdraw"),
    path("mine/<uuid:dossier_id>/pay", paying.pay, name="pay"),
    path("places/communes", places.communes, name="communes"),
    path("track", checking.track, name="track"),
    path("track/<str:number>", checking.tracked, name="tracked"),
    path("verify", checking.verify, name="verify"),
    path("verify/<str:paper_id>", checking.verified, name="verified"),
]
