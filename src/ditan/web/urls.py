"""All addresses of the platform: the house's own, then those of each domain that declares some."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

from ditan.base.accounts.views.setting_up import setup
from ditan.base.api import api_urls, build_api
from ditan.base.declaration import domains
from ditan.web import views, views_errors, views_session

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("login/", views_session.SignIn.as_view(), name="login"),
    path("login/code/", views_session.code, name="login_code"),
    path("logout/", views_session.SignOut.as_view(), name="logout"),
    path("setup/", setup, name="setup"),
    path("password/", views_session.ChangePassword.as_view(), name="password_change"),
    path("language/", login_not_required(set_language), name="set_language"),
    path("as-of/", views.read_as_of, name="as_of"),
    path("browser/", views_errors.incompatible, name="incompatible"),
    path("search/", views.search, name="search"),
    path("help/", views.manual, name="help"),
    path("help/<slug:chapter>/", views.manual, name="help_chapter"),
]
urlpatterns += [path("api/", api_urls(build_api()))]
urlpatterns += [path(domain.url_prefix, include(domain.urls)) for domain in domains() if domain.urls]

handler400 = views_errors.bad_request
handler403 = views_errors.forbidden
handler404 = views_errors.not_found
handler500 = views_errors.server_error
