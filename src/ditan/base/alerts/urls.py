"""Addresses of alerts, below `alerts/`."""

from __future__ import annotations

from django.urls import path

from ditan.base.alerts.views import alerts, rules, steps

app_name = "alerts"

urlpatterns = [
    path("", alerts.listing, name="list"),
    path("export/", alerts.export, name="export"),
    path("acknowledge/", steps.acknowledge_many, name="acknowledge_many"),
    path("<int:pk>/", alerts.page, name="alert"),
    path("<int:pk>/acknowledge/", steps.acknowledge, name="acknowledge"),
    path("<int:pk>/dispose/", steps.dispose, name="dispose"),
    path("<int:pk>/report/", steps.report, name="report"),
    path("<int:pk>/check/", steps.check, name="check"),
    path("<int:pk>/close/", steps.close, name="close"),
    path("<int:pk>/mute/", steps.mute, name="mute"),
    path("<int:pk>/unmute/", steps.unmute, name="unmute"),
    path("<int:pk>/assign/", steps.assign_, name="assign"),
    path("<int:pk>/evidence/", steps.evidence, name="evidence"),
    path("<int:pk>/evidence/<int:file>/", alerts.evidence_file, name="evidence_file"),
    path("<int:pk>/evidence/<int:file>/remove/", steps.evidence_remove, name="evidence_remove"),
    path("rules/", rules.listing, name="rules"),
    path("rules/new/", rules.new, name="rule_new"),
    path("rules/<int:pk>/", rules.page, name="rule"),
    path("rules/<int:pk>/edit/", rules.edit, name="rule_edit"),
    path("rules/<int:pk>/switch/", rules.switch_, name="rule_switch"),
]
