"""Addresses of supervision, below `supervision/`."""

from __future__ import annotations

from django.urls import path

from ditan.domains.supervision.access import OFFICE_STEPS, RECEIVER_STEPS, REVIEW_STEPS
from ditan.domains.supervision.views import (
    calendar,
    classes,
    departments,
    ledger,
    matters,
    parts,
    plans,
    statistics,
    steps,
    writing,
)

app_name = "supervision"

urlpatterns = [
    path("", matters.listing, name="list"),
    path("overview/", departments.overview_page, name="overview"),
    path("new/", writing.new, name="new"),
    path("calendar/", calendar.month, name="calendar"),
    path("statistics/", statistics.statistics, name="statistics"),
    path("statistics/file/", statistics.statistics_file, name="statistics_file"),
    path("circular/", statistics.circular, name="circular"),
    path("circular/docx/", statistics.circular_docx, name="circular_docx"),
    path("ledger/export/", statistics.export, name="export"),
    path("<int:pk>/order/", statistics.order, name="order"),
    path("ledger/import/", ledger.hand_in, name="ledger_import"),
    path("ledger/import/<int:pk>/", ledger.report, name="ledger_report"),
    path("ledger/import/<int:pk>/columns/", ledger.columns, name="ledger_columns"),
    path("ledger/import/<int:pk>/act/", ledger.act, name="ledger_act"),
    path("plans/", plans.choose, name="plans"),
    path("plans/<int:pk>/", plans.hand_out, name="from_plan"),
    path("departments/<int:pk>/", departments.department, name="department"),
    path("departments/<int:pk>/pass/", departments.pass_on, name="pass_all"),
    path("classes/", classes.listing, name="classes"),
    path("classes/new/", classes.class_new, name="class_new"),
    path("classes/<int:pk>/", classes.class_edit, name="class_edit"),
    path("chains/new/", classes.chain_new, name="chain_new"),
    path("chains/<int:pk>/", classes.chain_edit, name="chain_edit"),
    path("<int:pk>/", matters.page, name="matter"),
    path("<int:pk>/edit/", writing.edit, name="edit"),
    *(
        path(f"<int:pk>/{name.replace('_', '-')}/", steps.taking(name), name=name)
        for name in (*RECEIVER_STEPS, *OFFICE_STEPS, *REVIEW_STEPS)
    ),
    path("<int:pk>/urge/", steps.urge_, name="urge"),
    path("<int:pk>/hang/", steps.hang_, name="hang"),
    path("<int:pk>/progress/", parts.progress, name="progress"),
    path("<int:pk>/evidence/<int:file>/", matters.evidence_file, name="evidence_file"),
    path("<int:pk>/parts/<int:part>/", parts.sign, name="sign_part"),
    path("<int:pk>/split/", parts.split_, name="split"),
    path("<int:pk>/parent/", parts.move_below_, name="move_below"),
    path("<int:pk>/milestones/", parts.milestone, name="milestone"),
    path("<int:pk>/milestones/<int:milestone>/done/", parts.milestone_done, name="milestone_done"),
    path("<int:pk>/milestones/<int:milestone>/remove/", parts.milestone_remove, name="milestone_remove"),
    path("<int:pk>/extension/", parts.ask_extension_, name="ask_extension"),
    path("<int:pk>/extension/<int:extension>/", parts.decide_extension_, name="decide_extension"),
    path("<int:pk>/findings/<int:finding>/", parts.explain_, name="explain"),
]
