"""Addresses of reporting, below `filing/`."""

from __future__ import annotations

from django.urls import path

from ditan.base.workflow.rounds.views import arranging, exchange, listings, relations, sheets, steps

app_name = "workflow"

urlpatterns = [
    path("", listings.my, name="my"),
    path("rounds/", listings.rounds, name="rounds"),
    path("rounds/new/", arranging.new, name="round_new"),
    path("rounds/<int:pk>/", listings.round_page, name="round"),
    path("rounds/<int:pk>/edit/", arranging.edit, name="round_edit"),
    path("rounds/<int:pk>/metrics/", arranging.metrics, name="round_metrics"),
    path("rounds/<int:pk>/organisations/", arranging.organisations, name="round_organisations"),
    path("rounds/<int:pk>/open/", arranging.open_, name="round_open"),
    path("rounds/<int:pk>/close/", arranging.close, name="round_close"),
    path("rounds/<int:pk>/reopen/", arranging.reopen, name="round_reopen"),
    path("rounds/<int:pk>/urge/", arranging.urge_all, name="round_urge"),
    path("rounds/<int:pk>/lock/", steps.lock_round, name="round_lock"),
    path("rounds/<int:pk>/export/", exchange.export, name="round_export"),
    path("relations/", relations.relations, name="relations"),
    path("relations/<int:pk>/", relations.switch, name="relation_switch"),
    path("sheets/<int:pk>/", sheets.page, name="sheet"),
    path("sheets/<int:pk>/cells/", sheets.cells, name="cells"),
    path("sheets/<int:pk>/cells/<int:asked>/", sheets.cell, name="cell"),
    path("sheets/<int:pk>/submit/", steps.submit, name="submit"),
    path("sheets/<int:pk>/withdraw/", steps.withdraw, name="withdraw"),
    path("sheets/<int:pk>/review/", steps.review, name="review"),
    path("sheets/<int:pk>/decide/", steps.decide, name="decide"),
    path("sheets/<int:pk>/lock/", steps.lock, name="lock"),
    path("sheets/<int:pk>/restate/", steps.restate, name="restate"),
    path("sheets/<int:pk>/urge/", arranging.urge_one, name="urge"),
    path("sheets/<int:pk>/extend/", arranging.extend_, name="extend"),
    path("sheets/<int:pk>/delegate/", steps.delegate_, name="delegate"),
    path("sheets/<int:pk>/evidence/", sheets.evidence, name="evidence"),
    path("sheets/<int:pk>/evidence/<int:file>/", sheets.evidence_file, name="evidence_file"),
    path("sheets/<int:pk>/evidence/<int:file>/remove/", sheets.evidence_remove, name="evidence_remove"),
    path("sheets/<int:pk>/template/", exchange.template, name="template"),
    path("sheets/<int:pk>/import/", exchange.import_, name="sheet_import"),
    path("sheets/<int:pk>/import/<int:sheet>/", exchange.report, name="sheet_report"),
]
