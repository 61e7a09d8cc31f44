"""Addresses of the project library, below `projects/`."""

from __future__ import annotations

from django.urls import path

from ditan.domains.projects.views import entries, exchange, overviews, projects, screening

app_name = "projects"

urlpatterns = [
    path("", projects.listing, name="list"),
    path("new/", entries.new, name="new"),
    path("export/", exchange.export, name="export"),
    path("template/", exchange.blank, name="template"),
    path("import/", exchange.hand_in, name="import"),
    path("import/<int:pk>/", exchange.report, name="import_report"),
    path("import/<int:pk>/errors/", exchange.errors, name="import_errors"),
    path("gantt/", overviews.gantt, name="gantt"),
    path("places/", overviews.places, name="places"),
    path("take-over/", overviews.take_over, name="take_over"),
    path("screening/", screening.listing, name="screenings"),
    path("<int:pk>/", projects.page, name="project"),
    path("<int:pk>/edit/", entries.edit, name="edit"),
    path("<int:pk>/adopt/", overviews.adopt, name="adopt"),
    path("<int:pk>/step/<slug:step>/", entries.step, name="step"),
    path("<int:pk>/money/new/", entries.money_new, name="money_new"),
    path("<int:pk>/money/<int:part>/", entries.money_line, name="money_line"),
    path("<int:pk>/money/<int:part>/drop/", entries.money_drop, name="money_drop"),
    path("<int:pk>/milestones/new/", entries.milestone, name="milestone_new"),
    path("<int:pk>/milestones/<int:part>/", entries.milestone, name="milestone"),
    path("<int:pk>/milestones/<int:part>/remove/", entries.milestone_remove, name="milestone_remove"),
    path("<int:pk>/quantities/new/", entries.quantity, name="quantity_new"),
    path("<int:pk>/quantities/<int:part>/", entries.quantity, name="quantity"),
    path("<int:pk>/abatement/", entries.abatement, name="abatement"),
    path("<int:pk>/findings/<int:part>/", entries.finding, name="finding"),
    path("<int:pk>/files/", entries.file_add, name="file_add"),
    path("<int:pk>/files/<int:part>/", projects.file, name="file"),
    path("<int:pk>/files/<int:part>/photo/", projects.photo, name="photo"),
    path("<int:pk>/files/<int:part>/remove/", entries.file_remove, name="file_remove"),
    path("<int:pk>/screening/", screening.page, name="screening"),
    path("<int:pk>/screening/<int:part>/", screening.condition, name="condition"),
    path("<int:pk>/screening/<int:part>/drop/", screening.condition_drop, name="condition_drop"),
]
