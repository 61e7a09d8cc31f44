"""Addresses below `identity/`."""

from __future__ import annotations

from django.urls import path

from ditan.base.identity.views import sign_on, tokens

app_name = "identity"

urlpatterns = [
    path("tokens/", tokens.own, name="tokens"),
    path("tokens/all/", tokens.everybody, name="all_tokens"),
    path("tokens/new/", tokens.new, name="token_new"),
    path("tokens/<int:pk>/revoke/", tokens.revoke, name="token_revoke"),
    path("oidc/start/", sign_on.start, name="oidc_start"),
    path("oidc/back/", sign_on.back, name="oidc_back"),
]
