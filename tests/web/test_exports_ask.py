"""Every export asks for a fresh one-time code: without it nothing leaves the house and nothing is said to have left."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from ditan.base.access.addresses import OPERATION, addresses
from ditan.base.access.declared import declared_access
from ditan.base.access.selectors import permission_matrix
from ditan.base.accounts.middleware import AccountSessions
from ditan.base.accounts.models import TotpDevice
from ditan.base.accounts.services.sessions import FACTOR
from ditan.base.audit.models import Entry
from ditan.base.crypto import encrypt
from ditan.base.reporting.models import Download
from ditan.base.reporting.services import request_download
from ditan.base.workflow.worker import run_pending
from ditan.domains.plans.exchange import long
from ditan.domains.plans.models import PlanDocument, Target
from tests.fresh_code import give_code
from tests.web.conftest import text_of

pytestmark = pytest.mark.django_db

LISTS = ("indicators", "targets", "measures", "tasks", "projects")
PICKED = {f"plans:{plural}_export_picked" for plural in LISTS}
EXPORTS = (
    *(f"plans:{plural}_export" for plural in LISTS),
    *sorted(PICKED),
    "access:matrix_export",
    "alerts:export",
    "audit:log_export",
    "audit:sign_ins_export",
    "directory:dictionaries_export",
    "directory:facilities_export",
    "directory:organisations_export",
    "directory:parameters_export",
    "directory:people_export",
    "directory:regions_export",
    "projects:export",
    "records:observations_export",
    "supervision:export",
)
OF_ONE = (
    "assessment:document",
    "assessment:export",
    "checkups:export",
    "evaluation:export",
    "inventory:file",
    "inventory:report",
    "inventory:rows_export",
    "plans:board_file",
    "plans:compare_plans_file",
    "plans:compare_regions_file",
    "plans:decomposition_file",
    "plans:serving_file",
    "plans:tracked_csv",
    "plans:tracked_xlsx",
    "records:series_export",
    "supervision:circular_docx",
    "supervision:order",
    "supervision:statistics_file",
    "workplans:document",
    "workplans:export",
    "workflow:round_export",
)
"""Exports of one thing: they ask as the others do; that the file comes is for the tests of the app that makes it."""
FILE = "reporting:file"
LEFT = ("_exported", ".download_requested", ".downloaded")
"""How the acts end that say that something left the house, or is about to."""


@pytest.fixture
def chief(db: None) -> User:
    """Somebody who may do everything and has a telephone."""
    user = User.objects.create_superuser("chief")
    TotpDevice.objects.create(user=user, secret=encrypt("A" * 32), confirmed_at=timezone.now())
    return user


@pytest.fixture
def seat(chief: User) -> Client:
    """The browser of that person, in which no code has been given."""
    client = Client()
    client.force_login(chief)
    return client


def address_of(name: str) -> str:
    """The address, with a row that is ticked where there has to be one."""
    return reverse(name) + (
        f"?pick={Target.objects.earliest('pk').identity}" if name == "plans:targets_export_picked" else ""
    )


def left_the_house() -> list[str]:
    """The acts in the log of something leaving the house."""
    return [act for act in Entry.objects.values_list("act", flat=True) if act.endswith(LEFT)]


def is_file(answer: Any) -> bool:
    """Whether the answer is a workbook to save."""
    data = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return bool(data[:2] == b"PK" and answer["Content-Disposition"].startswith("attachment"))


def test_whatever_is_called_an_export_is_declared_to_ask() -> None:
    asking = {name for name, access in declared_access().items() if access.second_factor}
    assert asking == {each.name for each in addresses() if "export" in each.name} | {*OF_ONE, FILE}
    assert asking == {*EXPORTS, *OF_ONE, FILE}


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", EXPORTS)
def test_without_a_code_an_export_leads_to_where_one_is_asked_for(
    name: str, method: str, seat: Client, plan: PlanDocument
) -> None:
    address = address_of(name)
    answer = getattr(seat, method)(address)
    back = quote(address, safe="") if method == "get" else "%2F"
    assert (answer.status_code, answer["Location"]) == (302, f"{reverse('accounts:step_up')}?next={back}")
    assert left_the_house() == []
    assert Download.objects.count() == 0


@pytest.mark.parametrize("name", sorted({*EXPORTS} - PICKED | {"plans:targets_export_picked"}))
def test_with_a_fresh_code_the_file_comes(name: str, seat: Client, plan: PlanDocument) -> None:
    answer = give_code(seat).get(address_of(name))
    assert (answer.status_code, is_file(answer)) == (200, True)
    assert len(left_the_house()) == 1


@pytest.mark.parametrize("name", sorted(PICKED))
def test_with_a_fresh_code_and_nothing_ticked_it_is_said(name: str, seat: Client) -> None:
    assert "还没有勾选" in text_of(give_code(seat).get(reverse(name), follow=True))
    assert left_the_house() == []


def test_a_code_that_is_no_longer_fresh_opens_nothing(seat: Client) -> None:
    session = give_code(seat).session
    session[FACTOR] = (timezone.now() - timedelta(minutes=16)).timestamp()
    session.save()
    assert seat.get("/plans/targets/export/")["Location"].startswith("/accounts/step-up/")
    assert left_the_house() == []


def test_who_has_no_telephone_is_led_to_enrol(office: Client, coordinator: User, plan: PlanDocument) -> None:
    seat = Client()
    seat.force_login(coordinator)
    answer = seat.get("/plans/targets/export/")
    assert answer["Location"] == "/accounts/me/factor/?next=%2Fplans%2Ftargets%2Fexport%2F"


def test_htmx_is_told_where_to_go(seat: Client) -> None:
    answer = seat.get("/plans/targets/export/", headers={"HX-Request": "true"})
    assert answer["HX-Redirect"] == "/accounts/step-up/?next=%2Fplans%2Ftargets%2Fexport%2F"
    assert (answer.status_code, answer.content, left_the_house()) == (200, b"", [])


def test_a_long_export_is_asked_for_with_a_code_only(office: Client, seat: Client, plan: PlanDocument) -> None:
    address = "/plans/targets/export/?state=all"
    most, long.MOST_AT_ONCE = long.MOST_AT_ONCE, 0
    try:
        before = seat.get(address)["Location"], Download.objects.count()
        after = office.get(address)["Location"], Download.objects.count()
    finally:
        long.MOST_AT_ONCE = most
    assert before == (f"/accounts/step-up/?next={quote(address, safe='')}", 0)
    assert after == ("/downloads/", 1)


def test_a_file_made_in_the_background_is_fetched_with_a_code_only(
    seat: Client, chief: User, plan: PlanDocument, settings: Any, tmp_path: Any
) -> None:
    settings.DOWNLOAD_DIR = tmp_path / "downloads"
    payload = {"kind": "target", "filters": {}}
    address = reverse(FILE, args=[request_download(user=chief, kind="plans.items", title="目标", payload=payload).pk])
    run_pending()
    assert seat.get(address)["Location"] == f"/accounts/step-up/?next={quote(address, safe='')}"
    assert "reporting.downloaded" not in left_the_house()
    assert is_file(give_code(seat).get(address))
    assert left_the_house().count("reporting.downloaded") == 1


def test_in_a_trial_it_is_said_and_the_file_comes(seat: Client, plan: PlanDocument, settings: Any) -> None:
    settings.TRIAL_MODE = True
    assert is_file(seat.get("/plans/targets/export/"))
    assert "导出前须输入动态口令" in text_of(seat.get("/plans/targets/"))


def test_who_may_not_export_is_refused_before_a_code_is_asked_for(reader: User, plan: PlanDocument) -> None:
    seat = Client()
    seat.force_login(reader)
    assert seat.get("/plans/targets/export/").status_code == 403
    assert left_the_house() == []


def test_who_is_not_signed_in_signs_in_first(client: Client, db: None) -> None:
    assert client.get("/plans/targets/export/")["Location"] == "/login/?next=/plans/targets/export/"


def test_no_link_to_an_export_saves_the_page_that_asks_for_the_code(seat: Client, plan: PlanDocument) -> None:
    pages = [text_of(seat.get(address)) for address in ("/plans/targets/", "/audit/log/", "/audit/sign-ins/")]
    assert [page.count("data-export") for page in pages] == [1, 1, 1]
    assert [page.count(" download ") + page.count(" download>") for page in pages] == [0, 0, 0]


def test_the_matrix_says_where_a_code_is_asked_for(seat: Client, chief: User) -> None:
    lines = permission_matrix(chief).lines
    assert {line.address.name for line in lines if line.second_factor} == {*EXPORTS, *OF_ONE, FILE}
    assert text_of(seat.get("/access/matrix/")).count("须动态口令") == len(EXPORTS) + len(OF_ONE) + 1


@pytest.mark.parametrize(("method", "status"), [("GET", 403), ("POST", None)])
def test_an_operation_that_is_declared_so_asks_whoever_calls_it(method: str, status: int | None, db: None) -> None:
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse("rows")

    view.operations = {"access:matrix_export": "GET", "access:matrix": "POST"}  # type: ignore[attr-defined]
    request = RequestFactory().generic(method, "/api/taken/out")
    request.user, request.session = AnonymousUser(), SessionStore()
    request.resolver_match = SimpleNamespace(view_name="", route="")  # type: ignore[assignment]
    answer = AccountSessions(view).process_view(request, view, (), {})
    assert (answer and answer.status_code) == status


def test_no_operation_of_today_takes_data_out_as_a_file() -> None:
    assert [each.name for each in addresses() if each.kind == OPERATION and "export" in each.name] == []
