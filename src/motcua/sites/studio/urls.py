"""Addresses under /studio/."""

from django.urls import path

from . import kinds, patterns
from .changing.urls import urlpatterns as changing
from .drafting.urls import urlpatterns as drafting
from .rehearsing.urls import urlpatterns as rehearsing

app_name = "studio"
urlpatterns = [
    *drafting,
    *rehearsing,
    *changing,
    path("patterns", patterns.components, name="patterns"),
    path("patterns/questions", patterns.questions, name="pattern-questions"),
    path("patterns/kinds", kinds.every, name="pattern-kinds"),
    path("patterns/kinds/<slug:key>", kinds.one, name="pattern-kind"),
    path("patterns/home", patterns.home, name="pattern-home"),
    path("patterns/question", patterns.question, name="pattern-question"),
    path("patterns/worklist", patterns.worklist, name="pattern-worklist"),
    path("patterns/dossier", patterns.dossier, name="pattern-dossier"),
    path("patterns/print", patterns.sheet, name="pattern-print"),
    path("patterns/communes", patterns.communes, name="pattern-communes"),
]
