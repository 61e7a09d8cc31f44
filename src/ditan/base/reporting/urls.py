"""Addresses of the download centre, below `downloads/`."""

from __future__ import annotations

from django.urls import path

from ditan.base.reporting import views

app_name = "reporting"

urlpatterns = [
    path("", views.downloads, name="downloads"),
    path("<int:pk>/file/", views.file, name="file"),
    path("<int:pk>/delete/", views.delete, name="delete"),
]
