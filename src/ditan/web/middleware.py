"""What every answer of the platform carries: its security headers and its language."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseNotAllowed, JsonResponse
from django.utils import translation
from django.utils.translation import gettext as _

from ditan.web.views_errors import wrong_way

GetResponse = Callable[[HttpRequest], HttpResponseBase]

POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
"""No script but our own files, no host but our own. Inline styles stay allowed: widths of bars are data."""


class ContentSecurityPolicy:
    """Sets the policy on every answer, and keeps pages of a signed-in person out of shared caches."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        if response.headers.get("Content-Type", "").startswith("text/html"):
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response


class WrongWay:
    """Gives words to an address that was opened and only takes forms; a program keeps its bare answer."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and request.method == "GET":
            return wrong_way(response)
        return response


class ChosenLanguage:
    """Chinese, unless the person chose another language here.

    The browser's own wish is not asked: a desk with an English browser still works in Chinese.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        known = {code for code, _name in settings.LANGUAGES}
        language = chosen if chosen in known else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", language)
        return response


class StorableAddresses:
    """Answers an address with a null character, which no database takes, before anything asks a database for it.

    Pages leave the character out of their searches; a program is told that its query makes no sense.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if "\x00" in request.path:
            raise Http404("null character")
        if request.path.startswith("/api/") and "%00" in request.META.get("QUERY_STRING", ""):
            message = _("请求的参数不符合接口说明。")
            return JsonResponse({"error": {"code": "invalid_request", "message": message, "details": {}}}, status=422)
        return self.get_response(request)
