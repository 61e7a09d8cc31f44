"""Addresses of roles and of the matrix, below `access/`."""

from __future__ import annotations

from django.urls import path

from ditan.base.access.views import grants, matrix, roles

app_name = "access"

urlpatterns = [
    path("", roles.listing, name="roles"),
    path("new/", roles.new, name="role_new"),
    path("<int:pk>/", roles.holders, name="role"),
    path("<int:pk>/edit/", roles.edit, name="role_edit"),
    path("<int:pk>/delete/", roles.delete, name="role_delete"),
    path("<int:pk>/grant/", grants.grant, name="grant"),
    path("<int:pk>/posts/", grants.give, name="post_give"),
    path("grants/<int:pk>/revoke/", grants.revoke, name="revoke"),
    path("posts/<int:pk>/take/", grants.take, name="post_take"),
    path("matrix/", matrix.matrix, name="matrix"),
    path("matrix/export/", matrix.export, name="matrix_export"),
]
