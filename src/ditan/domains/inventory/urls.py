"""Addresses of inventories, below `inventory/`."""

from __future__ import annotations

from django.urls import path

from ditan.domains.inventory.views import comparing, editions, inventories, published

app_name = "inventory"

urlpatterns = [
    path("", inventories.listing, name="list"),
    path("new/", inventories.new, name="new"),
    path("demo/", inventories.demo, name="demo"),
    path("published/", published.listing, name="published_list"),
    path("published/load/", published.load, name="published_load"),
    path("published/<int:pk>/", published.page, name="published"),
    path("<int:pk>/", inventories.page, name="inventory"),
    path("<int:pk>/editions/", editions.page, name="editions"),
    path("<int:pk>/editions/<int:number>/", editions.edition, name="edition"),
    path("<int:pk>/editions/<int:number>/rows/<int:row>/", editions.edition_row, name="edition_row"),
    path("<int:pk>/compare/", comparing.page, name="compare"),
    path("<int:pk>/lock/", editions.lock_, name="lock"),
    path("<int:pk>/reopen/", editions.reopen_, name="reopen"),
    path("<int:pk>/sign/", editions.sign_, name="sign"),
    path("<int:pk>/recompute/", editions.recompute_, name="recompute"),
]
