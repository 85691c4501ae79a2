"""The API's routers under one roof."""

from ninja import NinjaAPI

from . import clock, linked, problems, procedures, statistics, whole

api = NinjaAPI(
    title="Motcua",
    version="1",
    description="One door between people and their city.",
    docs_url=None,
    urls_namespace="api",
)
problems.register(api)
api.add_router("/clock", clock.router)
api.add_router("", linked.router)
api.add_router("/procedures", procedures.router)
api.add_router("/procedures", whole.router)
api.add_router("/statistics", statistics.router)
