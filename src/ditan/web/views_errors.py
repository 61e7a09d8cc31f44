"""Pages for what went wrong. Each says what happened and what to do next."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


@login_not_required
def incompatible(request: HttpRequest) -> HttpResponse:
    """A page without script or new styles, for browsers that are too old."""
    return render(request, "web/incompatible.html")


@login_not_required
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "400.html", status=400)


@login_not_required
def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "403.html", {"reason": str(exception or "")}, status=403)


@login_not_required
def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without the token of its page: another site's, or a page that stood open across a log-in."""
    return render(request, "403.html", {"forged": True}, status=403)


@login_not_required
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "404.html", status=404)


@login_not_required
def server_error(request: HttpRequest) -> HttpResponse:
    """Drawn without context processors: whatever broke may break again."""
    from django.template.loader import render_to_string

    return HttpResponse(render_to_string("500.html"), status=500)
