"""Addresses of yearly work plans, below `workplans/`."""

from __future__ import annotations

from django.urls import path

from ditan.domains.workplans.views import acting, files, lines, pages

app_name = "workplans"

urlpatterns = [
    path("", pages.listing, name="list"),
    path("new/", acting.new, name="new"),
    path("<int:pk>/", pages.page, name="workplan"),
    path("<int:pk>/editions/<int:number>/", pages.edition, name="edition"),
    path("<int:pk>/take/", acting.take, name="take"),
    path("<int:pk>/step/", acting.step, name="step"),
    path("<int:pk>/hand-out/", acting.hand_out, name="hand_out"),
    path("<int:pk>/lines/new/", lines.new, name="line_new"),
    path("<int:pk>/lines/<int:line>/", lines.edit, name="line"),
    path("<int:pk>/lines/<int:line>/act/", lines.act, name="line_act"),
    path("<int:pk>/import/", files.import_, name="import"),
    path("<int:pk>/export/", files.export, name="export"),
    path("<int:pk>/document/", files.document, name="document"),
]
