"""How a page answers a refusal: gone things are 404, what is not allowed 403, a button leads back with a message."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast
from urllib.parse import quote

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from ditan.base.refusal import Refusal

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"
CONTENT_TYPES = {"xlsx": XLSX, "docx": DOCX, "pdf": PDF}
"""The ending of a file that leaves the house, and what a browser is told that it is."""


def answered(view: View[P]) -> View[P]:
    """A page. Refusals other than 403 and 404 are the view's own affair."""

    @wraps(view)
    def answer(request: HttpRequest, /, *args: P.args, **options: P.kwargs) -> HttpResponseBase:
        try:
            return view(request, *args, **options)
        except ObjectDoesNotExist as error:
            raise Http404(str(error)) from error
        except Refusal as error:
            if error.status == 404:
                raise Http404(error.message) from error
            if error.status == 403:
                raise PermissionDenied(error.message) from error
            raise

    return cast("View[P]", answer)


def acting(back: str) -> Callable[[View[P]], View[P]]:
    """A button: leads back to the named page, or to the one that the form's `next` names, with a message where
    refused."""

    def wrap(view: View[P]) -> View[P]:
        @wraps(view)
        def answer(request: HttpRequest, /, *args: P.args, **options: P.kwargs) -> HttpResponseBase:
            try:
                return view(request, *args, **options)
            except ObjectDoesNotExist as error:
                raise Http404(str(error)) from error
            except Refusal as error:
                if error.status == 403:
                    raise PermissionDenied(error.message) from error
                messages.error(request, error.message)
                return HttpResponseRedirect(safe_next(request) or reverse(back))

        return cast("View[P]", answer)

    return wrap


def safe_next(request: HttpRequest) -> str:
    """The page to go on to that a form names, if it is one of ours."""
    return own_named(request, "next")


def own_named(request: HttpRequest, name: str) -> str:
    """The address that a form or a link gives under this name, if it is one of ours."""
    wanted = str(request.POST.get(name, "") or request.GET.get(name, ""))
    own = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if own else ""


def attachment(data: bytes, name: str, content_type: str = XLSX) -> HttpResponse:
    """A file to save, its Chinese name kept."""
    return HttpResponse(data, content_type=content_type, headers={"Content-Disposition": disposition(name)})


def disposition(name: str) -> str:
    """The header that makes a browser save a file under this name."""
    return f"attachment; filename*=UTF-8''{quote(name)}"
