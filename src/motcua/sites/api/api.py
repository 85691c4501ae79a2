"""The API's routers under one roof."""

from ninja import NinjaAPI

from . import (
    clock,
    dossiers,
    drafts,
    extracts,
    forms,
    handing,
    linked,
    lists,
    problems,
    procedures,
    proofs,
    statistics,
    whole,
)
from .bodies import JsonParser

api = NinjaAPI(
    title="Motcua",
    version="1",
    description="One door between people and their city.",
    docs_url=None,
    urls_namespace="api",
    parser=JsonParser(),
)
problems.register(api)
api.add_router("/clock", clock.router)
api.add_router("", linked.router)
api.add_router("/procedures", procedures.router)
api.add_router("/procedures", forms.router)
api.add_router("/procedures", lists.router)
api.add_router("/procedures", whole.router)
api.add_router("/dossiers", dossiers.router)
api.add_router("/drafts", drafts.router)
api.add_router("/files", handing.router)
api.add_router("/extracts", extracts.router)
api.add_router("/proofs", proofs.router)
api.add_router("/statistics", statistics.router)
