"""Addresses of check-ups, below `checkups/`."""

from __future__ import annotations

from django.urls import path

from ditan.domains.checkups.views import checkups, indicators, own

app_name = "checkups"

urlpatterns = [
    path("", checkups.listing, name="list"),
    path("new/", checkups.new, name="new"),
    path("<int:pk>/", checkups.page, name="checkup"),
    path("<int:pk>/regions/<int:region>/", checkups.region_, name="region"),
    path("<int:pk>/take/", checkups.take, name="take"),
    path("<int:pk>/close/", checkups.close_, name="close"),
    path("<int:pk>/export/", checkups.export, name="export"),
    path("own/", own.own, name="own"),
    path("results/<int:pk>/review/", own.review, name="review"),
    path("results/<int:pk>/propose/", checkups.propose_, name="propose"),
    path("indicators/", indicators.listing, name="indicators"),
    path("indicators/new/", indicators.new, name="indicator_new"),
    path("indicators/import/", indicators.importing, name="import"),
    path("indicators/template/", indicators.blank, name="import_template"),
    path("indicators/<int:pk>/", indicators.edit, name="indicator_edit"),
]
