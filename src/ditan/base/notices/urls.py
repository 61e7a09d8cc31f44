"""Addresses of the message centre, below `notices/`."""

from __future__ import annotations

from django.urls import path

from ditan.base.notices.views import announcements, centre, settings

app_name = "notices"

urlpatterns = [
    path("", centre.centre, name="centre"),
    path("<int:pk>/read/", centre.read, name="read"),
    path("read-all/", centre.read_all, name="read_all"),
    path("announcements/", announcements.announcements, name="announcements"),
    path("announcements/new/", announcements.announce, name="announce"),
    path("announcements/<int:pk>/read/", announcements.read, name="announcement_read"),
    path("announcements/<int:pk>/withdraw/", announcements.withdraw, name="announcement_withdraw"),
    path("templates/", settings.templates, name="templates"),
    path("templates/<str:kind>/", settings.template, name="template"),
    path("templates/<str:kind>/reset/", settings.template_reset, name="template_reset"),
    path("channels/", settings.channels, name="channels"),
    path("channels/<str:channel>/", settings.channel, name="channel"),
    path("deliveries/", settings.deliveries, name="deliveries"),
    path("deliveries/<int:pk>/resend/", settings.resend, name="resend"),
]
