"""The workbench, and the manual inside the product."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from ditan.base.declaration import workbench_for


def home(request: HttpRequest) -> HttpResponse:
    """What waits for this person: one box for each that the domains bring."""
    boxes = [(box, box.read(request.user)) for box in workbench_for(request.user)]
    context = {
        "wide": [(box, content) for box, content in boxes if not box.narrow],
        "side": [(box, content) for box, content in boxes if box.narrow],
        "now": timezone.localtime(),
    }
    return render(request, "web/home.html", context)


def manual(request: HttpRequest) -> HttpResponse:
    """The operating manual, which works without a network like everything else."""
    return render(request, "web/manual.html")
