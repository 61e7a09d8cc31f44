"""Addresses of inventories, below `inventory/`."""

from __future__ import annotations

from django.urls import path

from ditan.domains.inventory.views import inventories

app_name = "inventory"

urlpatterns = [
    path("", inventories.listing, name="list"),
    path("new/", inventories.new, name="new"),
    path("<int:pk>/", inventories.page, name="inventory"),
]
