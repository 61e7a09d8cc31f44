"""Addresses of the project library, below `projects/`."""

from __future__ import annotations

from django.urls import path

from ditan.domains.projects.views import projects

app_name = "projects"

urlpatterns = [
    path("", projects.listing, name="list"),
    path("<int:pk>/", projects.page, name="project"),
]
