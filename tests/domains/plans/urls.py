"""The API alone, so that its tests stand without any page."""

from django.urls import path

from ditan.base.api import api_urls, build_api

urlpatterns = [path("api/", api_urls(build_api()))]
