"""Addresses of the message centre, below `notices/`."""

from __future__ import annotations

from django.urls import path

from ditan.base.notices.views import centre

app_name = "notices"

urlpatterns = [
    path("", centre.centre, name="centre"),
    path("<int:pk>/read/", centre.read, name="read"),
    path("read-all/", centre.read_all, name="read_all"),
]
