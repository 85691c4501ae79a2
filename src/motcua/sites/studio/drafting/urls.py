"""Addresses of this part, below /studio/."""

from django.urls import URLPattern, path

from . import (
    banking,
    checks,
    diffing,
    files,
    home,
    parts,
    previewing,
    procedures,
    proposals,
    zipping,
)

ONE = "proposals/<uuid:proposal_id>"

urlpatterns: list[URLPattern] = [
    path("", home.home, name="home"),
    path("questions", banking.bank, name="bank"),
    path("procedures/new", procedures.new, name="new"),
    path("procedures/<str:code>", procedures.procedure, name="procedure"),
    path("procedures/<str:code>/start", procedures.start, name="start"),
    path("procedures/<str:code>/end", procedures.end, name="end"),
    path("procedures/<str:code>/export", zipping.export, name="export"),
    path("import", zipping.bring, name="import"),
    path("import/keys", zipping.keys, name="keys"),
    path("import/keys/<uuid:key_id>/end", zipping.end_key, name="end-key"),
    path(ONE, proposals.proposal, name="proposal"),
    path(f"{ONE}/submit", proposals.submit, name="submit"),
    path(f"{ONE}/take-back", proposals.take_back, name="take-back"),
    path(f"{ONE}/return", proposals.send_back, name="return"),
    path(f"{ONE}/approve", proposals.approve, name="approve"),
    path(f"{ONE}/discard", proposals.discard, name="discard"),
    path(f"{ONE}/rebase", proposals.rebase, name="rebase"),
    path(f"{ONE}/parts/<slug:part>", parts.part, name="part"),
    path(f"{ONE}/files", files.files, name="files"),
    path(f"{ONE}/files/<path:name>", files.file, name="file"),
    path(f"{ONE}/checks", checks.checks, name="checks"),
    path(f"{ONE}/diff", diffing.diff, name="diff"),
    path(f"{ONE}/preview", previewing.preview, name="preview"),
    path(f"{ONE}/preview/pages/<slug:key>", previewing.page_preview, name="preview-page"),
    path(f"{ONE}/preview/check", previewing.check_preview, name="preview-check"),
    path(f"{ONE}/preview/officer", previewing.officer_preview, name="preview-officer"),
    path(f"{ONE}/preview/papers/<slug:name>", previewing.paper, name="preview-paper"),
    path(f"{ONE}/saves", files.saves, name="saves"),
    path(f"{ONE}/saves/<int:number>/<path:name>", files.saved, name="saved"),
]
