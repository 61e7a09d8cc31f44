"""Addresses of inventories, below `inventory/`."""

from __future__ import annotations

from django.urls import path

from ditan.domains.inventory.views import (
    checks,
    comparing,
    editions,
    exchange,
    exports,
    factors,
    grid,
    inventories,
    published,
    settings,
    summary,
    tracing,
    uncertainty,
)

app_name = "inventory"

urlpatterns = [
    path("", inventories.listing, name="list"),
    path("new/", inventories.new, name="new"),
    path("demo/", inventories.demo, name="demo"),
    path("factors/", factors.listing, name="factors"),
    path("factors/grid/", factors.grid, name="factor_grid"),
    path("factors/sets/", factors.sets_page, name="factor_sets"),
    path("factors/new/", factors.new, name="factor_new"),
    path("factors/of/<str:code>/", factors.page, name="factor_page"),
    path("published/", published.listing, name="published_list"),
    path("published/load/", published.load, name="published_load"),
    path("published/<int:pk>/", published.page, name="published"),
    path("<int:pk>/", grid.page, name="inventory"),
    path("<int:pk>/rows/", grid.save, name="rows"),
    path("<int:pk>/rows/<int:row>/remove/", grid.remove, name="row_remove"),
    path("<int:pk>/rows/<int:row>/trace/", tracing.trace, name="trace"),
    path("<int:pk>/rows/<int:row>/factor/", tracing.factor, name="factor"),
    path("<int:pk>/rows/<int:row>/own-value/", tracing.own_value, name="own_value"),
    path("<int:pk>/exports/", exports.page, name="exports"),
    path("<int:pk>/exports/report/", exports.ask, name="report"),
    path("<int:pk>/exports/<str:form>/", exports.file, name="file"),
    path("<int:pk>/settings/", settings.page, name="settings"),
    path("<int:pk>/template/", exchange.template, name="template"),
    path("<int:pk>/rows/export/", exchange.rows_export, name="rows_export"),
    path("<int:pk>/import/", exchange.import_, name="import"),
    path("<int:pk>/import/<int:handed>/", exchange.import_report, name="import_report"),
    path("<int:pk>/import/<int:handed>/errors/", exchange.import_errors, name="import_errors"),
    path("<int:pk>/summary/", summary.page, name="summary"),
    path("<int:pk>/summary/rows/", summary.rows, name="summary_rows"),
    path("<int:pk>/editions/", editions.page, name="editions"),
    path("<int:pk>/editions/<int:number>/", editions.edition, name="edition"),
    path("<int:pk>/editions/<int:number>/rows/<int:row>/", editions.edition_row, name="edition_row"),
    path("<int:pk>/compare/", comparing.page, name="compare"),
    path("<int:pk>/checks/", checks.page, name="checks"),
    path("<int:pk>/checks/run/", checks.run_, name="checks_run"),
    path("<int:pk>/checks/act/", checks.act, name="checks_act"),
    path("<int:pk>/uncertainty/", uncertainty.page, name="uncertainty"),
    path("<int:pk>/uncertainty/run/", uncertainty.run_, name="uncertainty_run"),
    path("<int:pk>/uncertainty/progress/", uncertainty.progress, name="uncertainty_progress"),
    path("<int:pk>/lock/", editions.lock_, name="lock"),
    path("<int:pk>/reopen/", editions.reopen_, name="reopen"),
    path("<int:pk>/sign/", editions.sign_, name="sign"),
    path("<int:pk>/recompute/", editions.recompute_, name="recompute"),
]
