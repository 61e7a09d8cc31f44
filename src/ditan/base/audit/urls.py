"""Addresses of the log."""

from django.urls import path

from ditan.base.audit.views import chain, log

app_name = "audit"
urlpatterns = [
    path("log/", log.listing, name="log"),
    path("log/export/", log.export, name="log_export"),
    path("log/<int:pk>/", log.entry, name="entry"),
    path("sign-ins/", log.listing, {"sign_ins": True}, name="sign_ins"),
    path("sign-ins/export/", log.export, {"sign_ins": True}, name="sign_ins_export"),
    path("chain/", chain.chain, name="chain"),
    path("chain/verify/", chain.verify, name="verify"),
    path("chain/verify/<int:pk>/", chain.progress, name="progress"),
]
