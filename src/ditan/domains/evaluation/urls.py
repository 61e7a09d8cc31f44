"""Addresses of evaluations, below `evaluation/`."""

from __future__ import annotations

from django.urls import path

from ditan.domains.evaluation.views import chapters, evaluations

app_name = "evaluation"

urlpatterns = [
    path("", evaluations.listing, name="list"),
    path("new/", evaluations.new, name="new"),
    path("<int:pk>/", evaluations.page, name="evaluation"),
    path("<int:pk>/details/", evaluations.details, name="details"),
    path("<int:pk>/finalise/", evaluations.finalise_, name="finalise"),
    path("<int:pk>/delete/", evaluations.delete, name="delete"),
    path("<int:pk>/export/", evaluations.export, name="export"),
    path("<int:pk>/chapters/<slug:code>/", chapters.edit, name="chapter"),
    path("<int:pk>/chapters/<slug:code>/move/", chapters.move, name="move"),
    path("<int:pk>/chapters/<slug:code>/leave-out/", chapters.leave_out_, name="leave_out"),
    path("<int:pk>/chapters/<slug:code>/take-in/", chapters.take_in_, name="take_in"),
]
