"""Each address for each kind of person: who is let in, who is refused, who is sent to the log-in."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from ditan.base.records.models import Source
from ditan.domains.plans.models import Finding, Indicator, PlanDocument, PlanReading, Target

Address = Callable[[PlanDocument], str]

EVERYBODY = {"guest": 200, "desk": 200, "office": 200}
OFFICE_ONLY = {"guest": 403, "desk": 403, "office": 200}
REVIEWERS = {"guest": 403, "desk": 200, "office": 200}

READING: dict[str, tuple[Address, dict[str, int]]] = {
    "home": (lambda plan: "/", EVERYBODY),
    "help": (lambda plan: "/help/", EVERYBODY),
    "library": (lambda plan: "/plans/", EVERYBODY),
    "upload": (lambda plan: "/plans/upload/", OFFICE_ONLY),
    "plan": (lambda plan: f"/plans/{plan.pk}/", EVERYBODY),
    "plan_edit": (lambda plan: f"/plans/{plan.pk}/edit/", OFFICE_ONLY),
    "plan_file": (lambda plan: f"/plans/{plan.pk}/file/", EVERYBODY),
    "review": (lambda plan: f"/plans/{plan.pk}/review/", EVERYBODY),
    "review_add": (lambda plan: f"/plans/{plan.pk}/review/add/?kind=target&start=0&end=4", REVIEWERS),
    "review_card": (lambda plan: f"/plans/review/target/{_target().pk}/", EVERYBODY),
    "review_edit": (lambda plan: f"/plans/review/target/{_target().pk}/edit/", REVIEWERS),
    "item": (lambda plan: f"/plans/items/target/{_target().pk}/", EVERYBODY),
    "reading": (lambda plan: f"/plans/readings/{PlanReading.objects.get().pk}/", EVERYBODY),
    "progress": (lambda plan: f"/plans/readings/{PlanReading.objects.get().pk}/progress/", EVERYBODY),
    "indicators": (lambda plan: "/plans/indicators/", EVERYBODY),
    "targets": (lambda plan: "/plans/targets/", EVERYBODY),
    "measures": (lambda plan: "/plans/measures/", EVERYBODY),
    "tasks": (lambda plan: "/plans/tasks/", EVERYBODY),
    "projects": (lambda plan: "/plans/projects/", EVERYBODY),
    "export": (lambda plan: "/plans/targets/export/", {"guest": 403, "desk": 403, "office": 200}),
    "template": (lambda plan: "/plans/targets/template/", {"guest": 403, "desk": 403, "office": 200}),
    "import": (lambda plan: "/plans/targets/import/", OFFICE_ONLY),
    "contradictions": (lambda plan: "/plans/contradictions/", EVERYBODY),
    "departments": (lambda plan: "/plans/departments/?state=all", EVERYBODY),
    "department": (lambda plan: "/plans/departments/区财政局/?state=all", EVERYBODY),
    "regions": (lambda plan: "/plans/regions/", {"guest": 302, "desk": 302, "office": 302}),
    "region": (lambda plan: "/plans/regions/500199/", EVERYBODY),
    "api docs": (lambda plan: "/api/docs", EVERYBODY),
}
WRITING: dict[str, Address] = {
    "reread": lambda plan: f"/plans/{plan.pk}/reread/",
    "supersede": lambda plan: f"/plans/{plan.pk}/supersede/",
    "separate": lambda plan: f"/plans/{plan.pk}/separate/",
    "plan_edit": lambda plan: f"/plans/{plan.pk}/edit/",
    "bulk": lambda plan: f"/plans/{plan.pk}/review/bulk/",
    "add": lambda plan: f"/plans/{plan.pk}/review/add/",
    "decide": lambda plan: f"/plans/review/indicator/{Indicator.objects.first().pk}/decide/",  # type: ignore[union-attr]
    "edit": lambda plan: f"/plans/review/target/{_target().pk}/edit/",
    "judge": lambda plan: f"/plans/contradictions/{Finding.objects.get().pk}/judge/",
    "import": lambda plan: "/plans/targets/import/",
    "upload": lambda plan: "/plans/upload/",
    "examples": lambda plan: "/plans/examples/load/",
    "demo": lambda plan: "/plans/examples/confirm/",
}
FORM = {"action": "confirm", "version": "1", "kinds": ["target"], "confidence": "50", "name": "改过", "kind": "target"}


def _target() -> Target:
    return Target.objects.order_by("pk")[0]


@pytest.mark.parametrize("name", READING)
def test_a_page_opens_for_whom_it_is_meant(
    name: str, plan: PlanDocument, client: Client, guest: Client, desk: Client, office: Client
) -> None:
    address, expected = READING[name]
    people = {"guest": guest, "desk": desk, "office": office}
    assert {person: browser.get(address(plan)).status_code for person, browser in people.items()} == expected
    assert client.get(address(plan)).headers["Location"].startswith("/login/?next=")


@pytest.mark.parametrize("name", WRITING)
def test_who_lacks_the_permission_writes_nothing(name: str, plan: PlanDocument, client: Client, guest: Client) -> None:
    before = _everything()
    assert client.post(WRITING[name](plan), FORM).headers["Location"].startswith("/login/")
    assert guest.post(WRITING[name](plan), FORM).status_code in (302, 403)
    assert _everything() == before


@pytest.mark.parametrize("name", sorted({*WRITING} - {"plan_edit", "add", "edit", "import", "upload"}))
def test_a_button_does_not_act_on_a_link(name: str, plan: PlanDocument, office: Client) -> None:
    before = _everything()
    assert office.get(WRITING[name](plan)).status_code == 405
    assert _everything() == before


def _everything() -> list[object]:
    """All that a write could have changed."""
    return [
        list(Target.objects.order_by("pk").values()),
        list(Indicator.objects.order_by("pk").values()),
        list(Finding.objects.values()),
        list(PlanDocument.objects.values()),
        list(PlanReading.objects.values()),
        list(Source.objects.values()),
    ]
