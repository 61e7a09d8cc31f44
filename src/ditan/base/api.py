"""The REST API: one address, one error shape, the routers of all domains, and a documentation page that works offline.

Every error is `{"error": {"code", "message", "details"}}` with a fitting HTTP status; the message is Chinese.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseForbidden
from django.middleware.csrf import CsrfViewMiddleware
from django.urls import URLPattern, URLResolver
from django.utils.module_loading import import_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Schema, Swagger
from ninja.errors import AuthenticationError, AuthorizationError, HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation
from ninja.security import SessionAuth

import ditan
from ditan.base.access.errors import NotAllowed
from ditan.base.access.gate import guard
from ditan.base.audit.services import record_apart
from ditan.base.declaration import Access, Domain, domains
from ditan.base.refusal import Refusal


class ErrorBody(Schema):
    """What went wrong: a word for programs, a sentence for people, and details."""

    code: str
    message: str
    details: dict[str, Any] = {}


class Error(Schema):
    """The shape of every error."""

    error: ErrorBody


class NoToken(Refusal):
    """A write whose token is missing or wrong: it may come from another site in the user's browser."""

    code = "no_csrf_token"
    status = 403


class _TokenCheck(CsrfViewMiddleware):
    """Django's check, which answers a failure without drawing a page."""

    def _reject(self, request: HttpRequest, reason: str) -> HttpResponseForbidden:
        return HttpResponseForbidden(reason)


class Session(SessionAuth):
    """The session of the pages; writes carry its token."""

    def _get_key(self, request: HttpRequest) -> str | None:
        check = _TokenCheck(lambda _request: HttpResponse())
        request.csrf_processing_done = False  # type: ignore[attr-defined]
        check.process_request(request)
        if check.process_view(request, _no_view, (), {}) is not None:
            raise NoToken(_("写操作须带有效的 X-CSRFToken；请刷新页面或重新登录后再试。"))
        return request.COOKIES.get(self.param_name)


def _no_view(request: HttpRequest) -> HttpResponse:
    """Stands for a view that asks for the check."""
    return HttpResponse()


DOCUMENTATION = ("openapi-json", "openapi-view", "api-root")
"""Pages of the API itself; they ask for a log-in as every page does."""


class Api(NinjaAPI):
    """Operations are called by their domain and function (`plans_findings`): the name that `Access` declares."""

    access: Mapping[str, Access] = {}
    """What opens each operation, as the domains declare it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._described: dict[tuple[str, str | None], OpenAPISchema] = {}

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> OpenAPISchema:
        """The description of all operations, made once for each language: it takes as long as thirty pages."""
        prefix = self.get_root_path(path_params or {}) if path_prefix is None else path_prefix
        key = prefix, get_language()
        if key not in self._described:
            self._described[key] = super().get_openapi_schema(path_prefix=prefix)
        return self._described[key]

    def get_openapi_operation_id(self, operation: Operation) -> str:
        module = operation.view_func.__module__.split(".")
        place = module.index("api") - 1 if "api" in module else -1
        return f"{module[place]}_{operation.view_func.__name__}"


def build_api(of: Sequence[Domain] | None = None) -> Api:
    """The API with the routers of all installed domains, or of those that are named."""
    brought = domains() if of is None else of
    api = Api(
        title="Ditan 低碳 API",
        version=ditan.__version__,
        description="与页面使用同一套查询和业务规则。登录后凭会话访问，写操作须带 X-CSRFToken；程序凭接口令牌访问。",
        auth=[*(import_string(domain.api_auth)() for domain in brought if domain.api_auth), Session()],
        docs=Swagger(settings={"persistAuthorization": False, "tryItOutEnabled": False}),
        urls_namespace="api",
    )
    api.access = {each.name: each for domain in brought for each in domain.access}
    for domain in brought:
        router = domain.router()
        if router is not None:
            api.add_router(f"/{domain.name}", router, tags=[str(domain.label)])
    _handle_errors(api)
    return api


def api_urls(api: Api) -> tuple[list[URLPattern | URLResolver], str, str]:
    """The API's addresses. A call without a session gets 401 in the error shape and no log-in page."""
    patterns, app_name, namespace = api.urls
    for pattern in patterns:
        if isinstance(pattern, URLPattern) and pattern.name not in DOCUMENTATION:
            pattern.callback.login_required = False  # type: ignore[attr-defined]
    _set_gates(api, [pattern for pattern in patterns if isinstance(pattern, URLPattern)])
    return patterns, app_name, namespace


