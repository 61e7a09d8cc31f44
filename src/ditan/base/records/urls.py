"""Addresses of metrics and values, below `records/`."""

from __future__ import annotations

from django.urls import path

from ditan.base.records.views import contributions, deciding, exchange, importing, metrics, picking, values

app_name = "records"

urlpatterns = [
    path("metrics/", metrics.listing, name="metrics"),
    path("metrics/missing/", metrics.missing, name="metrics_missing"),
    path("metrics/new/", metrics.new, name="metric_new"),
    path("metrics/formula/", metrics.formula, name="metric_formula"),
    path("metrics/<int:pk>/", metrics.page, name="metric"),
    path("metrics/<int:pk>/edit/", metrics.edit, name="metric_edit"),
    path("pick/metrics/", picking.metrics_, name="pick_metrics"),
    path("pick/subjects/", picking.subjects, name="pick_subjects"),
    path("import/", importing.hand_in, name="import"),
    path("import/template/", importing.template, name="import_template"),
    path("import/<int:pk>/", importing.report, name="import_report"),
    path("import/<int:pk>/act/", importing.act, name="import_act"),
    path("values/", values.listing, name="observations"),
    path("values/export/", exchange.values, name="observations_export"),
    path("values/contested/", values.contested, name="contested"),
    path("values/<int:pk>/", values.page, name="observation"),
    path("values/<int:pk>/card/", values.card, name="card"),
    path("contributions/new/", contributions.new, name="contribution_new"),
    path("contributions/<int:pk>/", contributions.page, name="contribution"),
    path("standing/<int:pk>/restate/", deciding.restate, name="restate"),
    path("standing/<int:pk>/choose/", deciding.choose, name="choose"),
    path("series/<int:subject>/<int:metric>/", values.series_page, name="series"),
    path("series/<int:subject>/<int:metric>/file/", exchange.series_file, name="series_export"),
]
