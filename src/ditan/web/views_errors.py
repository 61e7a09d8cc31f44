"""Pages for what went wrong. Each says what happened and what to do next."""

from __future__ import annotations

import errno
import sys

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.template.loader import render_to_string


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
    full = disk_is_full(sys.exc_info()[1])
    return HttpResponse(render_to_string("500.html", {"full": full}), status=507 if full else 500)


def wrong_way(response: HttpResponseNotAllowed) -> HttpResponse:
    """An address that only takes forms was opened: after a log-in that came between, or from a bookmark."""
    told = HttpResponse(render_to_string("405.html"), status=405)
    for name, value in response.items():
        # The bare answer was measured already: its length is not this page's.
        if name != "Content-Length":
            told.headers.setdefault(name, value)
    return told


def disk_is_full(error: BaseException | None) -> bool:
    """Whether a database or a file had no room left: SQLite says it in words, PostgreSQL and the system by a number."""
    while error is not None:
        if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
            return True
        if isinstance(error, DatabaseError):
            cause = error.__cause__
            if "disk is full" in str(error) or getattr(cause, "sqlstate", None) == "53100":
                return True
        error = error.__cause__ or error.__context__
    return False