def _set_gates(api: Api, patterns: list[URLPattern]) -> None:
    """Put the gate behind the log-in of each operation, and tell each address which operations stand at it."""
    at: dict[str, dict[str, str]] = {}
    for router in api._get_bound_routers():
        operations = [each for view in router.path_operations.values() for each in view.operations]
        for operation, pattern in zip(operations, router.urls_paths(router.prefix), strict=True):
            name = f"{api.urls_namespace}:{operation.operation_id or api.get_openapi_operation_id(operation)}"
            guard(operation, name, api.access.get(name))
            at.setdefault(str(pattern.pattern), {})[name] = operation.methods[0]
    for pattern in patterns:
        if names := at.get(str(pattern.pattern)):
            pattern.callback.operations = names  # type: ignore[attr-defined]


UNTOLD = (401, 429)
"""Refusals that the log-in and the rate limits keep account of themselves."""


def _note_refusal(request: HttpRequest, error: Refusal) -> None:
    """Put into the log what a signed-in caller was refused; the gate has recorded its own refusals already."""
    writes = request.method not in ("GET", "HEAD", "OPTIONS")
    if not request.user.is_authenticated or isinstance(error, NotAllowed) or error.status in UNTOLD:
        return
    if writes or error.status == 403:
        record_apart(
            act="api.refused",
            user=request.user,
            target_kind="address",
            target_key=error.code,
            target_name=f"{request.method} {request.path}",
            detail=error.message,
        )


def _handle_errors(api: NinjaAPI) -> None:
    """Give every error the one shape."""

    def answer(request: HttpRequest, status: int, code: str, message: str, details: Any = None) -> HttpResponse:
        body = {"error": {"code": code, "message": message, "details": details or {}}}
        return api.create_response(request, body, status=status)

    @api.exception_handler(Refusal)
    def refused(request: HttpRequest, error: Refusal) -> HttpResponse:
        _note_refusal(request, error)
        response = answer(request, error.status, error.code, error.message, error.details)
        for name, value in error.headers.items():
            response[name] = value
        return response

    @api.exception_handler(ObjectDoesNotExist)
    def absent(request: HttpRequest, error: ObjectDoesNotExist) -> HttpResponse:
        return answer(request, 404, "not_found", _("没有这条记录，或您无权查看。"))

    @api.exception_handler(Http404)
    def no_page(request: HttpRequest, error: Http404) -> HttpResponse:
        return answer(request, 404, "not_found", _("没有这个页码或地址。"))

    @api.exception_handler(ValidationError)
    def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
        found = [{"where": list(each["loc"]), "problem": each["msg"]} for each in error.errors]
        return answer(request, 422, "invalid_request", _("请求的参数不符合接口说明。"), {"errors": found})

    @api.exception_handler(AuthenticationError)
    def nobody(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
        return answer(request, 401, "not_signed_in", _("请先登录；写操作还须带 X-CSRFToken。"))

    @api.exception_handler(AuthorizationError)
    def forbidden(request: HttpRequest, error: AuthorizationError) -> HttpResponse:
        return answer(request, 403, "not_allowed", _("您没有这项权限。"))

    @api.exception_handler(HttpError)
    def other(request: HttpRequest, error: HttpError) -> HttpResponse:
        return answer(request, error.status_code, "http_error", str(error))
