"""Addresses that no form of ours makes: every page answers with a page, and shows nothing of them as markup."""

from __future__ import annotations

import pytest
from django.test import Client

from ditan.domains.plans.models import PlanDocument
from tests.domains.plans.views.stored import everything
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
    "a number beyond every column": "9" * 30,
    "a negative number": "-1",
    "a null character": "铜山\x00",
    "a lone per cent sign": "%",
    "a backslash": "\\",
    "markup": "<script>alert(1)</script>",
    "an attribute": '" onmouseover="alert(1)',
    "a long text": "很" * 3000,
    "a line break": "铜山\r\nSet-Cookie: a=b",
}
SHOWN = ("markup", "an attribute", "a null character")
"""What a list might show again in its links."""

PARTIAL = {"HX-Request": "true", "HX-Target": "listing"}


@pytest.fixture
def careful(guest: Client) -> Client:
    """A browser to which a fault of the server is an answer like any other."""
    guest.raise_request_exception = False
    return guest


def asked(client: Client, address: str, odd: tuple[str, ...], **headers: str) -> dict[str, tuple[int, str]]:
    """Status and page for each odd value, which is put into every field of the search at once."""
    answers = {name: client.get(address, dict.fromkeys(NAMES, ODD[name]), headers=headers or None) for name in odd}
    return {name: (answer.status_code, text_of(answer)) for name, answer in answers.items()}


@pytest.mark.slow
@pytest.mark.parametrize("address", PAGES)
def test_an_odd_search_is_answered_with_the_page(careful: Client, booked: PlanDocument, address: str) -> None:
    answers = asked(careful, address, tuple(ODD))
    assert {name: status for name, (status, _page) in answers.items()} == dict.fromkeys(ODD, 200)
    assert [name for name, (_status, page) in answers.items() if "<html" not in page] == []
    assert [name for name, (_status, page) in answers.items() if "<script>alert" in page] == []
    assert [name for name, (_status, page) in answers.items() if '" onmouseover="' in page] == []


@pytest.mark.parametrize("address", PAGES[:-1])
def test_an_odd_search_by_script_is_answered_with_the_list(careful: Client, booked: PlanDocument, address: str) -> None:
    answers = asked(careful, address, SHOWN, **PARTIAL)
    listing = '<div class="listing" id="listing"'
    assert {name: status for name, (status, _page) in answers.items()} == dict.fromkeys(SHOWN, 200)
    assert [name for name, (_status, page) in answers.items() if not page.startswith(listing)] == []
    assert [name for name, (_status, page) in answers.items() if "<script>alert" in page] == []
    assert [name for name, (_status, page) in answers.items() if '" onmouseover="' in page] == []


@pytest.mark.parametrize("plural", ["indicators", "targets", "measures", "tasks", "projects"])
def test_an_odd_search_exports_a_workbook_all_the_same(office: Client, booked: PlanDocument, plural: str) -> None:
    office.raise_request_exception = False
    answers = {
        name: office.get(f"/plans/{plural}/export/", dict.fromkeys(NAMES, value)).content[:2]
        for name, value in ODD.items()
        if name in ("a null character", "a number beyond every column", "a backslash")
    }
    assert set(answers.values()) == {b"PK"}


ABSENT = (
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
)
ABSENT_BUTTONS = (
    "/plans/999999/reread/",
    "/plans/999999/supersede/",
    "/plans/999999/separate/",
    "/plans/999999/review/bulk/",
    "/plans/uploads/999999/retry/",
    "/plans/uploads/999999/delete/",
    "/plans/contradictions/999999/judge/",
    "/plans/review/target/999999/decide/",
    "/plans/review/dragon/1/decide/",
)


def test_what_does_not_exist_is_said_to_be_absent(office: Client, plan: PlanDocument) -> None:
    office.raise_request_exception = False
    answers = {address: office.get(address) for address in ABSENT}
    assert {address: answer.status_code for address, answer in answers.items()} == dict.fromkeys(ABSENT, 404)
    assert [address for address, answer in answers.items() if "没有这个页面" not in text_of(answer)] == []
    assert [address for address, answer in answers.items() if "<script>" in text_of(answer)] == []


def test_a_button_for_what_does_not_exist_is_answered_as_absent(office: Client, plan: PlanDocument) -> None:
    before = everything()
    office.raise_request_exception = False
    data = {"action": "confirm", "version": "1", "kinds": ["target"], "earlier": str(plan.pk)}
    answers = {address: office.post(address, data).status_code for address in ABSENT_BUTTONS}
    assert answers == dict.fromkeys(ABSENT_BUTTONS, 404)
    assert everything() == before
