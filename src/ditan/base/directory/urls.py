"""Addresses of the directory, below `directory/`."""

from __future__ import annotations

from django.urls import path

from ditan.base.directory.views import exchange, organisations, people, regions

app_name = "directory"

urlpatterns = [
    path("organisations/", organisations.listing, name="organisations"),
    path("organisations/new/", organisations.new, name="organisation_new"),
    path("organisations/export/", exchange.export, name="organisations_export"),
    path("organisations/template/", exchange.blank, name="organisations_template"),
    path("organisations/import/", exchange.import_, name="organisations_import"),
    path("organisations/<int:pk>/", organisations.page, name="organisation"),
    path("organisations/<int:pk>/edit/", organisations.edit, name="organisation_edit"),
    path("organisations/<int:pk>/move/", organisations.move, name="organisation_move"),
    path("organisations/<int:pk>/close/", organisations.close, name="organisation_close"),
    path("organisations/<int:pk>/posts/new/", people.new_post, name="post_new"),
    path("people/", people.listing, name="people"),
    path("people/new/", people.new, name="person_new"),
    path("people/<int:pk>/edit/", people.edit, name="person_edit"),
    path("posts/<int:pk>/hold/", people.hold, name="post_hold"),
    path("holdings/<int:pk>/hand-over/", people.hand_over, name="hand_over"),
    path("regions/", regions.listing, name="regions"),
    path("regions/<int:pk>/", regions.page, name="region"),
    path("regions/<int:pk>/rename/", regions.rename, name="region_rename"),
]
