"""How pages and buttons answer: gone is 404, forbidden 403, anything else leads back with a message; and what is asked."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.contrib.messages import get_messages
from django.contrib.messages.storage.fallback import FallbackStorage
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from ditan.base.answers import acting, answered, attachment, disposition, safe_next
from ditan.base.asking import typed, user_of, wants_part
from ditan.base.refusal import Changed, NotAllowed, Refusal

HOME = "home"


class Lost(Refusal):
    """Something that is no longer there."""

    status = 404


def raising(error: Exception) -> Any:
    """A view that is refused."""

    def view(request: HttpRequest, **_parts: Any) -> HttpResponse:
        raise error

    return view


def asked(path: str = "/x/", **data: str) -> Any:
    """A form that was sent, with room for messages."""
    request: Any = RequestFactory().post(path, data)
    request.session = {}
    request._messages = FallbackStorage(request)
    return request


def said(request: HttpRequest) -> list[str]:
    return [str(each) for each in get_messages(request)]


@pytest.mark.parametrize("error", [User.DoesNotExist("没有"), Lost("没有")])
def test_a_page_of_what_is_gone_is_404(error: Exception) -> None:
    with pytest.raises(Http404, match="没有"):
        answered(raising(error))(asked())


def test_a_page_that_is_not_allowed_is_403_with_the_reason() -> None:
    with pytest.raises(PermissionDenied, match="您没有权限"):
        answered(raising(NotAllowed("您没有权限")))(asked())


def test_any_other_refusal_of_a_page_is_left_to_the_view() -> None:
    with pytest.raises(Changed, match="刚被修改"):
        answered(raising(Changed("刚被修改")))(asked())


def test_a_fault_of_our_own_is_no_refusal_and_goes_up() -> None:
    with pytest.raises(ZeroDivisionError):
        answered(raising(ZeroDivisionError()))(asked())
    with pytest.raises(ZeroDivisionError):
        acting(HOME)(raising(ZeroDivisionError()))(asked())


def test_what_a_page_gives_is_given_on_with_its_parts() -> None:
    def view(request: HttpRequest, pk: int, *, kind: str) -> HttpResponse:
        return HttpResponse(f"{kind} {pk}")

    assert answered(view)(asked(), 7, kind="target").content == b"target 7"  # type: ignore[attr-defined]
    assert answered(view).__name__ == "view"


def test_a_button_that_is_refused_leads_back_to_its_page_and_says_why() -> None:
    request = asked()
    answer: Any = acting(HOME)(raising(Changed("刚被他人修改")))(request)
    assert (answer.status_code, answer["Location"], said(request)) == (302, "/", ["刚被他人修改"])


def test_a_button_goes_back_to_where_the_form_came_from() -> None:
    request = asked(next="/plans/?page=3")
    answer: Any = acting(HOME)(raising(Changed("刚被他人修改")))(request)
    assert answer["Location"] == "/plans/?page=3"


def test_a_button_never_leads_to_another_site() -> None:
    answer: Any = acting(HOME)(raising(Changed("x")))(asked(next="https://evil.example/"))
    assert answer["Location"] == "/"


def test_a_button_on_what_is_gone_is_404_and_on_what_is_not_allowed_403() -> None:
    with pytest.raises(Http404):
        acting(HOME)(raising(User.DoesNotExist()))(asked())
    request = asked()
    with pytest.raises(PermissionDenied, match="您没有权限"):
        acting(HOME)(raising(NotAllowed("您没有权限")))(request)
    assert said(request) == []


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "\\\\evil.example",
        "http:///evil.example",
        "javascript:alert(1)",
        "data:text/html,x",
        " https://evil.example/",
        "https:evil.example",
        "",
    ],
)
def test_no_form_leads_away(elsewhere: str) -> None:
    assert safe_next(asked(next=elsewhere)) == ""


@pytest.mark.parametrize("own", ["/plans/", "/plans/?q=碳#a", "http://testserver/plans/", "?page=2"])
def test_our_own_addresses_are_led_to(own: str) -> None:
    assert safe_next(asked(next=own)) == own


def test_a_secure_page_does_not_lead_to_an_insecure_one() -> None:
    request = RequestFactory().post("/x/", {"next": "http://testserver/plans/"}, secure=True)
    assert safe_next(request) == ""


def test_the_address_may_name_the_next_page_too_and_the_form_comes_first() -> None:
    assert safe_next(RequestFactory().get("/x/", {"next": "/a/"})) == "/a/"
    assert safe_next(RequestFactory().post("/x/?next=/a/", {"next": "/b/"})) == "/b/"


@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=40))
def test_any_name_of_a_file_comes_back_as_it_was_and_breaks_no_header(name: str) -> None:
    header = disposition(name)
    assert header.isascii()
    assert not set("\r\n\"';") & set(header.removeprefix("attachment; filename*=UTF-8''"))
    assert unquote(header.partition("''")[2]) == name


def test_a_file_to_save_keeps_its_chinese_name_and_is_a_workbook_unless_said() -> None:
    answer = attachment(b"PK", "组织机构.xlsx")
    assert answer.content == b"PK"
    assert answer["Content-Type"] == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert answer["Content-Disposition"].startswith("attachment; filename*=UTF-8''%E7%BB%84")
    assert attachment(b"x", "a", "text/plain")["Content-Type"] == "text/plain"


def test_a_part_is_given_only_to_who_asks_for_that_part() -> None:
    factory = RequestFactory()
    assert wants_part(factory.get("/", headers={"HX-Target": "listing"})) is True
    assert wants_part(factory.get("/", headers={"HX-Target": "drawer"})) is False
    assert wants_part(factory.get("/", headers={"HX-Target": "drawer"}), "drawer") is True
    assert wants_part(factory.get("/", headers={"HX-Request": "true"})) is False
    assert wants_part(factory.get("/")) is False


def test_a_page_that_the_browser_restores_is_whole() -> None:
    headers = {"HX-Target": "listing", "HX-History-Restore-Request": "true"}
    assert wants_part(RequestFactory().get("/", headers=headers)) is False


def test_typed_text_loses_the_one_character_that_no_database_stores() -> None:
    request = asked(name="李\x00伟 ", note="\x00")
    assert (typed(request, "name"), typed(request, "note"), typed(request, "absent")) == ("李伟 ", "", "")


def test_only_a_signed_in_person_is_given_as_a_user() -> None:
    request = asked()
    request.user = User(username="clerk")
    assert user_of(request).get_username() == "clerk"
    request.user = AnonymousUser()
    with pytest.raises(AssertionError):
        user_of(request)
