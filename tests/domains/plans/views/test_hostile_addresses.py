"""Addresses that no form of ours makes: every page answers with a page, and shows nothing of them as markup."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client

from ditan.domains.plans.models import PlanDocument
from tests.web.conftest import text_of

PAGES = (
    "/plans/",
    "/plans/indicators/",
    "/plans/targets/",
    "/plans/measures/",
    "/plans/tasks/",
    "/plans/projects/",
    "/plans/contradictions/",
    "/plans/departments/",
    "/plans/regions/500199/",
)
NAMES = (
    "q region status year versions plan department role nature category passed state order level code across page size"
).split()
ODD = {
    "superscript": "²",
    "arabic digits": "٢٠٢٥",
    "a number beyond every column": "9" * 30,
    "a negative number": "-1",
    "an exponent": "1e9",
    "a null character": "铜山\x00",
    "a lone per cent sign": "%",
    "an underscore": "_",
    "a backslash": "\\",
    "a quotation": "' OR 1=1 --",
    "markup": "<script>alert(1)</script>",
    "an attribute": '" onmouseover="alert(1)',
    "a long text": "很" * 3000,
    "a line break": "铜山\r\nSet-Cookie: a=b",
}
PARTIAL = {"HX-Request": "true", "HX-Target": "listing"}


@pytest.fixture
def careful(guest: Client) -> Iterator[Client]:
    """A browser to which a fault of the server is an answer like any other."""
    guest.raise_request_exception = False
    yield guest


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("page", PAGES)
def test_an_odd_search_is_answered_with_the_page(careful: Client, booked: PlanDocument, page: str, odd: str) -> None:
    response = careful.get(page, dict.fromkeys(NAMES, ODD[odd]))
    assert response.status_code == 200
    assert "<html" in text_of(response)
    assert "<script>alert" not in text_of(response)
    assert '" onmouseover="' not in text_of(response)


@pytest.mark.parametrize("odd", ["markup", "an attribute", "a null character", "a number beyond every column"])
@pytest.mark.parametrize("page", PAGES[:-1])
def test_an_odd_search_by_script_is_answered_with_the_list(
    careful: Client, booked: PlanDocument, page: str, odd: str
) -> None:
    response = careful.get(page, dict.fromkeys(NAMES, ODD[odd]), headers=PARTIAL)
    assert response.status_code == 200
    assert text_of(response).startswith('<div class="listing" id="listing"')
    assert "<script>alert" not in text_of(response)
    assert '" onmouseover="' not in text_of(response)


@pytest.mark.parametrize("odd", ["a null character", "a number beyond every column", "a long text", "a quotation"])
@pytest.mark.parametrize("plural", ["indicators", "targets", "measures", "tasks", "projects"])
def test_an_odd_search_exports_a_workbook_all_the_same(
    office: Client, booked: PlanDocument, plural: str, odd: str
) -> None:
    office.raise_request_exception = False
    response = office.get(f"/plans/{plural}/export/", dict.fromkeys(NAMES, ODD[odd]))
    assert response.status_code == 200
    assert response.content.startswith(b"PK")


@pytest.mark.parametrize(
    "address",
    [
        "/plans/999999/",
        "/plans/999999/edit/",
        "/plans/999999/changes/",
        "/plans/999999/file/",
        "/plans/999999/review/",
        "/plans/999999/review/add/",
        "/plans/readings/999999/",
        "/plans/readings/999999/progress/",
        "/plans/uploads/999999/file/",
        "/plans/items/target/999999/",
        "/plans/items/finding/1/",
        "/plans/items/%3Cscript%3E/1/",
        "/plans/review/target/999999/",
        "/plans/review/finding/999999/",
        "/plans/review/target/999999/edit/",
        "/plans/regions/999999/",
        "/plans/departments/没有的局/",
        "/plans/" + "9" * 30 + "/",
        "/plans/items/target/" + "9" * 30 + "/",
        "/plans/-1/",
        "/plans/１/",
        "/plans/%00/",
        "/plans/regions/%00/",
        "/plans/departments/%00/",
        "/plans/nothing/at/all/",
        "/plans/../../etc/passwd",
    ],
)
def test_what_does_not_exist_is_said_to_be_absent(office: Client, plan: PlanDocument, address: str) -> None:
    office.raise_request_exception = False
    response = office.get(address)
    assert response.status_code == 404
    assert "没有这个页面" in text_of(response)
    assert "<script>" not in text_of(response)


@pytest.mark.parametrize(
    "address",
    [
        "/plans/999999/reread/",
        "/plans/999999/supersede/",
        "/plans/999999/separate/",
        "/plans/999999/review/bulk/",
        "/plans/uploads/999999/retry/",
        "/plans/uploads/999999/delete/",
        "/plans/contradictions/999999/judge/",
        "/plans/review/target/999999/decide/",
        "/plans/review/dragon/1/decide/",
    ],
)
def test_a_button_for_what_does_not_exist_is_answered_as_absent(
    office: Client, plan: PlanDocument, address: str
) -> None:
    office.raise_request_exception = False
    assert office.post(address, {"action": "confirm", "version": "1", "kinds": ["target"]}).status_code == 404
