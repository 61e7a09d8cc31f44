"""The permission matrix, on screen and as a workbook."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ditan.base.access.selectors import permission_matrix
from ditan.base.access.workbook import matrix_workbook
from ditan.base.answers import answered, attachment
from ditan.base.audit.services import record_apart


@require_GET
@answered
def matrix(request: HttpRequest) -> HttpResponse:
    """Every address and operation, and every role; `module` shows one of the groups."""
    found = permission_matrix(request.user)
    module = request.GET.get("module", "")
    context = {
        "matrix": found,
        "module": module,
        "lines": [line for line in found.lines if not module or line.module == module],
        "here": reverse("access:matrix"),
    }
    return render(request, "access/matrix.html", context)


@require_GET
@answered
def export(request: HttpRequest) -> HttpResponse:
    """The matrix as a workbook; that it was taken out is recorded."""
    found = permission_matrix(request.user)
    name = _("权限矩阵-%(when)s.xlsx") % {"when": timezone.localtime().strftime("%Y%m%d-%H%M")}
    record_apart(
        act="access.matrix_exported", user=request.user, target_kind="matrix", target_name=name, outcome="done"
    )
    return attachment(matrix_workbook(found), name)
