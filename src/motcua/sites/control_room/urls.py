"""Addresses under /control-room/."""

from django.urls import path

from . import (
    alerts,
    deciding,
    deliveries,
    drafting,
    home,
    lateness,
    proposing,
    quarantine,
    rules,
    sources,
)

ONE = "alerts/<uuid:alert_id>"
RULE = "rules/<slug:code>"

app_name = "control_room"
urlpatterns = [
    path("", home.home, name="home"),
    path("alerts", alerts.every, name="alerts"),
    path("alerts/new", proposing.new, name="propose"),
    path(ONE, alerts.one, name="alert"),
    path(f"{ONE}/cap.xml", alerts.document, name="alert-cap"),
    path(f"{ONE}/confirm", deciding.confirm, name="confirm"),
    path(f"{ONE}/reject", deciding.reject, name="reject"),
    path(f"{ONE}/cancel", deciding.cancel, name="cancel"),
    path(f"{ONE}/update", proposing.update, name="update"),
    path("sources", sources.every, name="sources"),
    path("sources/<str:code>", sources.one, name="source"),
    path("quarantine", quarantine.every, name="quarantine"),
    path("quarantine/<int:series>/<str:time>/<int:revision>", quarantine.one, name="held"),
    path("rules", rules.every, name="rules"),
    path(RULE, rules.one, name="rule"),
    path(f"{RULE}/draft", drafting.draft, name="draft-rule"),
    path(f"{RULE}/<uuid:version_id>/publish", rules.publish, name="publish-rule"),
    path(f"{RULE}/<uuid:version_id>/drop", rules.drop, name="drop-rule"),
    path(f"{RULE}/<uuid:version_id>/retire", rules.retire, name="retire-rule"),
    path("services", lateness.late, name="services"),
    path("deliveries", deliveries.every, name="deliveries"),
]
