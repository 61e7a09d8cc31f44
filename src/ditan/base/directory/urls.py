"""Addresses of the directory, below `directory/`."""

from __future__ import annotations

from django.urls import path

from ditan.base.directory.views import entries, exchange, industries, organisations, people, posts, regions

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
    path("organisations/<int:pk>/posts/new/", posts.new, name="post_new"),
    path("people/", people.listing, name="people"),
    path("people/new/", people.new, name="person_new"),
    path("people/<int:pk>/", people.page, name="person"),
    path("people/<int:pk>/edit/", people.edit, name="person_edit"),
    path("people/<int:pk>/hold/", posts.person_hold, name="person_hold"),
    path("posts/<int:pk>/hold/", posts.hold, name="post_hold"),
    path("holdings/<int:pk>/hand-over/", posts.hand_over, name="hand_over"),
    path("holdings/<int:pk>/leave/", posts.leave, name="leave"),
    path("regions/", regions.listing, name="regions"),
    path("regions/<int:pk>/", regions.page, name="region"),
    path("regions/<int:pk>/rename/", regions.rename, name="region_rename"),
    path("dictionaries/", entries.listing, name="dictionaries"),
    path("dictionaries/new/", entries.new, name="dictionary_new"),
    path("dictionaries/<int:pk>/", entries.page, name="dictionary"),
    path("dictionaries/<int:pk>/edit/", entries.edit, name="dictionary_edit"),
    path("dictionaries/<int:pk>/entries/", entries.new_entry, name="entry_new"),
    path("dictionaries/entries/<int:pk>/", entries.edit_entry, name="entry_edit"),
    path("dictionaries/parameters/", entries.parameters, name="parameters"),
    path("dictionaries/parameters/new/", entries.new_parameter, name="parameter_new"),
    path("dictionaries/parameters/<int:pk>/", entries.set_value, name="parameter_set"),
    path("dictionaries/industries/", industries.listing, name="industries"),
    path("dictionaries/industries/template/", industries.blank, name="industries_template"),
    path("dictionaries/industries/import/", industries.import_, name="industries_import"),
    path("dictionaries/industries/remove/", industries.remove, name="industries_remove"),
]
