"""Addresses of inventories, below `inventory/`."""

from __future__ import annotations

from django.urls import path

from ditan.domains.inventory.views import inventories, published

app_name = "inventory"

urlpatterns = [
    path("", inventories.listing, name="list"),
    path("new/", inventories.new, name="new"),
    path("published/", published.listing, name="published_list"),
    path("published/load/", published.load, name="published_load"),
    path("published/<int:pk>/", published.page, name="published"),
    path("<int:pk>/", inventories.page, name="inventory"),
]
