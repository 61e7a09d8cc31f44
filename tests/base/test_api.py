"""One error shape, whatever goes wrong."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest
from django.test import Client
from django.urls import path
from ninja import Router
from ninja.errors import AuthorizationError, HttpError

from ditan.base.api import api_urls, build_api
from ditan.base.declaration import SIGNED_IN, Access, Domain
from ditan.base.refusal import Refusal

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.base.test_api")]


class TooHot(Refusal):
    """A refusal with details."""

    code = "too_hot"
    status = 409

    @property
    def details(self) -> dict[str, Any]:
        return {"degrees": 41}


router = Router()
ERRORS: dict[str, Exception] = {
    "refused": Refusal("不行，因为太冷。"),
    "too_hot": TooHot("不行，因为太热。"),
    "absent": User.DoesNotExist(),
    "no_page": Http404(),
    "forbidden": AuthorizationError(),
    "teapot": HttpError(418, "茶壶"),
}


@router.get("/fail/{name}")
def fail(request: HttpRequest, name: str) -> None:
    raise ERRORS[name]


@router.get("/number/{number}")
def number(request: HttpRequest, number: int) -> dict[str, int]:
    return {"number": number}


weather = Domain(
    "weather",
    "天气",
    api="tests.base.test_api.router",
    access=(Access("api:test_api_fail", SIGNED_IN), Access("api:test_api_number", SIGNED_IN)),
)
urlpatterns = [path("api/", api_urls(build_api([weather])))]


@pytest.fixture
def caller(client: Client) -> Client:
    client.force_login(User.objects.create_user("caller"))
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize(
    ("name", "status", "code", "message", "details"),
    [
        ("refused", 400, "refused", "不行，因为太冷。", {}),
        ("too_hot", 409, "too_hot", "不行，因为太热。", {"degrees": 41}),
        ("absent", 404, "not_found", "没有这条记录，或您无权查看。", {}),
        ("no_page", 404, "not_found", "没有这个页码或地址。", {}),
        ("forbidden", 403, "not_allowed", "您没有这项权限。", {}),
        ("teapot", 418, "http_error", "茶壶", {}),
    ],
)
def test_every_error_has_the_one_shape(
    caller: Client, name: str, status: int, code: str, message: str, details: dict[str, Any]
) -> None:
    answer = caller.get(f"/api/weather/fail/{name}")
    assert answer.status_code == status
    assert answer.json() == {"error": {"code": code, "message": message, "details": details}}


def test_a_parameter_that_does_not_fit_is_named(caller: Client) -> None:
    answer = caller.get("/api/weather/number/many")
    assert answer.status_code == 422
    error = answer.json()["error"]
    assert (error["code"], error["message"]) == ("invalid_request", "请求的参数不符合接口说明。")
    assert [each["where"] for each in error["details"]["errors"]] == [["path", "number"]]


def test_a_call_that_fits_is_answered(caller: Client) -> None:
    assert caller.get("/api/weather/number/7").json() == {"number": 7}


def test_who_is_not_signed_in_gets_the_shape_and_no_log_in_page(client: Client) -> None:
    answer = client.get("/api/weather/number/7")
    assert (answer.status_code, answer.json()["error"]["code"]) == (401, "not_signed_in")


def test_the_document_puts_a_domain_under_its_name_and_label(caller: Client) -> None:
    document = caller.get("/api/openapi.json").json()
    assert sorted(document["paths"]) == ["/api/weather/fail/{name}", "/api/weather/number/{number}"]
    assert document["paths"]["/api/weather/number/{number}"]["get"]["tags"] == ["天气"]
